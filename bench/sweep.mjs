/** How many due payments one worker process asks Alipay about in a second, against a gateway that answers at once. */
import { setTimeout as wait } from 'node:timers/promises';
import { cpuMs } from './processes.mjs';
import { makeOrders } from './world.mjs';

/** The rate is taken between these shares of the orders: the worker's start and its last few are left out. */
const FROM = 0.1;
const UNTIL = 0.9;
const PATIENCE_MS = 180_000;

/** Asked orders are due again in minutes, for their links are old; claimed ones in a minute, unpaid ones without a look now. */
const ASKED = `SELECT COUNT(*) AS asked FROM orders
  WHERE id > ? AND next_check_at BETWEEN NOW(3) + INTERVAL 2 MINUTE AND NOW(3) + INTERVAL 12 HOUR`;

/** @param {{ db: import('mysql2/promise').Connection, base: number, prefix: string }} side */
export async function sweepRate(stage, side, { orders, users }) {
  await makeOrders(side.db, { count: orders, lines: 1, users, first: side.base + 1, due: true });
  await stage.calm();
  const worker = stage.start(
    'worker',
    'dist/src/worker.js',
    stage.settings({ name: side.prefix, port: 1 }),
  );
  const marks = [];
  try {
    for (const share of [FROM, UNTIL]) {
      const count = await untilAsked(side, worker, orders * share);
      marks.push({
        at: performance.now(),
        count,
        worker: cpuMs([worker.pid]),
        database: cpuMs([stage.databasePid]),
        simulator: cpuMs([stage.simulatorPid]),
      });
    }
  } finally {
    await worker.end({ deadlineMs: 15_000 });
  }
  const [first, last] = marks;
  const count = last.count - first.count;
  const each = (name) => (last[name] - first[name]) / count;
  const rate = (count * 1000) / (last.at - first.at);
  return {
    rate,
    cpu: { side: each('worker'), database: each('database'), simulator: each('simulator') },
  };
}

async function untilAsked(side, worker, wanted) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const count = await asked(side);
    if (count >= wanted) return count;
    if (worker.hasEnded()) throw new Error('the worker ended');
    if (performance.now() > deadline) throw new Error('the sweep takes too long');
    await wait(20);
  }
}

async function asked({ db, base }) {
  const [[row]] = await db.query(ASKED, [base]);
  return Number(row.asked);
}
