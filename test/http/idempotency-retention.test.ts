import { afterAll, describe, expect, it } from '@jest/globals';
import { readSettings } from '../../config/settings.js';
import { Transactions } from '../../src/database/transactions.js';
import { IdempotencyKeyEntity } from '../../src/http/idempotency/idempotency-key.entity.js';
import { IdempotencyRetention } from '../../src/http/idempotency/idempotency-retention.service.js';
import { systemChance } from '../../src/kernel/chance.js';
import { freshSource } from '../support/database.js';

const NOW = new Date('2031-01-08T00:00:00Z');

const { database, source, close } = await freshSource({}, [IdempotencyKeyEntity]);

afterAll(close);

function retention(): IdempotencyRetention {
  const { retention: config } = readSettings({ IDEMPOTENCY_KEY_DAYS: '7' });
  return new IdempotencyRetention(new Transactions(source, systemChance), config, {
    now: () => NOW,
  });
}

async function key(name: string, createdAt: string): Promise<void> {
  await database.query(
    `INSERT INTO idempotency_keys (scope, idempotency_key, route, body_hash, status, answer, created_at)
     VALUES ('user:1', ?, 'r', '', 201, '{}', ?)`,
    [name, new Date(createdAt)],
  );
}

async function kept(): Promise<string[]> {
  const rows = await database.query<{ idempotency_key: string }>(
    'SELECT idempotency_key FROM idempotency_keys ORDER BY id',
  );
  return rows.map((row) => row.idempotency_key);
}

describe('answers to idempotency keys', () => {
  it('go by their age, in batches', async () => {
    for (let n = 0; n < 501; n += 1) await key(`old ${n}`, '2030-12-31T23:59:59.999Z');
    await key('young', '2031-01-01T00:00:00.000Z');
    expect(await retention().prune()).toBe(500);
    expect(await retention().prune()).toBe(1);
    expect(await retention().prune()).toBe(0);
    expect(await kept()).toEqual(['young']);
  });

  it('are passed over while another worker removes them', async () => {
    await key('old', '2030-01-01T00:00:00Z');
    const other = source.createQueryRunner();
    await other.startTransaction();
    await other.query("SELECT id FROM idempotency_keys WHERE idempotency_key = 'old' FOR UPDATE");
    expect(await retention().prune()).toBe(0);
    await other.rollbackTransaction();
    await other.release();
    expect(await retention().prune()).toBe(1);
  });
});
