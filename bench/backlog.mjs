/** How fast one worker process works off what is due, and what each piece costs. */
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { makeDeliveries, makeEvents } from './backlog-rows.mjs';
import { cpuMs } from './processes.mjs';
import { makeOrders } from './world.mjs';

/** The rate is taken between these shares of the pieces: the worker's start and its last few are left out. */
const FROM = 0.1;
const UNTIL = 0.9;
const PATIENCE_MS = 180_000;
const LOOK_MS = 50;

/** Asked orders are due again in minutes, for their links are old; claimed ones in a minute, unpaid ones without a look now. */
const ASKED = `SELECT COUNT(*) AS done FROM orders
  WHERE id > ? AND next_check_at BETWEEN NOW(3) + INTERVAL 2 MINUTE AND NOW(3) + INTERVAL 12 HOUR`;
const PENDING = 'SELECT COUNT(*) AS pending FROM outbox WHERE pending = 1';

const figure = async (db, query, name, values = []) =>
  Number((await db.query(query, values))[0][0][name]);

/** Due orders that a worker asks Alipay about, against a gateway that answers at once. */
export const sweep = {
  name: 'sweep',
  title: 'sweep',
  perSecond: 1500,
  must: 500,
  needsSimulator: true,
  async prepare({ db, base }, { count, users }) {
    await makeOrders(db, { count, lines: 1, users, first: base + 1, due: true });
    return { done: () => figure(db, ASKED, 'done', [base]), close: () => undefined };
  },
};

/** Events of new orders, two of each, that a worker relays. */
export const relay = {
  name: 'relay',
  title: 'relay of events',
  perSecond: 4000,
  must: 2000,
  async prepare({ db, base }, { count, users }) {
    await makeEvents(db, { count, users, first: base + 1, relayed: false });
    const done = async () => count - (await figure(db, PENDING, 'pending'));
    return { done, close: () => undefined };
  },
};

/** The same events, relayed, that a worker tells a receiver which answers at once. Each order's must come in order. */
export const webhooks = {
  name: 'webhooks',
  title: 'webhooks, one receiver',
  perSecond: 1000,
  must: 500,
  async prepare({ db, base }, { count, users }) {
    await makeEvents(db, { count, users, first: base + 1, relayed: true });
    const receiver = await openReceiver();
    await makeDeliveries(db, receiver.url, base);
    return { done: () => receiver.taken(), close: () => receiver.close(), wrong: receiver.wrong };
  },
};

export const backlogs = { relay, webhooks, sweep };

/** Takes every event at once, and notes those that come before an earlier one of their order. */
async function openReceiver() {
  let taken = 0;
  const wrong = [];
  const created = new Set();
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (part) => (text += part));
    request.on('end', () => {
      const { type, orderId } = JSON.parse(text);
      if (type === 'order.created') created.add(orderId);
      else if (!created.has(orderId)) wrong.push(`${type} of order ${orderId} came first`);
      taken += 1;
      response.writeHead(204).end();
    });
  });
  await new Promise((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${server.address().port}/`, taken: () => taken, wrong, close };
}

/**
 * Makes so many pieces of work, starts a worker, and answers its rate, its processor time for each and what is wrong.
 *
 * @param {{ db: import('mysql2/promise').Connection, base: number, prefix: string }} side without orders after `base`
 */
export async function workOff(stage, side, backlog, { count, users }) {
  const work = await backlog.prepare(side, { count, users });
  await stage.calm();
  const settings = stage.settings({ name: side.prefix, port: 1 });
  const worker = stage.start('worker', 'dist/src/worker.js', {
    ...settings,
    WEBHOOK_ALLOW_PRIVATE: 'true',
    // How fast it can ask, not how fast it may.
    ALIPAY_SWEEP_PER_SECOND: '100000',
  });
  const marks = [];
  try {
    for (const share of [FROM, UNTIL]) {
      const done = await untilDone(work, worker, count * share);
      marks.push({ at: performance.now(), done, cpu: clocks(stage, worker) });
    }
  } finally {
    await worker.end({ deadlineMs: 15_000 });
    work.close();
  }
  return { ...between(...marks), wrong: work.wrong?.slice(0, 1) ?? [] };
}

function clocks(stage, worker) {
  const simulator = stage.simulatorPid === undefined ? [] : [stage.simulatorPid];
  return {
    side: cpuMs([worker.pid]),
    database: cpuMs([stage.databasePid]),
    simulator: cpuMs(simulator),
  };
}

function between(first, last) {
  const count = last.done - first.done;
  const cpu = Object.entries(last.cpu).map(([name, ms]) => [name, (ms - first.cpu[name]) / count]);
  return { rate: (count * 1000) / (last.at - first.at), cpu: Object.fromEntries(cpu) };
}

async function untilDone(work, worker, wanted) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const done = await work.done();
    if (done >= wanted) return done;
    if (worker.hasEnded()) throw new Error('the worker ended');
    if (performance.now() > deadline) throw new Error('it takes too long');
    await wait(LOOK_MS);
  }
}
