import { openTransactions } from './transactions.mjs';
import { untilTrue } from '../servers/database-node.mjs';

const ORDERS = 50;
/** No worker takes up what is due then. */
const FAR = new Date('2099-01-01T00:00:00Z');
/** Before anything that the workers look at from time to time. */
const LONG_AGO = new Date('2000-01-01T00:00:00Z');
const NOTHING = '[]';

/**
 * One node ends a delivery while another adds the next one of its order, as while a new writer takes over: each holds the
 * lock on the endpoint's row at its own node, and both commit. Whatever is left waiting for ever must be found by what the
 * workers look with.
 *
 * @param {import('./open-galera.mjs').Galera} galera with the shop's tables
 * @returns {Promise<{ told: string, faults: string[] }>}
 */
export async function raceDeliveries({ nodes, database, urlOf }) {
  const { DeliveryRepository } =
    await import('../../../dist/src/webhooks/delivery/delivery.repository.js');
  const deliveries = new DeliveryRepository();
  const [first, second] = nodes;
  const [ending, adding] = [
    await openTransactions(urlOf(first), () => {}),
    await openTransactions(urlOf(second), () => {}),
  ];
  const { insertId: endpointId } = await first.ask(
    `INSERT INTO ${database}.webhook_endpoints (url, types, state, created_at) VALUES ('http://127.0.0.1:9/', ?, 'ACTIVE', ?)`,
    [NOTHING, LONG_AGO],
  );
  const race = { deliveries, endpointId };
  const count = async (node, condition) => {
    const [{ n }] = await node.ask(
      `SELECT COUNT(*) AS n FROM ${database}.webhook_deliveries WHERE endpoint_id = ? AND state = 'PENDING' AND ${condition}`,
      [endpointId],
    );
    return Number(n);
  };
  const orderIds = Array.from({ length: ORDERS }, (_, index) => index + 1);
  for (const orderId of orderIds) await ending.transactions.run((tx) => add(race, tx, orderId));
  const isKnown = async () => (await count(second, 'TRUE')) === ORDERS;
  await untilTrue('one node knows what was added at the other', isKnown);
  for (const orderId of orderIds) await meet(race, { ending, adding }, orderId);
  const isAll = async () => (await count(first, 'TRUE')) === ORDERS;
  await untilTrue('one node knows what the other did', isAll);
  const left = await count(first, 'next_attempt_at IS NULL');
  const range = { since: LONG_AGO, until: FAR, limit: ORDERS * 2 };
  const all = await ending.transactions.run((tx) => deliveries.stranded(tx, range));
  const found = all.filter((one) => Number(one.endpointId) === endpointId).length;
  await first.ask(`DELETE FROM ${database}.webhook_endpoints WHERE id = ?`, [endpointId]);
  await Promise.all([ending, adding].map((one) => one.end()));
  return {
    told: `${ORDERS} deliveries added at one node while another ended the one before: ${left} left waiting, ${found} of them found`,
    faults:
      found === left ? [] : [`of ${left} deliveries that nobody would make ${found} are found`],
  };
}

/** Both have done their work before either commits. */
async function meet(race, { ending, adding }, orderId) {
  const arrive = meetingOf(2);
  await Promise.all([
    ending.transactions.run(async (tx) => {
      await end(race, tx, orderId);
      await arrive();
    }),
    adding.transactions.run(async (tx) => {
      await add(race, tx, orderId);
      await arrive();
    }),
  ]);
}

/** Whoever arrives goes on when so many have; one that comes again finds them there. */
function meetingOf(count) {
  let missing = count;
  let begin;
  const begun = new Promise((resolve) => {
    begin = resolve;
  });
  return () => {
    missing -= 1;
    if (missing === 0) begin();
    return begun;
  };
}

/** As the relay does. */
async function add({ deliveries, endpointId }, tx, orderId) {
  await tx.query('SELECT id FROM webhook_endpoints WHERE id = ? LOCK IN SHARE MODE', [endpointId]);
  await tx.query(
    `INSERT INTO webhook_deliveries (endpoint_id, event_id, type, order_id, origin, state, created_at, tries)
     VALUES (?, 'raced', 'order.paid', ?, 'event', 'PENDING', ?, ?)`,
    [endpointId, orderId, LONG_AGO, NOTHING],
  );
  await deliveries.makeHeadsDue(tx, endpointId, [orderId], FAR);
}

/** As whoever records a try does. */
async function end({ deliveries, endpointId }, tx, orderId) {
  await tx.query('SELECT id FROM webhook_endpoints WHERE id = ? FOR UPDATE', [endpointId]);
  const [{ id }] = await tx.query(
    `SELECT id FROM webhook_deliveries WHERE endpoint_id = ? AND order_id = ? AND state = 'PENDING' FOR UPDATE`,
    [endpointId, orderId],
  );
  const tried = { id, endpointId, orderId, attempts: 1, tries: [], next: 'DELIVERED' };
  await deliveries.writeTried(tx, [tried], LONG_AGO);
  await deliveries.makeHeadsDue(tx, endpointId, [orderId], FAR);
}
