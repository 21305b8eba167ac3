/** Measures a job: prepare, warm up, load, check. */
import { setTimeout as wait } from 'node:timers/promises';
import { closedLoop, openLoop, Tally } from './driver.mjs';
import { cpuMs, residentMb } from './processes.mjs';

/** Latency is measured with so many connections, so that hardly a request waits for one. */
const OPEN_LOOP_CONNECTIONS = 128;
/** One side after the other for so long: the machine's speed changes within seconds, and is to meet both. */
const SLICE_SECONDS = 0.7;

/** In the one order and then in the other, so that none always comes first. */
export function orderOf(sides, turn) {
  return turn % 2 === 0 ? sides : sides.toReversed();
}

function clocks(stage, side) {
  const own = process.cpuUsage();
  return {
    side: cpuMs(side.pids()),
    database: cpuMs([stage.databasePid]),
    redis: cpuMs([stage.redisPid]),
    driver: (own.user + own.system) / 1000,
  };
}

async function ready(stage, side, world, job, seconds) {
  const count = Math.ceil(seconds * (job.perSecond ?? 0));
  await job.prepare(side, world, count);
  await stage.calm();
  return job.requests(world, count, side);
}

/** A side that is ready for its slices, and what has come of them so far. */
async function warmedUp(stage, side, world, job, { connections, warmSeconds, seconds }) {
  const next = await ready(stage, side, world, job, warmSeconds + seconds);
  const load = { target: side, connections, next, isGood: job.isGood };
  const warm = await closedLoop({ ...load, seconds: warmSeconds });
  return { side, load, warm, tally: new Tally(), cpu: {} };
}

async function slice(stage, { side, load, tally, cpu }, seconds) {
  const before = clocks(stage, side);
  await closedLoop({ ...load, seconds, tally });
  for (const [name, ms] of Object.entries(clocks(stage, side)))
    cpu[name] = (cpu[name] ?? 0) + ms - before[name];
}

/**
 * The most that each side does of a job with so many connections that each wait for their answer. The sides are measured
 * side by side, in slices.
 *
 * @param {{ connections: number, warmSeconds: number, seconds: number }} load
 */
export async function topRates(stage, sides, world, job, load) {
  const all = [];
  for (const side of sides) all.push(await warmedUp(stage, side, world, job, load));
  const slices = Math.max(1, Math.round(load.seconds / SLICE_SECONDS));
  for (let done = 0; done < slices; done += 1) {
    for (const one of orderOf(all, done)) await slice(stage, one, load.seconds / slices);
  }
  const results = [];
  for (const one of all) results.push(await resultOf(job, one));
  return results;
}

async function resultOf(job, { side, warm, tally, cpu }) {
  const result = tally.summary();
  const each = Object.entries(cpu).map(([name, ms]) => [name, ms / Math.max(1, result.good)]);
  return {
    ...result,
    cpu: Object.fromEntries(each),
    memory: residentMb(side.pids()),
    wrong: await job.check(side, warm.good + result.good),
    bad: warm.bad + result.bad,
    faults: [...warm.faults, ...result.faults],
  };
}

/** Latency at a fixed rate, from the moment that each request was due. */
export async function latencyAt(stage, side, world, job, { rate, warmSeconds, seconds }) {
  const next = await ready(stage, side, world, job, warmSeconds + seconds);
  const load = { target: side, connections: OPEN_LOOP_CONNECTIONS, rate, next, isGood: job.isGood };
  const warm = await openLoop({ ...load, seconds: warmSeconds });
  const result = await openLoop({ ...load, seconds });
  const wrong = await job.check(side, warm.good + result.good);
  return {
    ...result,
    wrong,
    bad: warm.bad + result.bad,
    faults: [...warm.faults, ...result.faults],
  };
}

/** What the job does after its measured part, e.g. sells out. Answers what is wrong, in words. */
export async function finish(side, world, job, { connections, pieces }) {
  const load = (wish) => closedLoop({ target: side, connections, ...wish });
  return (await job.finish?.(side, world, { load, pieces })) ?? [];
}

/** Time from the start of one API process until it is ready, in milliseconds, and its memory at rest, in MB. */
export async function startUp(stage, { entry, env, port, restMs }) {
  const began = performance.now();
  const started = stage.start('start-up', entry, env);
  for (;;) {
    const status = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) break;
    if (started.hasEnded() || performance.now() - began > 60_000)
      throw new Error(`${entry} did not start`);
    await wait(5);
  }
  const readyMs = performance.now() - began;
  await wait(restMs);
  const [memory] = residentMb([started.pid]);
  await started.end({ deadlineMs: 15_000 });
  return { readyMs, memory };
}
