import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { Transactions } from '../../src/database/transactions.js';
import { EventInboxEntity } from '../../src/events/event-inbox.entity.js';
import { EventRetentionRepository } from '../../src/events/event-retention.repository.js';
import type { EventType } from '../../src/events/domain-events.js';
import { type EventHold, EventRetention } from '../../src/events/event-retention.service.js';
import { OutboxEntity } from '../../src/events/outbox.entity.js';
import { systemChance } from '../../src/kernel/chance.js';
import { explain, freshSource } from '../support/database.js';
import { noteStatements } from '../support/statements.js';

const DAY = 86_400_000;
const NOW = new Date('2031-01-01T00:00:00Z');
const clock = { now: () => NOW };
const environment = { NODE_ENV: 'test', EVENT_LOG_DAYS: '400', EVENT_INBOX_DAYS: '90' };

const { database, source, close } = await freshSource({}, [OutboxEntity, EventInboxEntity]);
const repository = new EventRetentionRepository();

afterAll(close);
beforeEach(async () => {
  await database.query('DELETE FROM outbox');
  await database.query('DELETE FROM event_inbox');
});

function retention(...holds: EventHold[]): EventRetention {
  const { retention: config } = readSettings(environment);
  const made = new EventRetention(
    new Transactions(source, systemChance),
    repository,
    config,
    clock,
  );
  for (const hold of holds) made.heldBy(hold);
  return made;
}

interface Past {
  readonly order: string | null;
  readonly type: EventType;
  readonly daysAgo: number;
  readonly relayed?: boolean;
}

async function happened({ order, type, daysAgo, relayed = true }: Past): Promise<string> {
  const at = new Date(NOW.getTime() - daysAgo * DAY);
  const id = idAt(at);
  await database.query(
    `INSERT INTO outbox (event_id, type, order_id, version, data, occurred_at, relayed_at, next_attempt_at)
     VALUES (?, ?, ?, 1, '{}', ?, ?, ?)`,
    [id, type, order, at, relayed ? at : null, at],
  );
  return id;
}

/** An id as of that time: the system's own never go back. */
let told = 0;
function idAt(at: Date): string {
  told += 1;
  return encode(at) + String(told).padStart(16, '0');
}

function encode(at: Date): string {
  const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
  let text = '';
  for (let rest = at.getTime(); text.length < 10; rest = Math.floor(rest / 32)) {
    text = `${digits[rest % 32]}${text}`;
  }
  return text;
}

async function kept(): Promise<string[]> {
  const rows = await database.query<{ order_id: string | null; type: string }>(
    'SELECT order_id, type FROM outbox ORDER BY id',
  );
  return rows.map((row) => `${row.order_id} ${row.type}`);
}

async function pruneAll(made: EventRetention): Promise<void> {
  while ((await made.pruneEvents()) > 0);
}

describe('old events', () => {
  it('go when their order ended long ago, all of them', async () => {
    await happened({ order: '1', type: 'order.created', daysAgo: 500 });
    await happened({ order: '1', type: 'payment.closed', daysAgo: 500 });
    await happened({ order: '1', type: 'order.expired', daysAgo: 499 });
    await happened({ order: '2', type: 'order.created', daysAgo: 399 });
    await happened({ order: '2', type: 'order.expired', daysAgo: 399 });
    await pruneAll(retention());
    expect(await kept()).toEqual(['2 order.created', '2 order.expired']);
  });

  it.each<[string, Past[]]>([
    ['the order is not over', [{ order: '1', type: 'order.shipped', daysAgo: 450 }]],
    [
      'the order was revived',
      [
        { order: '1', type: 'order.expired', daysAgo: 450 },
        { order: '1', type: 'order.paid', daysAgo: 449 },
      ],
    ],
    [
      'something happened since',
      [
        { order: '1', type: 'order.expired', daysAgo: 450 },
        { order: '1', type: 'payment.refunded', daysAgo: 3 },
      ],
    ],
    [
      'one was not relayed',
      [
        { order: '1', type: 'order.cancelled', daysAgo: 450 },
        { order: '1', type: 'payment.unexpected', daysAgo: 449, relayed: false },
      ],
    ],
    ['they belong to no order', [{ order: null, type: 'payment.unexpected', daysAgo: 450 }]],
  ])('stay when %s', async (_, since) => {
    await happened({ order: '1', type: 'order.created', daysAgo: 500 });
    for (const one of since) await happened(one);
    await pruneAll(retention());
    expect(await kept()).toHaveLength(1 + since.length);
  });

  it('stay while somebody has still to be told, and the others behind them go', async () => {
    await happened({ order: '1', type: 'order.expired', daysAgo: 450 });
    const second = await happened({ order: '2', type: 'order.expired', daysAgo: 450 });
    await happened({ order: '3', type: 'order.expired', daysAgo: 450 });
    const hold = () => Promise.resolve({ orderIds: ['1'], eventIds: [second] });
    const made = retention(hold);
    await pruneAll(made);
    await pruneAll(made);
    expect(await kept()).toEqual(['1 order.expired', '2 order.expired']);
  });
});

describe("the handlers' notes", () => {
  it('go by their age, handler by handler', async () => {
    const [old, young] = [91, 89].map((days) => idAt(new Date(NOW.getTime() - days * DAY)));
    for (const handler of ['a', 'b']) {
      for (const id of [old, young]) {
        await database.query('INSERT INTO event_inbox VALUES (?, ?, ?)', [handler, id, NOW]);
      }
    }
    expect(await retention().pruneInbox()).toBe(2);
    const rows = await database.query('SELECT handler, event_id FROM event_inbox ORDER BY handler');
    expect(rows).toEqual([
      { handler: 'a', event_id: young },
      { handler: 'b', event_id: young },
    ]);
  });
});

describe('what is looked at', () => {
  it('grows with what is old, not with the tables', async () => {
    await database.query('CREATE TABLE digits (n INT NOT NULL)');
    const digits = Array.from({ length: 20 }, (_, n) => `(${n})`).join(', ');
    await database.query(`INSERT INTO digits VALUES ${digits}`);
    const numbers = `(SELECT a.n + 20 * b.n + 400 * c.n AS n FROM digits a JOIN digits b JOIN digits c) AS numbers`;
    const prefix = encode(new Date(NOW.getTime() - DAY));
    await database.query(
      `INSERT INTO outbox (event_id, type, order_id, version, data, occurred_at, relayed_at, next_attempt_at)
       SELECT CONCAT('${prefix}', LPAD(n, 16, '0')), 'order.completed', n, 1, '{}', NOW(), NOW(), NOW()
       FROM ${numbers}`,
    );
    await database.query(
      `INSERT INTO event_inbox SELECT 'a', CONCAT('${prefix}', LPAD(n, 16, '0')), NOW() FROM ${numbers}`,
    );
    await database.query('ANALYZE TABLE outbox, event_inbox');
    const transactions = {
      run: (work: (tx: EntityManager) => unknown) => work(source.manager),
    } as unknown as Transactions;
    const { retention: config } = readSettings(environment);
    const made = new EventRetention(transactions, repository, config, clock);
    const asked = noteStatements(source);
    await made.pruneInbox();
    await made.pruneEvents();
    const plans = await Promise.all(asked.map((one) => plan(one)));
    expect(plans).toEqual([
      { key: 'PRIMARY', isShort: true },
      { key: 'PRIMARY', isShort: true },
      { key: 'uq_outbox_event_id', isShort: true },
    ]);
  });
});

async function plan({ sql, parameters }: { sql: string; parameters: unknown[] }) {
  const { key, rows } = await explain(database, sql, parameters);
  return { key, isShort: rows < 50 };
}
