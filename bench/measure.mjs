/** Measures a job: prepare, warm up, load, check. */
import { setTimeout as wait } from 'node:timers/promises';
import { closedLoop, openEvenly, openLoop } from './driver.mjs';
import { BUYERS_PER_SECOND } from './jobs/orders.mjs';
import { cpuMs, residentMb } from './processes.mjs';
import { Tally } from './tally.mjs';

/** Latency is measured with so many connections, so that hardly a request waits for one. */
const OPEN_LOOP_CONNECTIONS = 128;
/** A rate that has risen by less than this is level. */
const STILL_RISING = 1.05;
const WARM_STRETCH_SECONDS = 1;
/** Latency is measured at this share of the top rate. */
const LATENCY_SHARE = 0.7;
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

/** A side that is ready for its slices, and what has come of them so far. */
async function warmedUp(stage, side, world, job, wish) {
  const count = Math.ceil(loadSecondsOf(wish) * (job.perSecond ?? 0));
  await job.prepare(side, world, count);
  await stage.calm();
  const load = { target: side, next: job.requests(world, count, side), isGood: job.isGood };
  const { connections } = wish;
  await side.worker?.start();
  const warm = await warmUp(load, { connections, seconds: wish.warmSeconds });
  side.worker?.standStill();
  return { side, load, warm, top: new Tally(), latency: new Tally(), cpu: {} };
}

/** Until two stretches in a row give as much as the one before: cold code costs twice as much. */
async function warmUp(load, { connections, seconds }) {
  const all = new Tally();
  const lines = await openEvenly(load.target, connections);
  let [best, level] = [0, 0];
  while (all.seconds < seconds && level < 2) {
    const stretch = new Tally();
    await closedLoop({ ...load, lines, seconds: WARM_STRETCH_SECONDS, tally: stretch });
    const { rate } = stretch.summary();
    level = rate <= best * STILL_RISING ? level + 1 : 0;
    best = Math.max(best, rate);
    all.addAll(stretch);
  }
  lines.forEach((line) => line.close());
  return all.summary();
}

async function topSlice(stage, { side, load, busy, top, cpu }, seconds) {
  const before = clocks(stage, side);
  const slice = new Tally();
  await closedLoop({ ...load, lines: busy, seconds, tally: slice });
  for (const [name, ms] of Object.entries(clocks(stage, side)))
    cpu[name] = (cpu[name] ?? 0) + ms - before[name];
  top.addAll(slice);
  return slice.summary().rate;
}

async function sliceOf(stage, one, seconds, isTimed) {
  one.side.worker?.goOn();
  await loadedSlice(stage, one, seconds, isTimed);
  one.side.worker?.standStill();
}

async function loadedSlice(stage, one, seconds, isTimed) {
  const rate = await topSlice(stage, one, seconds);
  if (!isTimed) return;
  const { load, ample: lines, latency: tally } = one;
  await openLoop({ ...load, lines, rate: rate * LATENCY_SHARE, seconds, tally });
}

/** For how many seconds a side is loaded in one repetition. */
function loadSecondsOf({ seconds, warmSeconds, latency }) {
  return warmSeconds + WARM_STRETCH_SECONDS + (latency ? 2 : 1) * seconds;
}

/** How many buyers a repetition needs, of whom each buys once. */
export function buyersFor(load) {
  return Math.ceil(loadSecondsOf(load) * BUYERS_PER_SECOND);
}

/**
 * What each side does of a job: at most, with so many connections that each wait for their answer, and with what latency
 * when requests come at 70 % of that, timed from the moment that each was due. All of it in slices, the sides side by
 * side, and a side's latency right after its own top rate, for 70 % of what the machine could do a minute ago may be all
 * that it can do now.
 *
 * @param {{ connections: number, seconds: number, warmSeconds: number, latency: boolean }} load
 */
export async function measureSides(stage, sides, world, job, load) {
  const { connections, seconds } = load;
  const all = [];
  for (const side of sides) all.push(await warmedUp(stage, side, world, job, load));
  // Open for all slices: that a server takes them up is no part of the job.
  for (const one of all) {
    one.busy = await openEvenly(one.side, connections);
    one.ample = load.latency ? await openEvenly(one.side, OPEN_LOOP_CONNECTIONS) : [];
  }
  const slices = Math.max(1, Math.round(seconds / SLICE_SECONDS));
  for (let done = 0; done < slices; done += 1) {
    for (const one of orderOf(all, done)) await sliceOf(stage, one, seconds / slices, load.latency);
  }
  for (const { busy, ample } of all) [...busy, ...ample].forEach((line) => line.close());
  const results = [];
  for (const one of all) results.push(await resultOf(job, one, load.latency));
  return results;
}

async function resultOf(job, { side, warm, top, latency, cpu }, isTimed) {
  const [most, timed] = [top.summary(), latency.summary()];
  const each = Object.entries(cpu).map(([name, ms]) => [name, ms / Math.max(1, most.good)]);
  const parts = [warm, most, timed];
  const good = parts.reduce((sum, part) => sum + part.good, 0);
  const bad = parts.reduce((sum, part) => sum + part.bad, 0);
  const [fault] = parts.flatMap((part) => part.faults);
  const memory = residentMb(side.pids());
  await side.worker?.end();
  const left = side.worker === null ? undefined : await waitingEvents(side.db);
  return {
    top: { ...most, cpu: Object.fromEntries(each), memory, left },
    latency: isTimed ? timed : null,
    wrong: [...(await job.check(side, good)), ...(bad > 0 ? [`${bad} bad answers: ${fault}`] : [])],
    bad,
  };
}

/** Events that the worker has not relayed. */
async function waitingEvents(db) {
  const [[row]] = await db.query('SELECT COUNT(*) AS waiting FROM outbox WHERE pending = 1');
  return Number(row.waiting);
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
