import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { DatabaseUnavailable } from '../../src/database/database-trouble.js';
import { Transactions } from '../../src/database/transactions.js';
import { systemChance } from '../../src/kernel/chance.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { until } from '../support/until.js';

const ENDLESS = `SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b,
  information_schema.columns c`;

/** As MariaDB and as MySQL have it. */
const WITHOUT_LIMIT = `SET @patient = 1 /*M!100100 , max_statement_time = 0 */
  /*!80000 , max_execution_time = 0 */`;

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

it('a statement that somebody kills is told as the trouble of the database, once', async () => {
  const transactions = new Transactions(source, systemChance);
  let tries = 0;
  const work = transactions.run(async (tx) => {
    tries += 1;
    await tx.query(WITHOUT_LIMIT);
    const [{ id } = { id: 0 }] = await tx.query<{ id: number }[]>('SELECT CONNECTION_ID() AS id');
    const killed = tx.query(ENDLESS);
    await until('the statement runs', async () => {
      const rows = await database.query(
        "SELECT id FROM information_schema.processlist WHERE id = ? AND info LIKE '%COUNT%'",
        [id],
      );
      return rows.length > 0;
    });
    await database.query(`KILL QUERY ${id}`);
    await killed;
  });
  await expect(work).rejects.toThrow(DatabaseUnavailable);
  expect(tries).toBe(1);
});
