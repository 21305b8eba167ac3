/** A wrong thing that the person at the keyboard can put right: shown without a stack. */
export class UserError extends Error {
  constructor(message) {
    super(message);
    this.name = 'UserError';
  }
}

/** Progress and notices go to stderr, so that stdout stays for what a script answers. */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs a long step under a title and says how long it took; while it lasts a line every ten seconds shows
 * that it is alive.
 */
export async function step(title, work) {
  const began = Date.now();
  const seconds = () => ((Date.now() - began) / 1000).toFixed(1);
  say(`» ${title} …`);
  const alive = setInterval(() => say(`  … still at it after ${seconds()} s`), 10_000);
  try {
    const answer = await work();
    say(`  done in ${seconds()} s`);
    return answer;
  } finally {
    clearInterval(alive);
  }
}
