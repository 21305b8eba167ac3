import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { isDuplicateKey } from '../../src/database/database-trouble.js';
import { Transactions } from '../../src/database/transactions.js';
import { systemChance } from '../../src/kernel/chance.js';
import { freshSource } from '../support/database.js';

const ACTS = [
  'add',
  'add by the ORM',
  'read',
  'pause',
  'catch a duplicate',
  'fail',
  'throw',
] as const;

/** What a transaction does: acts, and other programs one after the other or side by side. */
type Program =
  (typeof ACTS)[number] | { readonly how: 'in turn' | 'together'; readonly of: Program[] };

/** What has become of the rows of a program. */
interface Rows {
  readonly tried: number[];
  readonly added: number[];
}

const TEXT = "a;'?\\\n🛒 ?; ROLLBACK; -- ";

// One connection: what one transaction leaves there, the next one has.
const { database, source, close } = await freshSource({ DATABASE_POOL: '1' });
let lastId = 0;

beforeAll(async () => {
  await database.query('CREATE TABLE trips (id INT PRIMARY KEY, name VARCHAR(40)) ENGINE = InnoDB');
  await database.query("INSERT INTO trips VALUES (0, 'there before')");
});
afterAll(close);

const insert = (tx: EntityManager, id: number): Promise<{ affectedRows: number }> =>
  tx.query('INSERT INTO trips (id, name) VALUES (?, ?)', [id, TEXT]);

const acts: Record<(typeof ACTS)[number], (tx: EntityManager, rows: Rows) => Promise<unknown>> = {
  add: async (tx, rows) => {
    const id = (lastId += 1);
    rows.tried.push(id);
    expect((await insert(tx, id)).affectedRows).toBe(1);
    rows.added.push(id);
  },
  'add by the ORM': async (tx, rows) => {
    const id = (lastId += 1);
    rows.tried.push(id);
    const adding = tx.createQueryBuilder().insert().into('trips', ['id', 'name']);
    await adding.values({ id, name: TEXT }).execute();
    rows.added.push(id);
  },
  read: async (tx) => {
    const id = (lastId += 1);
    // A number that comes from no column is a text with some servers.
    const [read] = await tx.query('SELECT ? AS id, ? AS name', [id, TEXT]);
    expect({ ...read, id: Number(read.id) }).toEqual({ id, name: TEXT });
  },
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  'catch a duplicate': async (tx) => {
    const [duplicate] = await Promise.allSettled([insert(tx, 0)]);
    if (duplicate.status === 'rejected' && !isDuplicateKey(duplicate.reason))
      throw duplicate.reason;
    expect(duplicate.status).toBe('rejected');
  },
  fail: (tx) => tx.query('SELECT nothing'),
  throw: () => Promise.reject(new Error('thrown')),
};

async function carryOut(program: Program, tx: EntityManager, rows: Rows): Promise<void> {
  if (typeof program === 'string') await acts[program](tx, rows);
  else if (program.how === 'together') {
    await Promise.all(program.of.map((part) => carryOut(part, tx, rows)));
  } else for (const part of program.of) await carryOut(part, tx, rows);
}

const { program: programs } = fc.letrec<{ program: Program }>((tie) => ({
  program: fc.oneof(
    { maxDepth: 4 },
    { weight: 5, arbitrary: fc.constantFrom(...ACTS.slice(0, 5)) },
    { weight: 1, arbitrary: fc.constantFrom(...ACTS) },
    {
      weight: 6,
      arbitrary: fc.record({
        how: fc.constantFrom('in turn', 'together'),
        of: fc.array(tie('program'), { minLength: 2, maxLength: 4 }),
      }),
    },
  ),
}));

it('of what a transaction does side by side, all is kept or nothing, and nothing by the next', async () => {
  const transactions = new Transactions(source, systemChance);
  const property = fc.asyncProperty(programs, async (program) => {
    const rows: Rows = { tried: [], added: [] };
    const [ended] = await Promise.allSettled([
      transactions.run((tx) => carryOut(program, tx, rows)),
    ]);
    const next = (lastId += 1);
    await transactions.run((tx) => insert(tx, next));
    await transactions.run((tx) => tx.query('DO 0'));
    const kept = await database.query<{ id: number }>('SELECT id FROM trips WHERE id > 0');
    const ids = kept.map(({ id }) => id).toSorted((one, other) => one - other);
    await database.query('DELETE FROM trips WHERE id > 0');
    if (ended.status === 'fulfilled') expect(ids).toEqual([...rows.tried, next]);
    else expect(ids).toEqual([next]);
    if (ended.status === 'rejected') expect(String(ended.reason)).not.toContain('expect(');
  });
  await fc.assert(property, { numRuns: 300 });
});
