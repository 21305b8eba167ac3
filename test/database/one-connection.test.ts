import { afterAll, expect, it } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { PreparedReads } from '../../src/database/batching/prepared-reads.js';
import { Transactions } from '../../src/database/transactions.js';
import { systemChance } from '../../src/kernel/chance.js';
import { freshSource } from '../support/database.js';
import { watchConnections } from '../support/one-connection.js';

const { source, close } = await freshSource();
afterAll(close);

const READ = 'SELECT 1 AS one';
const transactions = new Transactions(source, systemChance);
const asked = watchConnections({
  get: (kind: unknown) => (kind === DataSource ? source : transactions) as never,
});

/** What may be done within a transaction, and how many other connections that asks for. */
const WAYS: [string, number, (tx: EntityManager) => Promise<unknown>][] = [
  ['its own statements', 0, (tx) => tx.query(READ)],
  ['a statement of the pool', 1, () => source.query(READ)],
  ['a prepared read', 1, () => new PreparedReads(source).rows(READ, [])],
  ['another transaction', 1, () => transactions.run((tx) => tx.query(READ))],
];

it.each(WAYS)('of %s within a transaction, tests are told %d times', async (_, count, work) => {
  const before = asked.length;
  await transactions.run(work);
  await source.query(READ);
  expect(asked.length - before).toBe(count);
  expect(asked.slice(before).join()).toMatch(count === 0 ? /^$/ : /one-connection\.test/);
});
