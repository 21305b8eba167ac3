import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './until.js';

const ROOT = join(import.meta.dirname, '../..');

/** A process of the built application. */
export interface Process {
  /** Ends it at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Whether it is gone, whoever ended it. */
  hasEnded(): boolean;
  /** What it has said so far. */
  output(): string;
}

function start(entry: string, env: Readonly<Record<string, string>>): Process {
  const file = join(ROOT, 'dist/src', entry);
  if (!existsSync(file)) throw new Error(`${file} is not built: run the tests with "npm test"`);
  const child = spawn(process.execPath, [file], {
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (text: string): void => {
    output += text;
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', collect);
  let hasEnded = false;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      hasEnded = true;
      resolve();
    });
  });
  return {
    hasEnded: () => hasEnded,
    output: () => output,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Starts the API and waits until it is ready. */
export async function startApi(env: Readonly<Record<string, string>>): Promise<Process> {
  const api = start('main.js', env);
  const ready = async () => {
    const answer = await fetch(`${env['PUBLIC_URL']}/health/ready`).catch(() => null);
    return answer?.status === 200;
  };
  await until('the API is ready', ready);
  return api;
}

/** Starts a worker; it is at work soon after. */
export function startWorker(env: Readonly<Record<string, string>>): Process {
  return start('worker.js', env);
}
