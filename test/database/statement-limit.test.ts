import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { DatabaseUnavailable } from '../../src/database/database-trouble.js';
import { Transactions } from '../../src/database/transactions.js';
import { systemChance } from '../../src/kernel/chance.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

const ENDLESS = `SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b,
  information_schema.columns c`;

let database: FreshDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  const { database: config } = readSettings({ NODE_ENV: 'test', DATABASE_URL: database.url });
  const options = dataSourceOptions({ ...config, statementTimeoutMs: 100 });
  source = await new DataSource(options).initialize();
});

afterAll(async () => {
  await source.destroy();
  await database.drop();
});

it('a statement that the server ends because it takes too long is told as its trouble, once', async () => {
  const transactions = new Transactions(source, systemChance);
  let tries = 0;
  const work = transactions.run((tx) => {
    tries += 1;
    return tx.query(ENDLESS);
  });
  await expect(work).rejects.toThrow(DatabaseUnavailable);
  expect(tries).toBe(1);
});
