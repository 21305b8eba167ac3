import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import type { BatchOutcome } from '../../src/database/batching/batcher.js';
import { JointBatches, workTogether } from '../../src/database/batching/joint-batches.js';
import { Transactions } from '../../src/database/transactions.js';
import { systemChance } from '../../src/kernel/chance.js';
import { freshSource } from '../support/database.js';

const { database, source, close } = await freshSource();

beforeAll(async () => {
  await database.query('CREATE TABLE cups (name VARCHAR(10) PRIMARY KEY)');
  await database.query('CREATE TABLE spoons (name VARCHAR(10) PRIMARY KEY)');
});
afterAll(close);

interface Seen {
  readonly tx: EntityManager;
  readonly requests: readonly string[];
  readonly isShared: boolean;
}

function kitchen() {
  const transactions = new Transactions(source, systemChance);
  const batches = new JointBatches(transactions.shared(workTogether, ({ key }) => key));
  const seen: Seen[] = [];
  const kindOf = (table: string) =>
    batches.kind(
      async (
        tx,
        requests: readonly string[],
        isShared: boolean,
      ): Promise<BatchOutcome<string>[]> => {
        seen.push({ tx, requests, isShared });
        await tx.query(`INSERT INTO ${table} (name) VALUES ?`, [requests.map((name) => [name])]);
        return requests.map((name) =>
          name === 'refused'
            ? { ok: false, error: new Error(`no ${name}`) }
            : { ok: true, value: `${table} ${name}` },
        );
      },
      (name) => name,
    );
  return { seen, putCup: kindOf('cups'), putSpoon: kindOf('spoons') };
}

it('requests of two kinds share a transaction, and each has its own outcome', async () => {
  const { seen, putCup, putSpoon } = kitchen();
  const all = [putCup('one'), putSpoon('one'), putCup('refused'), putSpoon('two')];
  const outcomes = await Promise.allSettled(all);
  expect(outcomes.map((one) => (one.status === 'fulfilled' ? one.value : null))).toEqual([
    'cups one',
    'spoons one',
    null,
    'spoons two',
  ]);
  expect(seen.map(({ requests }) => requests)).toEqual([
    ['one', 'refused'],
    ['one', 'two'],
  ]);
  expect(seen.every(({ tx, isShared }) => tx === seen[0]?.tx && isShared)).toBe(true);
});

it('one alone shares with nobody', async () => {
  const { seen, putCup } = kitchen();
  expect(await putCup('alone')).toBe('cups alone');
  expect(seen.map(({ isShared }) => isShared)).toEqual([false]);
});

it('one kind that fails leaves no trace, and those of the other are done without it', async () => {
  const { putCup, putSpoon } = kitchen();
  const taken = putCup('one');
  const others = [putSpoon('three'), putSpoon('four')];
  await expect(taken).rejects.toMatchObject({ code: 'ER_DUP_ENTRY' });
  expect(await Promise.all(others)).toEqual(['spoons three', 'spoons four']);
  const spoons: { name: string }[] = await database.query('SELECT name FROM spoons');
  expect(spoons.map(({ name }) => name)).toEqual(['four', 'one', 'three', 'two']);
});
