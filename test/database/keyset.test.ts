import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type KeysetList, type Position, readKeyset } from '../../src/database/keyset.js';
import { freshSource, type FreshSource } from '../support/database.js';

/** Many rows of one instant, so that the id has to decide, and more of a state than a stretch takes. */
const ROWS = 45_000;
const FROM = new Date('2026-11-21T00:00:00Z');

interface Row {
  readonly id: number;
  readonly kind: string;
  readonly made: number;
  readonly rare: number;
}

let fresh: FreshSource;
let rows: Row[];

beforeAll(async () => {
  fresh = await freshSource();
  rows = Array.from({ length: ROWS }, (_, n) => ({
    id: n + 1,
    kind: n % 100 === 0 ? 'b' : 'a',
    // Not in the order of the ids.
    made: Math.floor(((n * 7919) % ROWS) / 10),
    rare: (n * 31) % ROWS === 5 || n % 15_000 === 0 ? 1 : 0,
  }));
  await fresh.database.query(
    `CREATE TABLE things (id BIGINT UNSIGNED PRIMARY KEY, kind VARCHAR(8) NOT NULL,
      made_at DATETIME(3) NOT NULL, rare TINYINT NOT NULL, KEY ix_things (kind, made_at))`,
  );
  for (let n = 0; n < ROWS; n += 5_000) {
    const part = rows.slice(n, n + 5_000);
    const values = part.map(({ id, kind, made, rare }) => [id, kind, at(made), rare]);
    await fresh.database.query('INSERT INTO things VALUES ?', [values]);
  }
});
afterAll(() => fresh?.close());

function at(made: number): Date {
  return new Date(FROM.getTime() + made * 1000);
}

function listOf(kinds: readonly string[], isRare: boolean): KeysetList {
  return {
    from: 'things k FORCE INDEX (ix_things)',
    joins: '',
    at: 'k.made_at',
    pick: 'k.id',
    branches: kinds.map((kind) => ({ sql: 'k.kind = ?', values: [kind] })),
    rest: isRare ? [{ sql: 'k.rare = ?', values: [1] }] : [],
  };
}

function expected(kinds: readonly string[], isRare: boolean): string[] {
  return rows
    .filter(({ kind, rare }) => kinds.includes(kind) && (!isRare || rare === 1))
    .toSorted((one, other) => other.made - one.made || other.id - one.id)
    .map(({ id }) => String(id));
}

async function read(list: KeysetList, limit: number, most = Infinity) {
  const ids: string[] = [];
  let parts = 0;
  let after: Position | null = null;
  do {
    const part: Awaited<ReturnType<typeof readKeyset>> = await readKeyset(
      (sql, values) => fresh.source.query(sql, [...values]),
      list,
      after,
      limit,
    );
    ids.push(...part.ids);
    after = part.next;
    parts += 1;
  } while (after !== null && parts < most);
  return { ids, parts };
}

describe('a list along an index', () => {
  it.each([
    [['a'], false],
    [['b'], false],
    [['a', 'b'], false],
    [['a'], true],
    [['b'], true],
    [['a', 'b'], true],
    [['c'], true],
  ])('of %j, rare ones only: %j, gives each row once and in its place', async (kinds, isRare) => {
    const wanted = expected(kinds, isRare);
    expect((await read(listOf(kinds, isRare), 5_000)).ids).toEqual(wanted);
  });

  it('goes on anywhere', async () => {
    const kinds = fc.subarray(['a', 'b', 'c'], { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        kinds,
        fc.boolean(),
        fc.integer({ min: 1, max: 60 }),
        async (of, isRare, limit) => {
          const { ids } = await read(listOf(of, isRare), limit, 4);
          expect(ids).toEqual(expected(of, isRare).slice(0, ids.length));
          expect(ids.length === limit * 4 || ids.length === expected(of, isRare).length).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('looks at some entries of an index at a time for what it does not answer', async () => {
    const all = expected(['a', 'b'], true);
    const { ids, parts } = await read(listOf(['a', 'b'], true), 100);
    // Two stretches of 20,000 are a part, and there are 45,000 rows.
    expect([ids, parts]).toEqual([all, 2]);
  });
});
