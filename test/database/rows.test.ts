import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { DataSource, type EntityManager } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { systemChance } from '../../src/kernel/chance.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import {
  insertRows,
  insertWithIds,
  type NewId,
  type Row,
} from '../../src/database/batching/rows.js';
import { setClause } from '../../src/database/batching/set-clauses.js';
import { INSTANT_PLACE, PLAIN_PLACE } from '../../src/database/places.js';
import { pipelineStatements } from '../../src/database/batching/statement-pipeline.js';
import { Transactions } from '../../src/database/transactions.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';

let database: FreshDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  await database.query('CREATE TABLE notes (id INT AUTO_INCREMENT PRIMARY KEY, text LONGTEXT)');
  await database.query(
    'CREATE TABLE books (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) UNIQUE, after BIGINT)',
  );
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

interface Book {
  readonly name: string;
  readonly after?: NewId;
}

const plan = {
  table: 'books',
  unique: 'name',
  rowOf: ({ name, after }: Book) => ({ name, after: after ?? null }),
};

/** Inserts books, and for each one another that comes after it, and answers the ids of the first ones. */
async function insertPairs(tx: EntityManager, names: readonly string[]): Promise<string[]> {
  const first = insertWithIds(
    tx,
    plan,
    names.map((name) => ({ name })),
  );
  const second = insertWithIds(
    tx,
    plan,
    first.made.map(({ name, id }) => ({ name: `after ${name}`, after: id })),
  );
  await first.done;
  await second.done;
  return first.made.map(({ id }) => id.known);
}

const booksOf = (ids: readonly string[]) =>
  Promise.all(
    ids.map(async (id) => {
      const [book] = await database.query<Book>('SELECT name FROM books WHERE id = ?', [id]);
      const [next] = await database.query<Book>('SELECT name FROM books WHERE after = ?', [id]);
      return [book?.name, next?.name];
    }),
  );

describe('rows whose ids are wanted', () => {
  const names = ['a', 'b', 'c', 'd'];
  const pairs = names.map((name) => [name, `after ${name}`]);
  // From 1 again.
  afterEach(() => database.query('TRUNCATE TABLE books'));

  it.each([1, 4])('are named by rows behind them, %i at once', async (count) => {
    const ids = await source.transaction((tx) => insertPairs(tx, names.slice(0, count)));
    expect(await booksOf(ids)).toEqual(pairs.slice(0, count));
  });

  it('are named by rows behind others of the same table', async () => {
    const ids = await source.transaction(async (tx) => {
      const first = insertWithIds(tx, plan, [{ name: 'a' }, { name: 'b' }]);
      const others = insertWithIds(tx, plan, [{ name: 'x' }, { name: 'y' }]);
      const after = first.made.map(({ name, id }) => ({ name: `after ${name}`, after: id }));
      const second = insertWithIds(tx, plan, after);
      await Promise.all([first.done, others.done, second.done]);
      return first.made.map(({ id }) => id.known);
    });
    expect(await booksOf(ids)).toEqual(pairs.slice(0, 2));
  });

  it('have their own where ids go up by more than one, as in a cluster', async () => {
    const ids = await source.transaction(async (tx) => {
      await tx.query('SET SESSION auto_increment_increment = 7, auto_increment_offset = 3');
      try {
        return await insertPairs(tx, names);
      } finally {
        await tx.query('SET SESSION auto_increment_increment = 1, auto_increment_offset = 1');
      }
    });
    expect(ids.map((id) => Number(id) % 7)).toEqual([3, 3, 3, 3]);
    expect(await booksOf(ids)).toEqual(pairs);
  });

  it('are not known before the server has answered', async () => {
    await source.transaction(async (tx) => {
      const { made, done } = insertWithIds(tx, plan, [{ name: 'a' }]);
      expect(() => made[0]?.id.known).toThrow('no id yet');
      await done;
    });
  });

  it('are exact beyond the whole numbers of JavaScript', async () => {
    await database.query('ALTER TABLE books AUTO_INCREMENT = 9007199254740993');
    const ids = await source.transaction((tx) => insertPairs(tx, names));
    expect(ids).toEqual([993, 994, 995, 996].map((end) => `9007199254740${end}`));
    expect(await booksOf(ids)).toEqual(pairs);
  });

  it.each([103, 500])('are refused when ids leap, here to %i', async (leap) => {
    await database.query('ALTER TABLE books AUTO_INCREMENT = 100');
    const rowOf = ({ name }: Book) => ({ id: name === 'b' ? leap : null, name });
    const books = names.map((name) => ({ name }));
    const work = source.transaction((tx) => insertWithIds(tx, { ...plan, rowOf }, books).done);
    await expect(work).rejects.toThrow('the ids of 4 new rows of books do not follow each other');
  });

  it('keep their own when the distance changes before the next ones, as a node leaves a cluster', async () => {
    const ids = await source.transaction(async (tx) => {
      const first = insertWithIds(
        tx,
        plan,
        names.map((name) => ({ name })),
      );
      const leaving = tx.query('SET SESSION auto_increment_increment = 7');
      const others = insertWithIds(tx, plan, [{ name: 'x' }, { name: 'y' }]);
      const after = first.made.map(({ name, id }) => ({ name: `after ${name}`, after: id }));
      const second = insertWithIds(tx, plan, after);
      await Promise.all([first.done, leaving, others.done, second.done]);
      await tx.query('SET SESSION auto_increment_increment = 1');
      return first.made.map(({ id }) => id.known);
    });
    expect(await booksOf(ids)).toEqual(pairs);
  });

  it('are inserted again when the distance changed while they were', async () => {
    const transactions = new Transactions(source, { fraction: () => 0 });
    let tries = 0;
    const ids = await transactions.run(async (tx) => {
      tries += 1;
      const query = tx.query.bind(tx);
      jest.spyOn(tx, 'query').mockImplementation(((sql: string, values?: unknown[]) => {
        // Behind the rows, and before anybody has looked at the distance.
        const isBetween = tries === 1 && sql.startsWith('SET @first_id');
        if (isBetween) void query('SET SESSION auto_increment_increment = 7');
        return query(sql, values);
      }) as typeof tx.query);
      const inserted = await insertPairs(tx, names);
      await query('SET SESSION auto_increment_increment = 1');
      return inserted;
    });
    expect(tries).toBe(2);
    expect(await booksOf(ids)).toEqual(pairs);
    expect(await database.query('SELECT COUNT(*) AS n FROM books')).toMatchObject([{ n: '8' }]);
  });
});

describe('rows whose ids are wanted where each statement has a trip of its own', () => {
  const names = ['a', 'b', 'c', 'd'];
  let single: DataSource;
  let transactions: Transactions;

  beforeAll(async () => {
    const env = { DATABASE_URL: database.url, DATABASE_MULTI_STATEMENTS: 'false' };
    const settings = readSettings({ NODE_ENV: 'test', ...env });
    single = await new DataSource(dataSourceOptions(settings.database)).initialize();
    transactions = new Transactions(single, systemChance);
  });
  afterEach(() => database.query('TRUNCATE TABLE books'));
  afterAll(() => single.destroy());

  it.each([
    [1, 1, 1],
    [4, 1, 1],
    [4, 7, 3],
  ])('are named by rows behind them, %i at once, %i apart', async (count, step, offset) => {
    const pairs = names.map((name) => [name, `after ${name}`]);
    const ids = await transactions.run(async (tx) => {
      const apart = `auto_increment_increment = ${step}, auto_increment_offset = ${offset}`;
      await tx.query(`SET SESSION ${apart}`);
      try {
        return await insertPairs(tx, names.slice(0, count));
      } finally {
        await tx.query('SET SESSION auto_increment_increment = 1, auto_increment_offset = 1');
      }
    });
    expect(ids.map((id) => Number(id) % step)).toEqual(ids.map(() => offset % step));
    expect(await booksOf(ids)).toEqual(pairs.slice(0, count));
  });

  it('are refused when ids leap', async () => {
    await database.query('ALTER TABLE books AUTO_INCREMENT = 100');
    const rowOf = ({ name }: Book) => ({ id: name === 'b' ? 103 : null, name });
    const books = names.map((name) => ({ name }));
    // Not by Transactions, which would try it again.
    const runner = single.createQueryRunner();
    pipelineStatements(runner);
    const work = (tx: EntityManager) => insertWithIds(tx, { ...plan, rowOf }, books).done;
    await expect(runner.manager.transaction(work)).rejects.toThrow(
      'the ids of 4 new rows of books do not follow each other',
    );
    await runner.release();
  });
});

describe('what an update of several rows sets', () => {
  const at = (text: string) => new Date(`2026-11-29T${text}Z`);

  it('is given once where it is the same for all, and by the id where it is not', () => {
    const columns = [
      { name: 'state', place: PLAIN_PLACE, values: ['PAID', 'PAID'] },
      { name: 'paid_at', place: INSTANT_PLACE, values: [at('10:00:00'), at('11:00:00')] },
      { name: 'closed_at', place: INSTANT_PLACE, values: [at('12:00:00'), at('12:00:00')] },
    ];
    const branch = 'WHEN CAST(? AS UNSIGNED) THEN CAST(? AS DATETIME(3))';
    expect(setClause(['7', '8'], columns)).toEqual({
      sql: `state = ?, paid_at = CASE id ${branch} ${branch} END, closed_at = ?`,
      params: ['PAID', '7', at('10:00:00'), '8', at('11:00:00'), at('12:00:00')],
    });
  });
});
