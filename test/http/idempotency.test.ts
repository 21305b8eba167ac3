import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../src/database/transactions.js';
import { Idempotency } from '../../src/http/idempotency/idempotency.js';
import { IdempotencyRepository } from '../../src/http/idempotency/idempotency.repository.js';
import { systemChance } from '../../src/kernel/chance.js';
import { systemClock } from '../../src/kernel/clock.js';
import { systemIds } from '../../src/kernel/ids.js';
import { Problem } from '../../src/kernel/problem.js';
import { freshSource } from '../support/database.js';
import { aroundTransactions } from '../support/transactions.js';

const { database, source, close } = await freshSource();
const transactions = new Transactions(source, systemChance);
const idempotency = new Idempotency(
  transactions,
  source,
  new IdempotencyRepository(),
  systemClock,
  systemIds,
);

beforeAll(() =>
  database.query('CREATE TABLE effects (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(64))'),
);
afterAll(close);

const request = (key: string | null, body: unknown = { amount: '1.00' }) => ({
  scope: 'user:1',
  key,
  route: 'POST /orders',
  body,
});

/** Work with an effect that can be counted, and an answer that is different each time. */
const work = (name: string) => async (tx: EntityManager) => {
  await tx.query('INSERT INTO effects (name) VALUES (?)', [name]);
  return { status: 201, body: { id: randomUUID(), 名称: '中文', nothing: null } };
};
const effects = async (name: string) =>
  (await database.query('SELECT id FROM effects WHERE name = ?', [name])).length;
const slugOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof Problem ? `${error.kind} ${error.slug}` : String(error)),
  );

describe('one key', () => {
  it('has one effect and one answer, one request after the other', async () => {
    const key = randomUUID();
    const first = await idempotency.once(request(key), work(key));
    const again = await idempotency.once(request(key), work(key));
    expect(again).toEqual(first);
    expect(await effects(key)).toBe(1);
  });

  it('has one effect and one answer for twenty at once', async () => {
    const key = randomUUID();
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => idempotency.once(request(key), work(key))),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(await effects(key)).toBe(1);
  });

  it('with another body or route is refused', async () => {
    const key = randomUUID();
    await idempotency.once(request(key), work(key));
    const refused = 'unprocessable idempotency-key-reused';
    expect(await slugOf(idempotency.once(request(key, { amount: '2.00' }), work(key)))).toBe(
      refused,
    );
    const elsewhere = { ...request(key), route: 'POST /refunds' };
    expect(await slugOf(idempotency.once(elsewhere, work(key)))).toBe(refused);
    expect(await effects(key)).toBe(1);
  });

  it('belongs to its user, and its case counts', async () => {
    const key = `key-${randomUUID()}`;
    await idempotency.once(request(key), work(key));
    await idempotency.once({ ...request(key), scope: 'user:2' }, work(key));
    await idempotency.once(request(key.toUpperCase()), work(key));
    expect(await effects(key)).toBe(3);
  });

  it('keeps nothing of work that failed: it may be tried again', async () => {
    const key = randomUUID();
    const failing = async (tx: EntityManager): Promise<never> => {
      await work(key)(tx);
      throw new Problem('quote-expired');
    };
    expect(await slugOf(idempotency.once(request(key), failing))).toBe('conflict quote-expired');
    expect(await effects(key)).toBe(0);
    expect((await idempotency.once(request(key), work(key))).status).toBe(201);
    expect(await effects(key)).toBe(1);
  });

  it('passes on a duplicate that the work itself meets', async () => {
    const key = randomUUID();
    const meeting = async (tx: EntityManager): Promise<never> => {
      await tx.query('INSERT INTO effects (id, name) VALUES (100000, ?), (100000, ?)', [key, key]);
      throw new Error('not reached');
    };
    expect(await slugOf(idempotency.once(request(key), meeting))).toContain('Duplicate entry');
  });
});

describe('no key', () => {
  it('is an effect each time', async () => {
    const name = randomUUID();
    await idempotency.once(request(null), work(name));
    await idempotency.once(request(null), work(name));
    expect(await effects(name)).toBe(2);
  });

  it('is one effect in one call whose commit was done and not answered', async () => {
    const name = randomUUID();
    const undo = aroundTransactions(source, async (commit) => {
      undo();
      await commit();
      throw Object.assign(new Error('gone'), { code: 'PROTOCOL_CONNECTION_LOST' });
    });
    const reply = await idempotency.once(request(null), work(name));
    expect(reply).toMatchObject({ status: 201, body: { 名称: '中文' } });
    expect(await effects(name)).toBe(1);
  });
});

describe('remembered work', () => {
  it('may run more than once, but has one answer', async () => {
    const key = randomUUID();
    const ask = () =>
      idempotency.remember(request(key), () =>
        Promise.resolve({ status: 201, body: { link: randomUUID() } }),
      );
    const atOnce = await Promise.all([ask(), ask(), ask()]);
    expect(new Set([...atOnce, await ask()].map(({ body }) => body.link)).size).toBe(1);
  });
});
