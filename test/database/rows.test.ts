import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { insertRows, type Row } from '../../src/database/rows.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

let database: FreshDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  await database.query('CREATE TABLE notes (id INT AUTO_INCREMENT PRIMARY KEY, text LONGTEXT)');
  const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL: database.url });
  source = await new DataSource(dataSourceOptions(settings.database)).initialize();
});

afterAll(async () => {
  await source.destroy();
  await database.drop();
});

/** Inserts texts, and answers the first id and how many statements that took. */
async function insert(texts: readonly string[]): Promise<{ firstId: string; statements: number }> {
  return source.transaction(async (tx: EntityManager) => {
    const query = jest.spyOn(tx, 'query');
    const rows: Row[] = texts.map((text) => ({ text }));
    const firstId = await insertRows(tx, 'notes', rows);
    return { firstId, statements: query.mock.calls.length };
  });
}

async function kept(firstId: string): Promise<string[]> {
  const sql = 'SELECT text FROM notes WHERE id >= ? ORDER BY id';
  return (await database.query<{ text: string }>(sql, [firstId])).map(({ text }) => text);
}

describe('rows', () => {
  it('that are more than the server takes at once are inserted all the same, in their order', async () => {
    const [limit] = await database.query<{ bytes: number }>('SELECT @@max_allowed_packet AS bytes');
    // A quotation mark takes two bytes in a statement, a Chinese character three.
    const length = 40_000;
    const many = Math.ceil(Number(limit?.bytes) / (length * 2)) + 10;
    for (const character of ['"', '红']) {
      const texts = Array.from({ length: many }, (_, n) => `${n}${character.repeat(length)}`);
      const { firstId, statements } = await insert(texts);
      expect(statements).toBeGreaterThan(3);
      const found = await kept(firstId);
      expect(found.map((text) => Number.parseInt(text))).toEqual(texts.map((_, n) => n));
      expect(found.at(-1)).toBe(texts.at(-1));
      await database.query('DELETE FROM notes');
    }
  });

  it('that are short go by one statement, however many', async () => {
    const { firstId, statements } = await insert(
      Array.from({ length: 5_000 }, (_, n) => String(n)),
    );
    expect(statements).toBe(1);
    expect(await kept(firstId)).toHaveLength(5_000);
  });

  it('of one batch are inserted by one statement, for all or none of them must be', async () => {
    const { statements } = await insert(Array.from({ length: 64 }, () => 'x'.repeat(70_000)));
    expect(statements).toBe(1);
  });
});
