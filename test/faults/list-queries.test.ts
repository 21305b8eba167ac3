import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import {
  type AfterSaleFilter,
  afterSaleListOf,
} from '../../src/payment/after-sales/after-sale-filter.js';
import { AfterSaleListRepository } from '../../src/payment/after-sales/after-sale-list.repository.js';
import { orderListOf, type OrderFilter } from '../../src/payment/lists/order-filter.js';
import { HourSumsRepository } from '../../src/overview/hour-sums.repository.js';
import { QueueDepthsRepository } from '../../src/overview/queue-depths.repository.js';
import { TrendsRepository } from '../../src/overview/trends.repository.js';
import { OPEN_KINDS, OpenWorkRepository } from '../../src/overview/open-work.repository.js';
import {
  incidentListOf,
  paymentListOf,
  refundListOf,
} from '../../src/payment/lists/money-filters.js';
import { MoneyListsRepository } from '../../src/payment/lists/money-lists.repository.js';
import { NEEDS, OrderSearchRepository } from '../../src/payment/lists/order-search.repository.js';
import { deliveryListOf } from '../../src/webhooks/delivery/delivery-lists.service.js';
import { type FreshDatabase, freshSource } from '../support/database.js';
import { faultsOf, plansOf } from '../support/plans.js';
import { noteStatements, type Statement } from '../support/statements.js';

/** More than a stretch of an index, so that lists are read in stretches. */
const ROWS = 24_000;
const NOW = new Date();
const DAY_MS = 86_400_000;

let database: FreshDatabase;
let source: DataSource;
let close: () => Promise<void>;
let asked: Statement[];

const NUMBERS = `(SELECT 1 + a.n + 20 * b.n + 400 * c.n + 8000 * d.n AS n
  FROM digits a JOIN digits b JOIN digits c JOIN digits d WHERE d.n < 3) AS numbers`;

const ADDRESS = `CONCAT('{"mobile":"138', LPAD(n % 10000, 8, '0'), '"}')`;

beforeAll(async () => {
  ({ database, source, close } = await freshSource());
  await database.query('CREATE TABLE digits (n INT NOT NULL)');
  const digits = Array.from({ length: 20 }, (_, n) => `(${n})`).join(', ');
  await database.query(`INSERT INTO digits VALUES ${digits}`);
  await database.query(
    `INSERT INTO users (id, username, role, created_at)
     SELECT n, CONCAT('user-', n), 'customer', NOW() FROM ${NUMBERS} WHERE n <= 200`,
  );
  await database.query(
    `INSERT INTO orders (id, order_no, user_id, state, storefront, goods_amount, freight, payable,
       total_count, requires_shipping, address, created_at, expires_at, paid_at)
     SELECT n, CONCAT('2026', LPAD(n, 20, '0')), n % 200 + 1,
       CASE WHEN n % 1000 = 0 THEN 'PENDING_PAYMENT' WHEN n % 100 = 0 THEN 'TO_SHIP' ELSE 'COMPLETED' END,
       'native', n % 500, 0, n % 500, 1, 1, ${ADDRESS},
       NOW(3) - INTERVAL n MINUTE, NOW(3), NOW(3) - INTERVAL n MINUTE
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO payments (id, order_id, attempt, provider, out_trade_no, trade_no, method, storefront, subject, state,
       amount, created_at, expires_at, paid_at, applied_at)
     SELECT id, id, 1, 'alipay', order_no, CONCAT('T', order_no), 'page', 'native', 'x', 'SUCCEEDED', payable,
       created_at, expires_at, paid_at, paid_at FROM orders`,
  );
  await database.query(
    `INSERT INTO refunds (order_id, payment_id, out_trade_no, out_request_no, amount, reason, origin, restock, state,
       created_at) SELECT n, n, n, n, 1, 'x', 'operator', 0, IF(n % 500 = 0, 'UNKNOWN', 'SUCCEEDED'), NOW(3)
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO incidents (kind, fingerprint, state, out_trade_no, order_id, detail, created_at)
     SELECT 'amount-mismatch', n, IF(n % 500 = 0, 'OPEN', 'RESOLVED'), n, n, 'x', NOW(3)
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO payment_evidence (payment_id, out_trade_no, source, status, verdict, changed, report, digest,
       received_at, last_received_at)
     SELECT id, out_trade_no, 'notify', 'TRADE_SUCCESS', 'paid', '{}', '{}', id, paid_at, paid_at FROM payments`,
  );
  await database.query(
    `INSERT INTO hour_sums (hour, orders, paid_count, paid_amount, refunded_count, refunded_amount, delays, computed_at)
     SELECT '2026-01-01' + INTERVAL n HOUR, 0, 0, 0, 0, 0, '{}', NOW(3) FROM ${NUMBERS} WHERE n <= 20000`,
  );
  await database.query(
    `INSERT INTO queue_depths (at, queue, depth)
     SELECT '2026-01-01' + INTERVAL n HOUR, 'orders', 1 FROM ${NUMBERS} WHERE n <= 9000`,
  );
  await database.query(
    `INSERT INTO discrepancies (day, type, kind, fingerprint, state, out_trade_no, created_at)
     SELECT '2026-01-01', 'trade', 'amount-differs', n, IF(n % 500 = 0, 'OPEN', 'HEALED'), n, NOW(3)
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO bills (day, type, state, created_at)
     SELECT DATE('2000-01-01') + INTERVAL n DAY, 'trade', IF(n = 9, 'BROKEN', 'MATCHED'), NOW(3) FROM ${NUMBERS} WHERE n <= 2000`,
  );
  await database.query(
    `INSERT INTO shipments (order_id, carrier, tracking_number, created_at)
     SELECT n, '顺丰速运', CONCAT('SF', n), NOW(3) FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO after_sales (order_id, user_id, type, state, reason, amount, answer_due_at, created_at)
     SELECT n, n % 200 + 1, 'returnAndRefund',
       CASE WHEN n % 500 = 0 THEN 'APPLIED' WHEN n % 500 = 1 THEN 'SENT_BACK' ELSE 'REFUNDED' END,
       'x', 1, NOW(3), NOW(3) FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO order_lines (order_id, sku_id, name, picture, attributes, requires_shipping, price, count, amount)
     SELECT n, 1, 'x', '', '[]', 1, 1, 1, 1 FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO refund_lines (refund_id, line_id, count, unshipped_count, restock_count, paid_amount, amount)
     SELECT r.id, l.id, 1, 0, 0, 1, 1 FROM refunds r JOIN order_lines l ON l.order_id = r.order_id`,
  );
  await database.query(
    `INSERT INTO after_sale_lines (after_sale_id, line_id, count)
     SELECT c.id, l.id, 1 FROM after_sales c JOIN order_lines l ON l.order_id = c.order_id`,
  );
  await database.query(
    `INSERT INTO webhook_endpoints (id, url, types, state, created_at) VALUES (1, 'x', '[]', 'ACTIVE', NOW())`,
  );
  await database.query(
    `INSERT INTO webhook_deliveries (endpoint_id, event_id, type, order_id, origin, state, created_at, tries)
     SELECT 1, n, 'order.paid', n, 'event', IF(n % 500 = 0, 'FAILED', 'DELIVERED'), NOW(3), '[]'
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    'ANALYZE TABLE after_sales, after_sale_lines, order_lines, refund_lines, payment_evidence, hour_sums, queue_depths, discrepancies, bills, shipments, webhook_deliveries, users, orders, payments, refunds, incidents',
  );
  asked = noteStatements(source);
});
afterAll(() => close?.());

/** What is wrong with how the server reads what `read` asks. */
async function faults(read: () => Promise<unknown>): Promise<string[]> {
  asked.splice(0);
  await read();
  const statements = asked.splice(0);
  expect(statements.length).toBeGreaterThan(0);
  const found: string[] = [];
  for (const statement of statements) found.push(...faultsOf(await plansOf(database, statement)));
  return found;
}

const NONE = { from: null, to: null };
const ALL: OrderFilter = {
  states: [],
  created: NONE,
  paid: NONE,
  amount: NONE,
  storefront: null,
  userId: null,
  mobile: null,
  ids: null,
};
const NO_CASES: AfterSaleFilter = {
  userId: null,
  orderNo: null,
  type: null,
  states: [],
  needsAttentionAt: null,
};
const lastDay = { from: new Date(NOW.getTime() - DAY_MS), to: NOW };
const sums = { from: 499, to: 499 } as unknown as OrderFilter['amount'];

describe('no list reads or sorts a table', () => {
  it.each<[string, Partial<OrderFilter>]>([
    ['of all orders', {}],
    ['of a state', { states: ['TO_SHIP'] }],
    ['of states', { states: ['TO_SHIP', 'COMPLETED'] }],
    ['of a time', { created: lastDay }],
    ['of a state and a time', { states: ['COMPLETED'], created: lastDay }],
    ['of a time of paying', { paid: lastDay }],
    ['of a time of paying and a state', { paid: lastDay, states: ['TO_SHIP'] }],
    ['of both times', { paid: { from: lastDay.from, to: null }, created: lastDay }],
    ['of a sum', { amount: sums }],
    ['of a sum and a state', { amount: sums, states: ['COMPLETED', 'TO_SHIP'] }],
    ['of a front end', { storefront: 'luffy' }],
    ['of a user', { userId: 7 }],
    ['of a user and states', { userId: 7, states: ['TO_SHIP', 'COMPLETED'] }],
    ['of a user, a sum and a time', { userId: 7, amount: sums, created: lastDay }],
    ['of the end of a mobile', { mobile: { tail: '0042', digits: null } }],
    ['of a mobile', { mobile: { tail: '0042', digits: '13800000042' } }],
    ['of a mobile and a state', { mobile: { tail: '0042', digits: null }, states: ['TO_SHIP'] }],
  ])('%s', async (_of, filter) => {
    const search = new OrderSearchRepository(source);
    const list = orderListOf({ ...ALL, ...filter }, NOW);
    expect(await faults(() => search.page(list, null, 20))).toEqual([]);
    const behind = { at: list.at === null ? null : lastDay.from, id: '12000' };
    expect(await faults(() => search.page(list, behind, 20))).toEqual([]);
  });

  it.each([1, 999, 2_400])('of %d orders that are in trouble', async (count) => {
    const ids = Array.from({ length: count }, (_, index) => String(index * 9 + 1));
    asked.splice(0);
    const search = new OrderSearchRepository(source);
    const part = await search.page(orderListOf({ ...ALL, ids }, NOW), null, 20);
    expect(part.ids).toEqual(ids.slice(0, 20));
    for (const statement of asked.splice(0)) {
      const plans = await plansOf(database, statement);
      const ofOrders = plans.filter(({ table }) => table === 'k');
      expect(ofOrders.length).toBe(Math.ceil((count + 1) / 500));
      expect(ofOrders.map(({ type, key }) => [type, key])).toEqual(
        ofOrders.map(() => ['range', 'PRIMARY']),
      );
    }
  });

  it.each([
    ['of refunds', refundListOf({}, null)],
    ['of refunds of states', refundListOf({ state: 'UNKNOWN,SUCCEEDED' }, null)],
    ['of refunds of a time', refundListOf({ from: '2026-01-01', to: '2036-01-01' }, null)],
    ['of refunds of a sum', refundListOf({ amountFrom: '2.00' }, null)],
    ['of refunds that wait', refundListOf({ state: 'PROCESSING', waitsFor: 'X' }, null)],
    ['of payments', paymentListOf({}, null)],
    ['of payments of states', paymentListOf({ state: 'SUCCEEDED,CLOSED' }, null)],
    ['of payments of a time', paymentListOf({ paidFrom: '2026-01-01', state: 'SUCCEEDED' }, null)],
    ['of payments of a sum', paymentListOf({ amountTo: '0.50', method: 'app' }, null)],
    ['of deliveries', deliveryListOf({}, null)],
    ['of failed deliveries', deliveryListOf({ state: 'FAILED' }, null)],
    ['of deliveries to a webhook', deliveryListOf({ webhookId: '7', from: '2026-01-01' }, null)],
    ['of incidents', incidentListOf({}, null)],
    ['of open incidents', incidentListOf({ state: 'OPEN', kind: 'late-payment' }, null)],
    ['of incidents of a time', incidentListOf({ from: '2026-01-01' }, null)],
  ])('%s', async (_of, list) => {
    const money = new MoneyListsRepository(source);
    expect(await faults(() => money.page(list, null, 20))).toEqual([]);
    const behind = { at: list.at === null ? null : lastDay.from, id: '12000' };
    expect(await faults(() => money.page(list, behind, 20))).toEqual([]);
  });

  it.each<[string, Partial<AfterSaleFilter>]>([
    ['of cases', {}],
    ['of cases of a state', { states: ['REFUNDED'] }],
    ['of cases of states', { states: ['APPLIED', 'REFUNDED'] }],
    ['of cases of a type that there is not', { type: 'refundOnly' }],
    ['of cases of a type and a state', { type: 'refundOnly', states: ['REFUNDED'] }],
    ['of cases that need attention', { needsAttentionAt: NOW }],
    ['of cases of a state that need attention', { needsAttentionAt: NOW, states: ['APPLIED'] }],
    ['of cases that ended, and need attention', { needsAttentionAt: NOW, states: ['REFUNDED'] }],
    ["of an order's cases", { orderNo: '202600000000000000000042' }],
    ["of an order's cases of a state", { orderNo: '20260042', states: ['APPLIED'] }],
    ["of a user's cases", { userId: 7 }],
    [
      "of a user's cases of a state and a type",
      { userId: 7, states: ['APPLIED'], type: 'refundOnly' },
    ],
  ])('%s', async (_of, filter) => {
    const lists = new AfterSaleListRepository(source);
    const list = afterSaleListOf({ ...NO_CASES, ...filter });
    expect(await faults(() => lists.page(list, null, 20))).toEqual([]);
    expect(await faults(() => lists.page(list, { at: null, id: '12000' }, 20))).toEqual([]);
  });

  it('to count the lines of what a part shows', async () => {
    const ids = Array.from({ length: 100 }, (_, n) => String(n + 1));
    const cases = new AfterSaleListRepository(source);
    expect(await faults(() => cases.fitting(ids))).toEqual([]);
    const money = new MoneyListsRepository(source);
    expect(await faults(() => money.fittingRefunds(ids))).toEqual([]);
    expect(await faults(() => money.refundLines(ids))).toEqual([]);
  });

  it.each(['refundIds', 'paymentIds', 'incidentIds'] as const)('to find %s', async (search) => {
    const money = new MoneyListsRepository(source);
    expect(await faults(() => money[search]('20260000000000000042'))).toEqual([]);
  });

  it.each(['number', 'tracking', 'mobile', 'mobileTail', 'userName'] as const)(
    'to find a %s',
    async (form) => {
      const search = new OrderSearchRepository(source);
      expect(await faults(() => search.find(form, '13800000042'))).toEqual([]);
    },
  );

  it.each(NEEDS)('to find what needs %s', async (need) => {
    const search = new OrderSearchRepository(source);
    expect(await faults(() => search.inTrouble(need, NOW))).toEqual([]);
  });

  it('for the sums of an hour: no more than the rows of that hour are read', async () => {
    const hours = new HourSumsRepository(source, new TrendsRepository(source));
    asked.splice(0);
    const { orders } = await hours.make(new Date(NOW.getTime() - 5 * DAY_MS));
    expect(orders).toBe(60);
    const plans = [];
    for (const statement of asked.splice(0)) plans.push(...(await plansOf(database, statement)));
    const tables = plans.filter(({ table }) => table?.startsWith('<derived') !== true);
    expect(tables.filter(({ type }) => type === 'ALL' || type === 'index')).toEqual([]);
    expect(Math.max(...plans.map(({ rows }) => rows))).toBeLessThan(300);
  });

  it('for the sums that are kept', async () => {
    const hours = new HourSumsRepository(source, new TrendsRepository(source));
    expect(await faults(() => hours.kept(lastDay.from))).toEqual([]);
    const trends = new TrendsRepository(source);
    expect(await faults(() => trends.kept(lastDay.from))).toEqual([]);
    const depths = new QueueDepthsRepository(source);
    expect(await faults(() => depths.kept(lastDay.from))).toEqual([]);
  });

  it('to count what waits in all queues', async () => {
    const depths = new QueueDepthsRepository(source);
    expect(await faults(() => depths.waiting(NOW))).toEqual([]);
  });

  it.each(OPEN_KINDS.filter((kind) => kind !== 'paused-webhooks'))('to count %s', async (kind) => {
    const open = new OpenWorkRepository(source);
    expect(await faults(() => open.count(kind, NOW))).toEqual([]);
  });

  it('and the test would see it', async () => {
    const read = () => source.query('SELECT id FROM orders ORDER BY payable LIMIT 20');
    expect(await faults(read)).toHaveLength(1);
  });
});
