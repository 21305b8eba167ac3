import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AlipayConfig } from '../../config/alipay.config.js';
import { ArchiveRepository } from '../../src/archive/archive.repository.js';
import { ArchiveService } from '../../src/archive/archive.service.js';
import { MOVED_TABLES } from '../../src/archive/moved-tables.js';
import { Transactions } from '../../src/database/transactions.js';
import { CLOCK } from '../../src/kernel/clock.js';
import { OrdersService } from '../../src/orders/lifecycle/orders.service.js';
import { PaymentRepository } from '../../src/payment/model/payment.repository.js';
import { ArchivableRepository } from '../../src/payment/archiving/archivable.repository.js';
import { type Archived, Archiving } from '../../src/payment/archiving/archiving.service.js';
import { DepositBackPoller } from '../../src/payment/polling/deposit-back-poller.service.js';
import { PaidPaymentPoller } from '../../src/payment/polling/paid-payment-poller.service.js';
import { BillDays } from '../../src/reconciliation/days/bill-days.service.js';
import { toChinaDay } from '../../src/kernel/shanghai-time.js';
import type { Client } from '../support/client.js';
import { postNotify } from '../support/notify.js';
import { openForBusiness, paidOrder, payLink, placeOrder } from '../support/shop.js';

const DAY = 86_400_000;
const ORDERS = '/api/v1/orders';
const PARCEL = { carrier: '顺丰速运', trackingNumber: 'SF-ARCHIVED-1' };

const { shop, ...before } = await openForBusiness({ ALIPAY_NOTIFY_RETRIES: '0' });
const { app, database } = shop;
let { customer, operator } = before;
let orderNo = '';
let unpaid = '';
let open = '';
let paidOn = '';

afterAll(() => shop.close());

/** Everybody signs in again: years have gone by. */
async function signIn(): Promise<void> {
  const credentials = { username: 'customer-1', password: 'a long password' };
  const { body } = await shop.anybody.post('/api/v1/auth/login', credentials);
  customer = shop.anybody.as(body.token);
  operator = await shop.operator();
}

/** What a worker would do now. */
async function work(): Promise<void> {
  await shop.sweep();
  while ((await app.get(PaidPaymentPoller).work.finish()) > 0);
  while ((await app.get(DepositBackPoller).work.finish()) > 0);
  await shop.relay();
}

function archive(): Promise<Archived> {
  const archivable = new ArchivableRepository(app.get(DataSource), app.get(PaymentRepository));
  const parts = [app.get(ArchiveService), app.get(Transactions), app.get(AlipayConfig)] as const;
  const archiving = new Archiving(archivable, ...parts, app.get(CLOCK));
  const now = app.get<{ now(): Date }>(CLOCK).now();
  return archiving.run({ before: new Date(now.getTime() - 540 * DAY), limit: Infinity });
}

/** All rows of all tables that an order is made of. */
async function rows(): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const { table } of MOVED_TABLES)
    all.push([table, await database.query(`SELECT * FROM ${table} ORDER BY 1, 2`)]);
  return all;
}

const count = async (sql: string) =>
  Number((await database.query<{ n: string }>(`SELECT COUNT(*) AS n FROM ${sql}`))[0]?.n);

beforeAll(async () => {
  shop.stopClock();
  ({ orderNo } = await paidOrder(shop, customer, before.skuId));
  await operator.post(`${ORDERS}/${orderNo}/shipments`, PARCEL);
  await customer.post(`${ORDERS}/${orderNo}/receive`);
  await operator.post(`${ORDERS}/${orderNo}/refunds`, { amount: '1.00', reason: '差价' });
  unpaid = String((await placeOrder(customer, before.skuId)).orderNo);
  await payLink(customer, unpaid);
  await customer.post(`${ORDERS}/${unpaid}/cancel`);
  ({ orderNo: open } = await paidOrder(shop, customer, before.skuId));
  paidOn = toChinaDay(app.get<{ now(): Date }>(CLOCK).now());
  for (const days of [1, 30, 700, 1]) {
    await work();
    shop.advance(days * DAY);
  }
  await work();
  await signIn();
});

describe('the archive', () => {
  it('takes what is over, leaves what is not, and keeps every sum', async () => {
    const money =
      'SELECT SUM(amount) AS paid, SUM(refunded_amount) AS back FROM payments WHERE paid_at IS NOT NULL';
    const [sums] = await database.query<{ paid: string; back: string }>(money);
    expect(await archive()).toMatchObject({ orders: 2, stayed: {} });
    expect(await database.query('SELECT order_no FROM orders')).toEqual([{ order_no: open }]);
    const [left] = await database.query<{ paid: string; back: string }>(money);
    const [kept] = await database.query<{ paid: string; back: string }>(
      'SELECT SUM(paid_amount) AS paid, SUM(refunded_amount) AS back FROM archived_orders',
    );
    const both = (name: 'paid' | 'back') => Number(left?.[name]) + Number(kept?.[name]);
    expect([both('paid'), both('back')]).toEqual([Number(sums?.paid), Number(sums?.back)]);
    expect(await archive()).toMatchObject({ orders: 0, rows: 0 });
  });

  it('gives all back as it was', async () => {
    while (await app.get(ArchiveService).bringBackSome());
    const all = await rows();
    await archive();
    expect(await count('archived_orders')).toBe(2);
    while (await app.get(ArchiveService).bringBackSome());
    expect(await rows()).toEqual(all);
    expect(await count('archived_orders')).toBe(0);
    expect(await count('archived_names')).toBe(0);
  });

  it.each<[string, (who: { operator: Client; customer: Client }) => Promise<unknown>]>([
    ['its buyer who opens it', ({ customer: buyer }) => answered(buyer, `${ORDERS}/${orderNo}`)],
    ['staff who open it', ({ operator: staff }) => answered(staff, `${ORDERS}/${orderNo}`)],
    ['its story', ({ operator: staff }) => answered(staff, `${ORDERS}/${orderNo}/timeline`)],
    ['its refunds', ({ customer: buyer }) => answered(buyer, `${ORDERS}/${orderNo}/refunds`)],
    ['its payment', ({ customer: buyer }) => answered(buyer, `${ORDERS}/${orderNo}/payment`)],
    ['a search by its number', ({ operator: staff }) => answered(staff, `${ORDERS}?q=${orderNo}`)],
    [
      'a search by its parcel',
      ({ operator: staff }) => answered(staff, `${ORDERS}?q=sf-archived-1`),
    ],
    [
      'payments by its number',
      ({ operator: staff }) => answered(staff, `/api/v1/payments?q=${orderNo}`),
    ],
    [
      'refunds by its number',
      ({ operator: staff }) => answered(staff, `/api/v1/refunds?q=${orderNo}`),
    ],
    ["its buyer's list", ({ customer: buyer }) => answered(buyer, `${ORDERS}?limit=2`)],
    [
      "a part of its buyer's list",
      ({ customer: buyer }) => answered(buyer, `${ORDERS}?state=COMPLETED&limit=1`),
    ],
  ])('answers %s as if it had never been away', async (_, ask) => {
    while (await app.get(ArchiveService).bringBackSome());
    const expected = await ask({ operator, customer });
    await archive();
    expect(await count('archived_orders')).toBe(2);
    expect(await ask({ operator, customer })).toEqual(expected);
    expect(await count(`orders WHERE order_no = '${orderNo}'`)).toBe(1);
  });

  it('books what Alipay tells of an archived trade where it belongs, and opens no incident', async () => {
    await archive();
    const [incidents, evidence] = [await count('incidents'), await count('payment_evidence')];
    const [trade] = await database.query<{ n: string }>(
      'SELECT COUNT(*) AS n FROM archived_orders',
    );
    expect(trade?.n).toBe('2');
    const finished = { trade_status: 'TRADE_FINISHED', total_amount: '209.00' };
    const [{ trade_no: tradeNo } = { trade_no: '' }] = await database.query<{ trade_no: string }>(
      `SELECT name AS trade_no FROM archived_names WHERE order_id = (SELECT order_id FROM archived_orders
         WHERE order_no = ?) AND name <> ? AND name REGEXP '^[0-9]+$' AND name NOT LIKE CONCAT(?, '%')`,
      [orderNo, orderNo, orderNo],
    );
    const { text } = await postNotify(shop, orderNo, { ...finished, trade_no: tradeNo });
    expect(text).toBe('success');
    expect(await count('incidents')).toBe(incidents);
    expect(await count('payment_evidence')).toBeGreaterThan(evidence);
    expect(await count(`payments WHERE out_trade_no = '${orderNo}' AND state = 'FINISHED'`)).toBe(
      1,
    );
  });

  it('answers the list of an old front end', async () => {
    await archive();
    const [user] = await database.query<{ id: number }>(
      "SELECT id FROM users WHERE username = 'customer-1'",
    );
    const page = { page: 1, size: 10, enoughLines: Infinity };
    const listed = await app.get(OrdersService).numberedPage(Number(user?.id), [], page);
    expect(listed.map((one) => one.orderNo)).toEqual([open, unpaid, orderNo]);
  });

  it('leaves everything as it was when a row was added meanwhile', async () => {
    while (await app.get(ArchiveService).bringBackSome());
    const all = await rows();
    const store = app.get(ArchiveRepository);
    const read = store.read.bind(store);
    jest.spyOn(store, 'read').mockImplementation(async (tx, ids) => {
      const found = new Map(await read(tx, ids));
      return found.set('outbox', (found.get('outbox') ?? []).slice(1));
    });
    await expect(archive()).rejects.toThrow('rows of outbox were added');
    jest.restoreAllMocks();
    expect(await rows()).toEqual(all);
    expect(await count('archived_orders')).toBe(0);
  });

  it('leaves a trade unknown that nobody here has started', async () => {
    await archive();
    const held = await count('archived_orders');
    const { text } = await postNotify(shop, '209901010000000000000001');
    expect(text).toBe('success');
    expect(await count("incidents WHERE kind = 'unknown-trade'")).toBe(1);
    expect((await operator.get(`${ORDERS}/209901010000000000000001`)).status).toBe(404);
    expect(await count('archived_orders')).toBe(held);
  });

  it('does not give an order to somebody else', async () => {
    await archive();
    const stranger = await shop.customer();
    expect((await stranger.get(`${ORDERS}/${orderNo}`)).status).toBe(404);
    expect((await stranger.get(ORDERS)).body.items).toEqual([]);
  });

  it('gives an order back once, however many ask at once', async () => {
    await archive();
    const asked = Array.from({ length: 8 }, () => customer.get(`${ORDERS}/${orderNo}`));
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(await count(`orders WHERE order_no = '${orderNo}'`)).toBe(1);
  });

  it('gives the orders of a day back whose bill is matched', async () => {
    await archive();
    expect(await count('archived_orders')).toBeGreaterThan(0);
    await app.get(BillDays).run('trade', paidOn);
    expect(await count("discrepancies WHERE state = 'OPEN' AND kind LIKE '%unknown%'")).toBe(0);
    expect(await count(`orders WHERE order_no = '${orderNo}'`)).toBe(1);
  });

  it('refuses contents that are not what was put there', async () => {
    await archive();
    await database.query("UPDATE archived_orders SET contents = 'x' WHERE order_no = ?", [unpaid]);
    expect((await operator.get(`${ORDERS}/${unpaid}`)).status).toBe(500);
    expect(await count(`archived_orders WHERE order_no = '${unpaid}'`)).toBe(1);
  });
});

describe('the tables', () => {
  /** Those that name an order or a part of one, and stay: logs of their own, and what is about money and not about orders. */
  const STAY = ['archived_names', 'archived_orders', 'discrepancies', 'webhook_deliveries'];

  it('that belong to an order go with it, or stay for a reason', async () => {
    const owned = await database.query<{ name: string }>(
      `SELECT DISTINCT table_name AS name FROM information_schema.columns WHERE table_schema = DATABASE()
         AND column_name IN ('order_id', 'payment_id', 'refund_id', 'line_id', 'shipment_id', 'after_sale_id')`,
    );
    const moved = MOVED_TABLES.map(({ table }) => table);
    const left = owned.map(({ name }) => name).filter((name) => !moved.includes(name));
    expect(left.toSorted((one, other) => one.localeCompare(other))).toEqual(STAY);
  });

  it('have no bytes that text could not keep', async () => {
    const types = await database.query<{ type: string }>(
      `SELECT DISTINCT data_type AS type FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name IN (?)`,
      [MOVED_TABLES.map(({ table }) => table)],
    );
    const exact = [
      'bigint',
      'char',
      'datetime',
      'decimal',
      'int',
      'longtext',
      'smallint',
      'tinyint',
      'varchar',
    ];
    expect(types.map(({ type }) => type).filter((type) => !exact.includes(type))).toEqual([]);
  });
});

/** What somebody is answered; a request that is refused fails the test. */
async function answered(who: Client, path: string): Promise<unknown> {
  const { status, body } = await who.get(path);
  expect(status).toBe(200);
  return body;
}
