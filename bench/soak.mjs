/** Minutes of orders and notifies at 70 % of the top rate, with the worker on: what grows, and what falls behind. */
import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../scripts/lib/say.mjs';
import { openEvenly, openLoop } from './driver.mjs';
import { jobs } from './jobs.mjs';
import { measureSides } from './measure.mjs';
import { residentMb } from './processes.mjs';
import { openSides } from './sides.mjs';
import { clearOrders, makeCatalogue } from './world.mjs';

const SHARE = 0.7;
const ROUND_SECONDS = 20;
const LAG_MUST_SECONDS = 5;
const BUYERS = 60_000;
/** A connection is given to a process by turns: so many reach each of them. */
const LOOKS_A_ROUND = 4;
/** What the measured delay of an event loop is at rest: it is looked at so often (docs/operations.md). */
const AT_REST_MS = 100;

/** Measures the top rate, and goes on at 70 % of it for so many minutes. */
export async function measureSoak(stage, options) {
  const world = stage.world(BUYERS);
  await stage.openSimulator();
  const [side] = await openSides(stage, (db) => makeCatalogue(db, world.users), {
    sides: ['worker'],
  });
  const load = { ...options, seconds: 6, latency: false };
  const [{ top }] = await measureSides(stage, [side], world, jobs.create, load);
  await clearOrders(side.db);
  await side.worker.start();
  const rounds = Math.ceil((options.soakMinutes * 60) / ROUND_SECONDS);
  const memory = [];
  const delays = [];
  let p99 = 0;
  await loopDelayMs(side);
  for (let done = 0; done < rounds; done += 1) {
    p99 = await oneRound(side, world, top.rate * SHARE);
    memory.push(residentMb(side.pids()).reduce((sum, one) => sum + one, 0));
    delays.push(await loopDelayMs(side));
    const figures = `p99 ${p99.toFixed(1)} ms, ${memory.at(-1).toFixed(0)} MB, event loop ${delays.at(-1).toFixed(0)} ms late`;
    say(`soak: ${done + 1} of ${rounds}: ${figures}`);
  }
  const lag = await lagOf(side.db);
  await side.worker.end();
  await side.end();
  const soak = [
    { what: 'memory at the end', figure: memory.at(-1), unit: 'MB' },
    { what: 'memory in the first round', figure: memory[0], unit: 'MB' },
    { what: 'p99 in the last round', figure: p99, unit: 'ms' },
    { what: "event loop's delay, p99 of its worst round", figure: Math.max(...delays), unit: 'ms' },
    { what: 'age of the oldest event at the end', figure: lag, most: LAG_MUST_SECONDS, unit: 's' },
  ];
  return { jobs: [], wrong: [], database: '', soak };
}

async function oneRound(side, world, rate) {
  await jobs.create.fill(side, world);
  const lines = await openEvenly(side, 64);
  const next = jobs.create.requests(world, world.users, side);
  const { p99, bad, faults } = await openLoop({
    target: side,
    lines,
    seconds: ROUND_SECONDS,
    rate,
    next,
    isGood: jobs.create.isGood,
  });
  lines.forEach((line) => line.close());
  if (bad > 0) say(`  ${bad} bad answers: ${faults[0]}`);
  return p99;
}

/** How late the event loop of the latest process was, p99 since the last look: a look begins anew. */
async function loopDelayMs({ host, port }) {
  let latest = 0;
  for (let look = 0; look < LOOKS_A_ROUND; look += 1) {
    const answer = await fetch(`http://${host}:${port}/metrics`, {
      headers: { connection: 'close' },
    });
    const [, seconds] =
      /^nodejs_eventloop_lag_p99_seconds\S* (\S+)$/m.exec(await answer.text()) ?? [];
    if (seconds === undefined) throw new Error(`no figure of the event loop (${answer.status})`);
    latest = Math.max(latest, Number(seconds) * 1000 - AT_REST_MS);
  }
  return latest;
}

async function lagOf(db) {
  await wait(1000);
  const [[row]] = await db.query(
    'SELECT TIMESTAMPDIFF(MICROSECOND, MIN(occurred_at), UTC_TIMESTAMP(6)) / 1000000 AS lag FROM outbox WHERE pending = 1',
  );
  return Number(row.lag ?? 0);
}
