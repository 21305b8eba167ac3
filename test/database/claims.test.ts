import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { backoffMs, Claims, LEASE_MS } from '../../src/database/claims.js';
import { Transactions } from '../../src/database/transactions.js';
import { type FreshSource, freshSource } from '../support/database.js';
import { until } from '../support/until.js';

const ROWS = { table: 'jobs', dueAt: 'due_at', alsoSet: ', claims = claims + 1' };
const chance = { fraction: () => 0 };

let fresh: FreshSource;
let nowMs: number;
const clock = {
  now: () => new Date(nowMs),
  advance: (ms: number) => {
    nowMs += ms;
  },
};

beforeAll(async () => {
  fresh = await freshSource();
  await fresh.database.query(
    'CREATE TABLE jobs (id BIGINT PRIMARY KEY, due_at DATETIME(3) NULL, claims INT NOT NULL DEFAULT 0, KEY (due_at))',
  );
});

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 29);
  await fresh.database.query('DELETE FROM jobs');
});

afterAll(() => fresh.close());

function worker(): Claims {
  return new Claims(new Transactions(fresh.source, chance), clock, chance, ROWS);
}

async function add(...ages: readonly number[]): Promise<void> {
  for (const [index, age] of ages.entries()) {
    const at = new Date(clock.now().getTime() - age);
    await fresh.database.query('INSERT INTO jobs (id, due_at) VALUES (?, ?)', [index + 1, at]);
  }
}

async function claim(claims: Claims, limit = 10): Promise<string[]> {
  const rows = await claims.claim<{ id: string }>({ columns: 'id', limit });
  return rows.map(({ id }) => id);
}

describe('what a worker claimed', () => {
  it('is nobody else’s while it lives, however long the work takes', async () => {
    await add(1_000, 2_000);
    const living = worker();
    expect(await claim(living)).toHaveLength(2);
    const held = living.heldUntil('1');
    for (let round = 0; round < 2; round += 1) {
      clock.advance(LEASE_MS - 500);
      const now = living.heldUntil('1');
      await until('it is renewed', () => living.heldUntil('1')?.getTime() !== now?.getTime());
    }
    expect(living.heldUntil('1')?.getTime()).toBeGreaterThan(Number(held?.getTime()) + LEASE_MS);
    expect(await claim(worker())).toEqual([]);
    living.done('1');
    living.done('2');
  });

  it('is not taken up a second time by itself, though its lease has ended', async () => {
    await add(1_000);
    const own = worker();
    await claim(own);
    clock.advance(LEASE_MS + 60_000);
    expect(await claim(own)).toEqual([]);
    own.done('1');
  });

  it('is due again seconds after its death', async () => {
    await add(1_000);
    const dead = worker();
    await claim(dead);
    dead.done('1');
    clock.advance(LEASE_MS - 1);
    expect(await claim(worker())).toEqual([]);
    clock.advance(1);
    const next = worker();
    expect(await claim(next)).toEqual(['1']);
    next.done('1');
  });

  it('is due again at once when the work on it failed, and later each time', async () => {
    await add(1_000);
    const own = worker();
    for (const gap of [500, 1_000, 2_000]) {
      expect(await claim(own)).toEqual(['1']);
      await own.free('1');
      clock.advance(gap - 1);
      expect(await claim(own)).toEqual([]);
      clock.advance(1);
    }
    await claim(own);
    own.done('1');
  });

  it('stays where somebody has put it meanwhile', async () => {
    await add(1_000);
    const own = worker();
    await claim(own);
    await fresh.database.query('UPDATE jobs SET due_at = NULL');
    await own.free('1');
    expect(await fresh.database.query('SELECT due_at FROM jobs')).toEqual([{ due_at: null }]);
  });

  it('is settled with the due time that it has, whether it was being renewed or not', async () => {
    await add(1_000);
    const own = worker();
    await claim(own);
    clock.advance(1_000);
    const first = own.heldUntil('1');
    await until('it is renewed', () => own.heldUntil('1')?.getTime() !== first?.getTime());
    const settled = await own.settle('1');
    expect(await fresh.database.query('SELECT due_at FROM jobs')).toEqual([{ due_at: settled }]);
    expect(await own.settle('1')).toBeNull();
  });
});

it('takes what is due for longest and what became due last, each half of the room', async () => {
  await add(9_000, 8_000, 7_000, 6_000, 5_000, 4_000, 3_000);
  const own = worker();
  expect((await claim(own, 4)).toSorted()).toEqual(['1', '2', '6', '7']);
  expect((await claim(own, 4)).toSorted()).toEqual(['3', '4', '5']);
  expect(await fresh.database.query('SELECT MAX(claims) AS most FROM jobs')).toEqual([{ most: 1 }]);
  for (let id = 1; id <= 7; id += 1) own.done(String(id));
});

it.each([
  [0, 0, 500],
  [0, 0.5, 375],
  [3, 0, 4_000],
  [7, 0, 60_000],
  [1_000, 0, 60_000],
])('backs off after %i failures (chance %d) for %i ms', (failures, random, ms) => {
  expect(backoffMs(failures, random)).toBe(ms);
});
