import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { watched } from '../audit/processes.mjs';
import { pickPort } from '../process/ports.mjs';
import { launch, run } from '../process/processes.mjs';
import { openDoor } from './door.mjs';
import { supervised } from './supervisor.mjs';

const ENTRIES = { api: 'dist/src/main.js', worker: 'dist/src/worker.js' };

/**
 * The ports of two APIs and the balancer before them.
 *
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export async function openBalancer(cleanup) {
  const apiPorts = [await pickPort(), await pickPort()];
  const { port } = await openDoor(apiPorts, cleanup);
  return { apiPorts, base: `http://127.0.0.1:${port}` };
}

/**
 * Starts the shop's processes under a supervisor, and keeps each for the audit.
 *
 * @param {{ roots: readonly string[], env: Record<string, string | undefined>, apiPorts: readonly number[],
 *   clockOf: () => Record<string, string> }} what `roots` are the folders of built copies, which are started by turns;
 *   `clockOf` tells the next process what time it is
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export function starter({ roots, env, apiPorts, clockOf }, cleanup) {
  const processes = [];
  const counts = { api: 0, worker: 0 };
  const startOnce = (kind, place) => {
    const rootDir = roots[counts[kind] % roots.length];
    counts[kind] += 1;
    const own = kind === 'api' ? { PORT: String(apiPorts[place]) } : {};
    const stdio = ['ignore', 'ignore', 'pipe'];
    const options = { cwd: rootDir, env: { ...env, ...own, ...clockOf() }, stdio };
    const child = watched(launch(kind, process.execPath, [join(rootDir, ENTRIES[kind])], options));
    processes.push(child);
    return child;
  };
  const start = (kind, place) => {
    const kept = supervised(() => startOnce(kind, place));
    cleanup.defer(() => kept.end());
    return kept;
  };
  return { processes, start };
}

/** Runs a built program to its end. Throws with its words when it fails. */
export async function mustRun(rootDir, file, env) {
  const entry = join(rootDir, file);
  const { code, output } = await run(process.execPath, [entry], { cwd: rootDir, env });
  if (code !== 0) throw new Error(`${file} failed:\n${output}`);
}

/** Waits until an API is ready. */
export async function untilReady(base) {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await fetch(`${base}/health/ready`).catch(() => null);
    if (answer?.ok) return;
    await wait(100);
  }
  throw new Error('the API was never ready');
}
