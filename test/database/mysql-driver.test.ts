import { expect, it } from '@jest/globals';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { databaseTrouble } from '../../src/database/database-trouble.js';
import { sessionStatements } from '../../src/database/mysql-driver.js';
import { freshDatabase, testDatabaseUrl } from '../support/database.js';

it.each([
  [
    'that escapes without backslashes',
    "SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_BACKSLASH_ESCAPES')",
  ],
  // As `init_connect` or a server that does not listen to its clients would have it.
  ['that reads two bytes as a character', 'SET NAMES gbk'],
])('on a server %s, no value ends in a statement', async (_, habit) => {
  const connection = await createConnection({ uri: testDatabaseUrl(), multipleStatements: true });
  try {
    await connection.query(habit);
    for (const statement of sessionStatements({ statementTimeoutMs: 5_000, lockWaitSeconds: 5 })) {
      await connection.query(statement);
    }
    const value = "中'; SELECT 'stolen 🛒'; -- ";
    const [rows] = await connection.query<RowDataPacket[]>('SELECT ? AS said, @@sql_mode AS mode', [
      value,
    ]);
    expect(rows).toEqual([{ said: value, mode: expect.stringContaining('STRICT_TRANS_TABLES') }]);
  } finally {
    await connection.end();
  }
});

it('on a server that is not strict, no sum is kept as another', async () => {
  const database = await freshDatabase();
  const connection = await createConnection({ uri: database.url });
  try {
    await connection.query("SET SESSION sql_mode = ''");
    for (const statement of sessionStatements({ statementTimeoutMs: 5_000, lockWaitSeconds: 5 })) {
      await connection.query(statement);
    }
    await connection.query('CREATE TEMPORARY TABLE sums (sum DECIMAL(4,2)) ENGINE = InnoDB');
    const keeping = connection.query("INSERT INTO sums VALUES ('123.45')");
    await expect(keeping).rejects.toMatchObject({ code: 'ER_WARN_DATA_OUT_OF_RANGE' });
  } finally {
    await connection.end();
    await database.drop();
  }
});

it('a connection that is refused what it is told first is one that was lost', async () => {
  const { database } = readSettings({ NODE_ENV: 'test', DATABASE_URL: testDatabaseUrl() });
  const source = new DataSource(dataSourceOptions({ ...database, lockWaitSeconds: Number.NaN }));
  const [ended] = await Promise.allSettled([source.initialize()]);
  expect(ended.status === 'rejected' && databaseTrouble(ended.reason)?.again).toBe(true);
});
