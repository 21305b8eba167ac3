import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { Transactions } from '../../src/database/transactions.js';
import type { BatchOutcome } from '../../src/database/batching/batcher.js';
import { systemChance } from '../../src/kernel/chance.js';
import { freshSource } from '../support/database.js';

type Request = 'bad' | 'held' | 'free';

const { database, source, close } = await freshSource({ DATABASE_LOCK_WAIT_SECONDS: '1' });

beforeAll(async () => {
  await database.query('CREATE TABLE things (name VARCHAR(10) PRIMARY KEY, uses INT NOT NULL)');
  await database.query("INSERT INTO things VALUES ('held', 0), ('free', 0)");
});
afterAll(close);

async function useAll(
  tx: EntityManager,
  requests: readonly Request[],
): Promise<BatchOutcome<Request>[]> {
  if (requests.includes('bad')) throw new Error('bad');
  await tx.query('UPDATE things SET uses = uses + 1 WHERE name IN (?)', [requests]);
  return requests.map((value) => ({ ok: true, value }));
}

it('one that waits for a row, apart from a bad neighbour, keeps none of the others waiting', async () => {
  const shared = new Transactions(source, systemChance).shared(
    useAll,
    (request: Request) => request,
  );
  const holder = source.createQueryRunner();
  await holder.startTransaction();
  await holder.query("UPDATE things SET uses = uses WHERE name = 'held'");
  let isHeldAnswered = false;
  const bad = shared.run('bad');
  const held = shared.run('held').finally(() => {
    isHeldAnswered = true;
  });
  const free = shared.run('free');
  try {
    await expect(bad).rejects.toThrow('bad');
    expect(await free).toBe('free');
    expect(isHeldAnswered).toBe(false);
  } finally {
    await holder.rollbackTransaction();
    await holder.release();
  }
  expect(await held).toBe('held');
  expect(await database.query('SELECT uses FROM things')).toEqual([{ uses: 1 }, { uses: 1 }]);
});

it('is tried seven times, with a pause as long as chance says before each but the first', async () => {
  let tries = 0;
  let falls = 0;
  const chance = {
    fraction: () => {
      falls += 1;
      return 0;
    },
  };
  const deadlocked = new Transactions(source, chance).run(() => {
    tries += 1;
    return Promise.reject(Object.assign(new Error('Deadlock found'), { errno: 1213 }));
  });
  await expect(deadlocked).rejects.toMatchObject({ slug: 'database-unavailable' });
  expect([tries, falls]).toEqual([7, 6]);
});

it('is not tried again after 15 seconds: nobody would wait for the answer', async () => {
  let tries = 0;
  const now = jest.spyOn(performance, 'now').mockImplementation(() => tries * 5_000);
  const held = new Transactions(source, { fraction: () => 0 }).run(() => {
    tries += 1;
    return Promise.reject(Object.assign(new Error('Lock wait timeout'), { errno: 1205 }));
  });
  await expect(held).rejects.toMatchObject({ slug: 'database-unavailable' });
  now.mockRestore();
  expect(tries).toBe(3);
});
