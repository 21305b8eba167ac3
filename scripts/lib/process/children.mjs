import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { readableLine } from './log-line.mjs';
import { launch, run } from './processes.mjs';
import { say, step, UserError } from '../say.mjs';
import { serverFlags } from '../servers/server-flags.mjs';

const width = 'simulator'.length;

/**
 * Starts one of the application's processes and shows its output under its name.
 *
 * @param {{ name: string, entry: string, rootDir: string, env: Record<string, string | undefined>,
 *   ledger: import('./ledger.mjs').Ledger }} request
 * @param {import('./cleanup.mjs').Cleanup} cleanup
 */
export function startChild({ name, entry, rootDir, env, ledger }, cleanup) {
  const options = { cwd: rootDir, env, stdio: ['ignore', 'pipe', 'pipe'] };
  const started = launch(name, process.execPath, [...serverFlags(entry), entry], options);
  for (const stream of [started.child.stdout, started.child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => show(name, readableLine(line)));
  }
  // More than the process itself takes to finish the requests in flight.
  cleanup.defer(() => started.end({ deadlineMs: 15_000 }));
  ledger.add(name, started.pid, entry);
  return started;
}

function show(name, text) {
  if (text !== undefined) say(`${name.padEnd(width)} │ ${text}`);
}

/** Runs one of the application's programs to its end, and shows what it said. */
export async function runOnce({ title, entry, rootDir, env }) {
  const { code, output } = await step(title, () =>
    run(process.execPath, ['--enable-source-maps', entry], { cwd: rootDir, env }),
  );
  const lines = output.split('\n').filter(Boolean).map(readableLine);
  const words = lines.filter((line) => line !== undefined).map((line) => `  ${line}`);
  if (code !== 0) throw new UserError(`${title} failed (code ${code}):\n${words.join('\n')}`);
  if (words.length > 0) say(words.join('\n'));
}

/**
 * Waits until an address answers as it should, or its process ends.
 *
 * @param {(status: number) => boolean} isGood
 */
export async function answering(started, address, isGood, withinMs = 60_000) {
  const deadline = Date.now() + withinMs;
  for (;;) {
    if (started.hasEnded()) throw new UserError(`The ${started.name} ${await started.exit}.`);
    const status = await statusOf(address);
    if (isGood(status)) return;
    if (Date.now() > deadline) {
      const last = status === 0 ? 'nothing' : String(status);
      throw new UserError(`The ${started.name} is not ready: ${address} answers ${last}.`);
    }
    await wait(150);
  }
}

/** The status that an address answers with; 0 when there is no answer. */
export async function statusOf(address) {
  try {
    const answer = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(3000) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}
