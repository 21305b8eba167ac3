import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Starts a program as the head of its own process group: a Ctrl-C in the terminal reaches only the script,
 * which then ends what it started in order.
 *
 * @returns {{ name: string, pid: number, child: import('node:child_process').ChildProcess,
 *   exit: Promise<string>, end: (how?: { signal?: NodeJS.Signals, deadlineMs?: number }) => Promise<void>,
 *   hasEnded: () => boolean }} `exit` tells in words how it ended and never rejects
 */
export function launch(name, program, args, options = {}) {
  const child = spawn(program, args, { detached: true, stdio: 'ignore', ...options });
  let ended = false;
  const exit = new Promise((resolve) => {
    const finish = (how) => {
      ended = true;
      resolve(how);
    };
    child.once('error', (error) => finish(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) =>
      finish(signal ? `ended by ${signal}` : `ended with code ${code}`),
    );
  });
  const pid = child.pid ?? 0;
  const end = async (how) => {
    if (ended) return;
    await endProcess(pid, how);
    // That the process has gone is seen before Node tells of it.
    await exit;
  };
  return { name, pid, child, exit, end, hasEnded: () => ended };
}

/** Runs a program to its end. @returns {Promise<{ code: number, output: string }>} stdout and stderr together */
export function run(program, args, { timeoutMs, onLine, input, ...options } = {}) {
  return new Promise((resolve) => {
    const stdin = input === undefined ? 'ignore' : 'pipe';
    const child = spawn(program, args, { stdio: [stdin, 'pipe', 'pipe'], ...options });
    // One that ends without reading it all says why by itself.
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
    let output = '';
    const collect = (chunk) => {
      output += chunk;
      if (onLine) String(chunk).split('\n').filter(Boolean).forEach(onLine);
    };
    // A letter of several bytes may come in two chunks.
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', collect);
    const timer = timeoutMs ? setTimeout(() => child.kill('SIGKILL'), timeoutMs) : undefined;
    const finish = (code) => {
      clearTimeout(timer);
      resolve({ code, output });
    };
    child.once('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}

/** Whether a process of this id is alive. A zombie counts as gone: nobody can end it further. */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return commandLine(pid) !== '';
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The command line of a process, '' when it is gone or cannot be read. */
export function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    const ps = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' });
    return ps.status === 0 ? ps.stdout.trim() : '';
  }
}

/** Ends one process by its id: asks first, and kills it when it is still there at the deadline. */
export async function endProcess(pid, { signal = 'SIGTERM', deadlineMs = 10_000 } = {}) {
  if (!sendSignal(pid, signal)) return;
  const deadline = Date.now() + deadlineMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) sendSignal(pid, 'SIGKILL');
    await wait(50);
  }
}

function sendSignal(pid, signal) {
  if (!(pid > 1)) return false;
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
