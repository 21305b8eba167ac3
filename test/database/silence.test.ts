import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { databaseTrouble, DatabaseUnavailable } from '../../src/database/database-trouble.js';
import { PreparedReads } from '../../src/database/batching/prepared-reads.js';
import { Transactions } from '../../src/database/transactions.js';
import { systemChance } from '../../src/kernel/chance.js';
import { type CuttableProxy, openProxy } from '../support/cuttable-proxy.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

const SILENCE_MS = 1_500;
/** What is answered within this was not left to TCP. */
const SOON_MS = 60_000;

let database: FreshDatabase;
let proxy: CuttableProxy;
let source: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  await database.query('CREATE TABLE notes (name VARCHAR(20) PRIMARY KEY)');
});
afterAll(() => database.drop());

beforeEach(async () => {
  const url = new URL(database.url);
  proxy = await openProxy(Number(url.port));
  url.port = String(proxy.port);
  source = await connect(url.href);
});
afterEach(async () => {
  await source.destroy();
  await proxy.close();
});

async function connect(url: string): Promise<DataSource> {
  const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL: url, DATABASE_POOL: '1' });
  const limits = { silenceTimeoutMs: SILENCE_MS };
  return new DataSource(dataSourceOptions({ ...settings.database, ...limits })).initialize();
}

async function connectionId(from = source): Promise<string> {
  const [row]: { id: string }[] = await from.query('SELECT CONNECTION_ID() AS id');
  return String(row?.id);
}

async function troubleOf(work: Promise<unknown>) {
  const started = performance.now();
  const [ended] = await Promise.allSettled([work]);
  expect(performance.now() - started).toBeLessThan(SOON_MS);
  return ended.status === 'rejected' ? databaseTrouble(ended.reason) : null;
}

describe('a connection that owes an answer and is silent', () => {
  it.each([
    ['a statement', () => source.query('SELECT 1')],
    ['a prepared one', () => new PreparedReads(source).rows('SELECT 1', [])],
  ])('is given up: %s', async (_, ask) => {
    const before = await connectionId();
    proxy.freeze();
    const trouble = await troubleOf(ask());
    expect(trouble?.problem).toBeInstanceOf(DatabaseUnavailable);
    // Who asks has waited for long already.
    expect(trouble?.again).toBe(false);
    proxy.heal();
    expect(await connectionId()).not.toBe(before);
  });

  it('is given up also when it was idle for long before', async () => {
    await connectionId();
    await pause(SILENCE_MS * 2);
    proxy.freeze();
    expect((await troubleOf(source.query('SELECT 1')))?.again).toBe(false);
  });

  it('makes a transaction end as one of which nobody knows whether it was committed', async () => {
    let tries = 0;
    const work = new Transactions(source, systemChance).run(async (tx) => {
      tries += 1;
      await tx.query("INSERT INTO notes VALUES ('in doubt')");
      proxy.freeze();
    });
    await expect(work).rejects.toThrow(DatabaseUnavailable);
    expect(tries).toBe(1);
    proxy.heal();
    // Here the request to commit was lost, and not its answer: the server takes all of it back.
    const notes = async (): Promise<unknown[]> => source.query('SELECT name FROM notes FOR UPDATE');
    expect(await notes()).toEqual([]);
  });
});

describe('a connection is kept', () => {
  it('that owes nothing, however long it is idle', async () => {
    const before = await connectionId();
    await pause(SILENCE_MS * 2);
    expect(await connectionId()).toBe(before);
  });

  it('whose answer takes longer than that, and keeps coming', async () => {
    const started = performance.now();
    const rows: unknown[] = await source.query(
      `WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 32)
       SELECT SLEEP(0.1), REPEAT('x', 40000) FROM numbers`,
    );
    expect(rows).toHaveLength(32);
    expect(performance.now() - started).toBeGreaterThan(SILENCE_MS * 2);
  });

  it('when this process stood still while the answer came', async () => {
    const direct = await connect(database.url);
    try {
      const before = await connectionId(direct);
      const asking = connectionId(direct);
      // The statement leaves before the process stands still.
      await new Promise((resolve) => setImmediate(resolve));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SILENCE_MS * 2);
      expect(await asking).toBe(before);
    } finally {
      await direct.destroy();
    }
  });
});
