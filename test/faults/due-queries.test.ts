import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource, EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { Claims } from '../../src/database/claims.js';
import type { Transactions } from '../../src/database/transactions.js';
import { OutboxEntity } from '../../src/events/outbox.entity.js';
import { SOME_EVENT_IS_DUE } from '../../src/events/relay.repository.js';
import { OutboxMetrics } from '../../src/events/outbox-metrics.js';
import { Metrics } from '../../src/http/health/metrics.service.js';
import { DueOrders } from '../../src/orders/lifecycle/due-orders.service.js';
import { OrderMetrics } from '../../src/orders/lifecycle/order-metrics.js';
import { OrderEntity } from '../../src/orders/model/order.entity.js';
import { IncidentEntity } from '../../src/payment/model/incident.entity.js';
import { PaymentEntity } from '../../src/payment/model/payment.entity.js';
import { RefundEntity } from '../../src/payment/model/refund.entity.js';
import { PaymentMetrics } from '../../src/payment/polling/payment-metrics.service.js';
import { DepositBackPoller } from '../../src/payment/polling/deposit-back-poller.service.js';
import { PaidPaymentPoller } from '../../src/payment/polling/paid-payment-poller.service.js';
import { SOME_HEALING_IS_DUE } from '../../src/reconciliation/matching/books.repository.js';
import { BillRepository } from '../../src/reconciliation/model/bill.repository.js';
import { SOME_DELIVERY_IS_DUE } from '../../src/webhooks/delivery/delivery-queue.service.js';
import { explain, type FreshDatabase, freshSource } from '../support/database.js';
import { noteStatements, type Statement } from '../support/statements.js';
import type { RefundRunner } from '../../src/payment/refunds/refund-runner.service.js';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';

const ROWS = 20_000;
const DUE = 20;
const clock = { now: () => new Date() };
const chance = { fraction: () => 0.5 };

let database: FreshDatabase;
let source: DataSource;
let close: () => Promise<void>;

/** A numbers table that MySQL and MariaDB both understand. */
const NUMBERS = `(SELECT 1 + a.n + 20 * b.n + 400 * c.n + 8000 * d.n AS n
  FROM digits a JOIN digits b JOIN digits c JOIN digits d WHERE d.n < 3) AS numbers`;

beforeAll(async () => {
  const entities = [OrderEntity, PaymentEntity, RefundEntity, IncidentEntity, OutboxEntity];
  ({ database, source, close } = await freshSource({}, entities));
  await database.query('CREATE TABLE digits (n INT NOT NULL)');
  const digits = Array.from({ length: 20 }, (_, n) => `(${n})`).join(', ');
  await database.query(`INSERT INTO digits VALUES ${digits}`);
  await database.query(
    "INSERT INTO users (id, username, role, created_at) VALUES (1, 'x', 'customer', NOW())",
  );
  await database.query(
    `INSERT INTO orders (order_no, user_id, state, storefront, goods_amount, freight, payable,
       total_count, requires_shipping, created_at, expires_at, next_check_at)
     SELECT n, 1, IF(n <= ${DUE}, 'PENDING_PAYMENT', 'COMPLETED'), 'native', 1, 0, 1, 1, 0, NOW(), NOW(),
       IF(n <= ${DUE}, NOW() - INTERVAL 1 MINUTE, IF(n % 2 = 0, NULL, NOW() + INTERVAL 1 DAY))
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO refunds (out_trade_no, out_request_no, amount, reason, origin, restock, state,
       created_at, next_check_at)
     SELECT n, n, 1, 'x', 'operator', 0, IF(n <= ${DUE}, 'UNKNOWN', 'SUCCEEDED'), NOW(),
       IF(n <= ${DUE}, NOW() - INTERVAL 1 MINUTE, NULL) FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO payments (order_id, attempt, provider, out_trade_no, method, storefront, subject, state, amount,
       created_at, expires_at, recheck_at)
     SELECT n, 1, 'alipay', n, 'page', 'native', 'x',
       CASE WHEN n <= ${DUE} THEN 'AWAITING' WHEN n % 2 = 0 THEN 'CREATED' ELSE 'SUCCEEDED' END, 1, NOW(), NOW(),
       IF(n <= ${DUE}, NOW() - INTERVAL 1 MINUTE, IF(n % 2 = 0, NULL, NOW() + INTERVAL 1 DAY))
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO incidents (kind, fingerprint, state, out_trade_no, detail, created_at)
     SELECT 'amount-mismatch', n, IF(n <= ${DUE}, 'OPEN', 'RESOLVED'), n, 'x', NOW()
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query(
    `INSERT INTO outbox (event_id, type, version, data, occurred_at, next_attempt_at, relayed_at)
     SELECT n, 'order.created', 1, '{}', NOW(), NOW(), IF(n <= ${DUE}, NULL, NOW())
     FROM ${NUMBERS} WHERE n <= ${ROWS}`,
  );
  await database.query('ANALYZE TABLE orders, refunds, payments, incidents, outbox');
});

afterAll(() => close());

/** Something that is asked as a database is, and only notes it. */
function notebook() {
  const asked: Statement[] = [];
  const query = (sql: string, parameters: unknown[] = []) => {
    asked.push({ sql, parameters });
    return Promise.resolve([]);
  };
  return { asked, query };
}

/** What a claim asks first, as the code asks it. */
async function firstStatement(claim: (tx: EntityManager) => Promise<unknown>): Promise<Statement> {
  const { asked, query } = notebook();
  await claim({ query } as unknown as EntityManager);
  const [first] = asked;
  if (first === undefined) throw new Error('nothing was asked');
  return first;
}

function transactionsOf(tx: EntityManager): Transactions {
  const run = (work: (manager: EntityManager) => unknown) => work(tx);
  return { run } as unknown as Transactions;
}

/** What registers the gauges that read the database. */
function registerGauges(metrics: Metrics): void {
  const of = <Entity extends ObjectLiteral>(entity: EntityTarget<Entity>) =>
    source.getRepository(entity);
  const [payments, refunds, incidents] = [PaymentEntity, RefundEntity, IncidentEntity] as const;
  void new OrderMetrics(of(OrderEntity), clock, metrics);
  void new PaymentMetrics(of(payments), of(refunds), of(incidents), clock, metrics);
  void new OutboxMetrics(of(OutboxEntity), clock, metrics);
}

/** What each gauge asks when it is scraped, by its name. */
async function scrapes(): Promise<Map<string, Statement[]>> {
  const found = new Map<string, Statement[]>();
  const reads = new Map<string, () => Promise<unknown>>();
  const gauge = (name: string, _help: string, _labels: string[], read: () => Promise<unknown>) =>
    void reads.set(name, read);
  registerGauges({ gauge } as unknown as Metrics);
  const asked = noteStatements(source);
  for (const [name, read] of reads) {
    await read();
    found.set(name, asked.splice(0));
  }
  return found;
}

const plan = ({ sql, parameters }: Statement) => explain(database, sql, parameters);

describe('the cost of a sweep grows with what is due, not with the table', () => {
  it('for orders', async () => {
    const statement = await firstStatement((tx) => {
      return new DueOrders(transactionsOf(tx), clock, chance).claim(100);
    });
    const { key, rows } = await plan(statement);
    expect(key).toBe('ix_orders_due');
    expect(rows).toBeLessThan(DUE * 3);
  });

  it('for refunds', async () => {
    const statement = await firstStatement((tx) => {
      const sweep = new RefundPoller(transactionsOf(tx), {} as RefundRunner, clock, chance);
      return sweep.work.finish();
    });
    const { key, rows } = await plan(statement);
    expect(key).toBe('ix_refunds_due');
    expect(rows).toBeLessThan(DUE * 3);
  });

  it('for paid payments', async () => {
    const { alipay } = readSettings({ NODE_ENV: 'test' });
    const none = {} as never;
    const statement = await firstStatement((tx) => {
      const transactions = transactionsOf(tx);
      return new PaidPaymentPoller(
        transactions,
        none,
        none,
        none,
        alipay,
        clock,
        chance,
      ).work.finish();
    });
    const { key, rows } = await plan(statement);
    expect(key).toBe('ix_payments_recheck_at');
    expect(rows).toBeLessThan(DUE * 3);
  });

  it("for refunds' banks", async () => {
    const { alipay } = readSettings({ NODE_ENV: 'test' });
    const none = {} as never;
    const statement = await firstStatement((tx) => {
      const transactions = transactionsOf(tx);
      return new DepositBackPoller(transactions, none, none, alipay, clock, chance).work.finish();
    });
    const { key, rows } = await plan(statement);
    expect(key).toBe('ix_refunds_deposit_back');
    expect(rows).toBeLessThan(DUE * 3);
  });
});

it('the look at what is due reads no more than that of each table', async () => {
  const none = {} as never;
  const tables = [
    { table: 'orders', dueAt: 'next_check_at' },
    { table: 'refunds', dueAt: 'next_check_at' },
    { table: 'refunds', dueAt: 'deposit_back_check_at' },
    { table: 'payments', dueAt: 'recheck_at' },
    { table: 'after_sales', dueAt: 'next_check_at' },
  ];
  const claims = tables.map((rows) => new Claims(none, clock, chance, rows).isDue);
  const conditions = [
    ...claims,
    SOME_EVENT_IS_DUE,
    SOME_DELIVERY_IS_DUE,
    SOME_HEALING_IS_DUE,
    new BillRepository(source).isDue(['trade']),
  ];
  for (const condition of conditions) {
    const sql = `EXPLAIN /*!80000 FORMAT = TRADITIONAL */ SELECT ${condition}`;
    const nows = Array.from(condition.matchAll(/\?/g), () => clock.now());
    const steps = await database.query<{ table: string | null; key: string | null; rows: string }>(
      sql,
      nows,
    );
    for (const { rows } of steps) expect(Number(rows)).toBeLessThan(DUE * 3);
  }
});

describe('the cost of a scrape grows with what is open, not with the history', () => {
  it.each([
    ['orders_unpaid', 'ix_orders_state'],
    ['orders_overdue', 'ix_orders_state'],
    ['oldest_unpaid_order_seconds', 'ix_orders_state'],
    ['payments_awaiting', 'ix_payments_state'],
    ['refunds', 'ix_refunds_state'],
    ['oldest_open_refund_seconds', 'ix_refunds_state'],
    ['open_incidents', 'ix_incidents_state'],
    ['outbox_lag_seconds', 'ix_outbox_pending'],
    ['outbox_pending', 'ix_outbox_pending'],
  ])('for %s', async (name, index) => {
    const statements = (await scrapes()).get(name) ?? [];
    expect(statements).toHaveLength(1);
    for (const statement of statements) {
      const { key, rows } = await plan(statement);
      expect(key).toBe(index);
      expect(rows).toBeLessThan(DUE * 3);
    }
  });

  it('for every figure there is, and the figures are right', async () => {
    expect((await scrapes()).size).toBe(9);
    const metrics = new Metrics();
    registerGauges(metrics);
    const { body } = await metrics.text();
    for (const figure of [
      `orders_unpaid ${DUE}`,
      `payments_awaiting ${DUE}`,
      'refunds{state="REQUESTED"} 0',
      `refunds{state="UNKNOWN"} ${DUE}`,
      `open_incidents{kind="amount-mismatch"} ${DUE}`,
      `outbox_pending ${DUE}`,
    ]) {
      expect(body).toContain(`\n${figure}\n`);
    }
  });
});
