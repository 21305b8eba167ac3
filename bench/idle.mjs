/** What the backend costs while nobody wants anything, and what an order costs that nobody pays. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import { say } from '../scripts/lib/say.mjs';
import { cpuMs } from './processes.mjs';
import { makeEvents } from './backlog-rows.mjs';
import { SideWorker } from './side-worker.mjs';
import { clearOrders } from './world.mjs';

const SETTLE_MS = 4_000;
const MOST_SETTLES = 30;
/**
 * Processes that take less than this share of a core for so many looks are at rest. Some 25 seconds after the start V8
 * collects what it has left behind, which costs as much as half a minute at rest.
 */
const CALM_SHARE = 0.02;
const CALM_LOOKS = 8;
/** A housekeeping of a second falls into some ten seconds and not into others. */
const LOOK_MS = 60_000;

const counted = async (stage, { db, redis, pids }, worker) => {
  const [[questions]] = await db.query("SHOW GLOBAL STATUS LIKE 'Questions'");
  const info = await redis.info('stats');
  return {
    cpu: cpuMs([...pids(), ...worker.pids()]),
    statements: Number(questions.Value),
    commands: Number(/total_commands_processed:(\d+)/.exec(info)?.[1]),
  };
};

/** A worker that was just started makes the sums of the overview's last month before it is at rest. */
async function settle(db, pids) {
  let [known, calmLooks] = [0, 0];
  for (let looks = 0; looks < MOST_SETTLES; looks += 1) {
    const before = cpuMs(pids);
    await wait(SETTLE_MS);
    const isCalm = cpuMs(pids) - before < CALM_SHARE * SETTLE_MS;
    calmLooks = isCalm ? calmLooks + 1 : 0;
    const [[{ hours }]] = await db.query('SELECT COUNT(*) AS hours FROM hour_sums');
    if (calmLooks >= CALM_LOOKS && known > 0 && Number(hours) === known) return;
    known = Number(hours);
  }
  say('  (the processes are still busy with themselves)');
}

/** Events come one by one, at times that no timer of the worker's knows. */
const EVENTS = 24;
const LEAST_PAUSE_MS = 300;
const MORE_PAUSE_MS = 600;

/** How long an event waits for a worker that has little to do: the mean and the longest, in milliseconds. */
async function measureLag({ db, base }) {
  for (let made = 1; made <= EVENTS; made += 1) {
    await makeEvents(db, { count: 2, users: 1, first: base + made, relayed: false });
    await wait(LEAST_PAUSE_MS + Math.random() * MORE_PAUSE_MS);
  }
  await wait(LEAST_PAUSE_MS + MORE_PAUSE_MS);
  const [[row]] = await db.query(
    `SELECT AVG(ms) AS mean, MAX(ms) AS longest, COUNT(*) AS relayed FROM
       (SELECT TIMESTAMPDIFF(MICROSECOND, occurred_at, relayed_at) / 1000 AS ms
        FROM outbox WHERE order_id > ? AND relayed_at IS NOT NULL) seen`,
    [base],
  );
  if (Number(row.relayed) !== EVENTS * 2) throw new Error('events were not relayed');
  return { mean: Number(row.mean), longest: Number(row.longest) };
}

/** The share of a core, the statements and the Redis commands of API and worker at rest, a second, and how soon it wakes. */
export async function measureIdle(stage, side) {
  await clearOrders(side.db);
  const worker = new SideWorker(stage, stage.settings({ name: side.prefix, port: 1 }));
  await worker.start();
  await settle(side.db, [...side.pids(), ...worker.pids()]);
  const before = await counted(stage, side, worker);
  await wait(LOOK_MS);
  const after = await counted(stage, side, worker);
  const lag = await measureLag(side);
  await worker.end();
  const each = (name) => ((after[name] - before[name]) * 1000) / LOOK_MS;
  const rows = [
    { what: 'API and worker', figure: each('cpu') / 10, most: 1, unit: '% of a core' },
    { what: 'Redis commands', figure: each('commands'), most: 20, unit: '/s' },
    { what: 'statements', figure: each('statements'), most: 5, unit: '/s' },
    { what: 'mean wait of an event for the relay', figure: lag.mean, most: 500, unit: 'ms' },
    { what: 'longest wait of an event for the relay', figure: lag.longest, most: 1000, unit: 'ms' },
  ];
  say(
    `idle: ${rows.map(({ what, figure, unit }) => `${what} ${figure.toFixed(2)} ${unit}`).join(', ')}`,
  );
  return rows;
}

const HALF_HOUR_MS = 30 * 60_000;
/** `trade.query`, `trade.close`, and `trade.query` again where the close found no trade. */
const TO_END = { opened: 2, unopened: 3 };

/** How many signed questions an unpaid order costs in its half hour, by the rule itself and by chance's mean. */
export async function questionsOfAbandoned(rootDir) {
  const file = join(rootDir, 'dist/src/payment/model/check-schedule.js');
  const { checkGapMs, firstGapMs, jittered } = await import(pathToFileURL(file).href);
  const count = (calmness, unopened) => {
    let questions = unopened ? TO_END.unopened : TO_END.opened;
    for (let age = firstGapMs(calmness); age < HALF_HOUR_MS; questions += 1) {
      age += jittered(checkGapMs({ sinceLinkMs: age, attempts: 0, unopened, calmness }), 0.5);
    }
    return questions;
  };
  return [
    {
      title: 'an order whose link nobody opens, notifies arrive',
      questions: count(1, true),
      most: 12,
    },
    {
      title: 'an order whose link is opened, notifies arrive',
      questions: count(1, false),
      most: 12,
    },
    {
      title: 'an order whose link nobody opens, notifies are lost',
      questions: count(0, true),
      most: 12,
    },
  ];
}
