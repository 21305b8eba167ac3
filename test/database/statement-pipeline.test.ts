import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DataSource, type QueryRunner } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { isDuplicateKey } from '../../src/database/database-trouble.js';
import { pipelineStatements } from '../../src/database/batching/statement-pipeline.js';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

let database: FreshDatabase;
let source: DataSource;
let runner: QueryRunner;
/** What went to the server, each as it was sent. */
let sent: string[];
/** What the server refuses when it is sent alone. */
let fails: string | null;

beforeAll(async () => {
  database = await freshDatabase();
  const settings = readSettings({ NODE_ENV: 'test', DATABASE_URL: database.url });
  source = await new DataSource(dataSourceOptions(settings.database)).initialize();
  await database.query('CREATE TABLE trips (id INT PRIMARY KEY, name VARCHAR(40)) ENGINE = InnoDB');
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

beforeEach(async () => {
  await database.query('DELETE FROM trips');
  runner = source.createQueryRunner();
  sent = [];
  fails = null;
  const query = runner.query.bind(runner) as (sql: string, ...more: unknown[]) => Promise<never>;
  runner.query = (sql: string, ...more: unknown[]) => {
    sent.push(sql);
    return sql === fails ? Promise.reject(new Error('failed')) : query(sql, ...more);
  };
  pipelineStatements(runner);
});
afterEach(() => runner.release());

const add = (id: number, name: string): Promise<{ affectedRows: number }> =>
  runner.query('INSERT INTO trips (id, name) VALUES (?, ?)', [id, name]);
const kept = () => database.query<{ id: number; name: string }>('SELECT * FROM trips ORDER BY id');
const say = (value: unknown): Promise<unknown> => runner.query('SELECT ? AS said', [value]);

describe('statements that are asked for together', () => {
  it('go in one trip with the beginning of their transaction, and each gets its own result', async () => {
    await runner.startTransaction();
    const [said, added, read] = await Promise.all([
      say('one'),
      add(1, 'a'),
      runner.query('SELECT id, name FROM trips WHERE id IN (?)', [[1, 2]]),
    ]);
    expect(said).toEqual([{ said: 'one' }]);
    expect(added.affectedRows).toBe(1);
    expect(read).toEqual([{ id: 1, name: 'a' }]);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatch(/^START TRANSACTION;\nSELECT \? AS said;\nINSERT/u);
    expect(await kept()).toEqual([]);
    await runner.commitTransaction();
    expect(sent.slice(1)).toEqual(['COMMIT']);
    expect(await kept()).toEqual([{ id: 1, name: 'a' }]);
  });

  it('go together even if one of them was reached by a longer way', async () => {
    const later = async () => {
      for (let step = 0; step < 20; step += 1) await Promise.resolve();
      return say('late');
    };
    expect(await Promise.all([say('soon'), later()])).toEqual([
      [{ said: 'soon' }],
      [{ said: 'late' }],
    ]);
    expect(sent).toHaveLength(1);
  });

  it('all fail with the one that fails, those behind it undone, and the transaction can go on', async () => {
    await runner.startTransaction();
    await add(1, 'a');
    const errors = await Promise.allSettled([say('x'), add(1, 'again'), add(2, 'behind')]);
    for (const one of errors) {
      expect(one.status === 'rejected' && isDuplicateKey(one.reason)).toBe(true);
    }
    await add(3, 'c');
    await runner.commitTransaction();
    expect((await kept()).map(({ id }) => id)).toEqual([1, 3]);
  });

  it('that come while others are under way go next, in their order', async () => {
    const first = say('first');
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    expect(await Promise.all([first, say('second'), say('third')])).toEqual(
      ['first', 'second', 'third'].map((said) => [{ said }]),
    );
    expect(sent).toHaveLength(2);
  });
});

describe('a statement', () => {
  it('with a question mark of its own takes no value of a neighbour', async () => {
    const asked = await Promise.all([
      say('before'),
      runner.query("SELECT 'really?' AS said"),
      say('after'),
    ]);
    expect(asked).toEqual(['before', 'really?', 'after'].map((said) => [{ said }]));
  });

  it('with too few values takes none of a neighbour', async () => {
    const asked = await Promise.allSettled([
      runner.query('INSERT INTO trips (id, name) VALUES (?, ?)', [1]),
      add(2, 'b'),
    ]);
    expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await kept()).toEqual([]);
  });

  it('of the ORM gets its kind of result', async () => {
    const insert = runner.manager.createQueryBuilder().insert().into('trips', ['id', 'name']);
    const [, { raw }] = await Promise.all([
      add(1, 'a'),
      insert.values({ id: 2, name: 'b' }).execute(),
      add(3, 'c'),
    ]);
    expect(raw).toMatchObject({ affectedRows: 1 });
    expect((await kept()).map(({ id }) => id)).toEqual([1, 2, 3]);
  });
});

describe('a transaction without a statement', () => {
  it('begins and ends', async () => {
    await runner.startTransaction();
    await runner.commitTransaction();
    expect(sent).toEqual(['START TRANSACTION;\nCOMMIT']);
  });
});

describe('what is asked for beside a part that fails', () => {
  const soon = async (): Promise<void> => {
    for (let step = 0; step < 50; step += 1) await Promise.resolve();
  };
  const refuse = (): never => {
    throw new Error('refused');
  };
  /** Ends without a trace; what was left behind on the connection would be kept by the next beginning. */
  const undone = async (work: () => Promise<unknown>): Promise<void> => {
    const [ended] = await Promise.allSettled([runner.manager.transaction(work)]);
    expect(ended.status).toBe('rejected');
    await runner.release();
    await source.transaction(() => Promise.resolve());
  };

  it('does not slip behind the rollback, where it would be kept', async () => {
    const late = () => say('x').then(soon);
    await undone(() => Promise.all([add(1, 'a').then(refuse), late().then(() => add(2, 'late'))]));
    expect(await kept()).toEqual([]);
  });

  it('does not keep the rollback from being done by failing before it', async () => {
    await undone(() =>
      Promise.all([add(1, 'a').then(refuse), say('x').then(() => add(1, 'concurrent duplicate'))]),
    );
    expect(await kept()).toEqual([]);
  });

  it('is not carried out after a deadlock, which has ended the transaction already', async () => {
    await database.query("INSERT INTO trips VALUES (1, ''), (2, ''), (3, ''), (4, '')");
    const change = (one: QueryRunner, ids: number[]) =>
      one.query("UPDATE trips SET name = 'changed' WHERE id IN (?)", [ids]);
    const other = source.createQueryRunner();
    // It has changed more, so the server gives it the right of way.
    await other.startTransaction();
    await change(other, [2, 3, 4]);
    await undone(async () => {
      await change(runner, [1]);
      const second = change(other, [1]);
      const behind = change(runner, [2]).then(() => undefined);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      await Promise.allSettled([behind, add(5, 'behind'), second]);
      await behind;
    });
    await other.rollbackTransaction();
    await other.release();
    expect((await kept()).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });

  it('is not carried out when the beginning failed', async () => {
    fails = 'START TRANSACTION';
    const insert = runner.manager.createQueryBuilder().insert().into('trips', ['id', 'name']);
    await undone(() => insert.values({ id: 1, name: 'a' }).execute());
    expect(await kept()).toEqual([]);
  });

  it('is not kept by the next transaction when the rollback failed', async () => {
    fails = 'ROLLBACK';
    await undone(() => add(1, 'a').then(refuse));
    expect(await kept()).toEqual([]);
  });
});
