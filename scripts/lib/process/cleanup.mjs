import { say, UserError } from '../say.mjs';

/** What must be undone at the end, last first. What is handed in after the end is undone at once. */
export class Cleanup {
  #tasks = [];
  #running;

  defer(undo) {
    if (this.#running) this.#running = this.#running.then(() => attempt(undo));
    else this.#tasks.push(undo);
  }

  get hasBegun() {
    return this.#running !== undefined;
  }

  /** Undoes everything once; a second call waits for the first. */
  async run() {
    // Begun a tick later, so that what an undo hands in finds that the end has begun.
    this.#running ??= Promise.resolve().then(() => this.#undoAll());
    let seen;
    while (seen !== this.#running) {
      seen = this.#running;
      await seen;
    }
  }

  async #undoAll() {
    for (const undo of this.#tasks.toReversed()) await attempt(undo);
  }
}

async function attempt(undo) {
  try {
    await undo();
  } catch (error) {
    say(`While ending: ${error.message}`);
  }
}

const signalCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * Runs the body of a script so that whatever it deferred is undone when it returns, throws or is
 * interrupted, and ends this process with the code that the body answered.
 *
 * @param {(cleanup: Cleanup) => Promise<number>} body
 */
export async function runScript(body) {
  if (process.platform === 'win32') {
    say('This runs on Linux and macOS. On Windows use it inside WSL (README.md).');
    process.exit(1);
  }
  const cleanup = new Cleanup();
  const endWith = (code) => void cleanup.run().then(() => process.exit(code));
  for (const [signal, code] of Object.entries(signalCodes)) {
    process.on(signal, () => {
      if (cleanup.hasBegun) return;
      say(`\n${signal}: ending what was started …`);
      endWith(code);
    });
  }
  whenNpmHasGone(() => process.emit('SIGTERM', 'SIGTERM'));
  process.on('uncaughtException', (error) => {
    say(error.stack);
    endWith(1);
  });
  // A reader that went away (a closed terminal, `| head`) is no reason to leave servers behind.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  const code = await attemptBody(body, cleanup);
  if (!cleanup.hasBegun) endWith(code);
}

/** npm hands a SIGTERM to the shell between it and us, which dies of it without a word. */
function whenNpmHasGone(tell) {
  const parent = process.ppid;
  if (!process.env.npm_lifecycle_event) return;
  setInterval(() => process.ppid !== parent && tell(), 500).unref();
}

const placeTroubles = {
  ENOSPC: 'the disk is full: make room, or put the folder on another disk',
  EDQUOT: 'your share of the disk is used up: make room',
  EROFS: 'the disk cannot be written to: put the folder on another one',
  EACCES: 'this user may not write there: give it the right, or use another folder',
};

/** What the person at the keyboard is told: a stack is for faults of ours alone. */
export function wordsOf(error) {
  if (error instanceof UserError) return `\n${error.message}`;
  const trouble = placeTroubles[error.code];
  return trouble ? `\n${error.path ?? 'Writing'}: ${trouble} (${error.code}).` : error.stack;
}

async function attemptBody(body, cleanup) {
  try {
    return await body(cleanup);
  } catch (error) {
    if (!cleanup.hasBegun) say(wordsOf(error));
    return 1;
  }
}
