import { afterAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SkuEntity } from '../../src/catalog/sku.entity.js';
import { type StockLine, StockRepository } from '../../src/catalog/stock.repository.js';
import { mergeLines, Stock, type TakeOutcome } from '../../src/catalog/stock.service.js';
import { Transactions } from '../../src/database/transactions.js';
import { systemChance } from '../../src/kernel/chance.js';
import { freshSource } from '../support/database.js';

const { database, source, close } = await freshSource({ DATABASE_POOL: '12' }, [SkuEntity]);
const transactions = new Transactions(source, systemChance);

afterAll(close);

const lineArbitrary = fc.record({
  skuId: fc.integer({ min: 1, max: 9 }),
  count: fc.integer({ min: 1, max: 99_999 }),
});

describe('mergeLines', () => {
  it('keeps every piece of every SKU, one line each, in ascending order, and changes nothing given', () => {
    fc.assert(
      fc.property(fc.array(lineArbitrary, { maxLength: 40 }), (lines) => {
        const given = structuredClone(lines);
        const merged = mergeLines(lines);
        const ids = merged.map(({ skuId }) => skuId);
        expect(ids).toEqual(
          [...new Set(lines.map(({ skuId }) => skuId))].toSorted((a, b) => a - b),
        );
        for (const { skuId, count } of merged) {
          const same = lines.filter((line) => line.skuId === skuId);
          expect(count).toBe(same.reduce((sum, line) => sum + line.count, 0));
        }
        expect(lines).toEqual(given);
      }),
    );
  });

  it('answers the same for any order of the same lines, and for what it answered', () => {
    const shuffled = fc
      .array(lineArbitrary, { maxLength: 20 })
      .chain((lines) =>
        fc.tuple(
          fc.constant(lines),
          fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([lines, other]) => {
        expect(mergeLines(other)).toEqual(mergeLines(lines));
        expect(mergeLines(mergeLines(lines))).toEqual(mergeLines(lines));
      }),
    );
  });

  it('orders ids as numbers', () => {
    const lines = [10, 9, 100].map((skuId) => ({ skuId, count: 1 }));
    expect(mergeLines(lines).map(({ skuId }) => skuId)).toEqual([9, 10, 100]);
  });
});

describe('Stock', () => {
  const stock = new Stock(new StockRepository());

  async function sku(pieces: number | null, active = true): Promise<number> {
    const result: { insertId: number | string } = await source.query(
      `INSERT INTO skus (name, price, stock, attributes, requires_shipping, active, created_at, updated_at)
       VALUES ('安踏A红色', '199.00', ?, '[]', 1, ?, NOW(3), NOW(3))`,
      [pieces, active],
    );
    return Number(result.insertId);
  }

  async function read(id: number): Promise<{ stock: number | null; sales: number } | undefined> {
    const rows = await database.query<{ stock: number | null; sales: number }>(
      'SELECT stock, sales FROM skus WHERE id = ?',
      [id],
    );
    return rows[0];
  }

  /** Takes as an order does: all or nothing. */
  async function buy(lines: readonly StockLine[]): Promise<TakeOutcome> {
    let outcome: TakeOutcome = { ok: true };
    const refused = new Error('refused');
    try {
      await transactions.run(async (tx) => {
        outcome = await stock.take(tx, lines);
        if (!outcome.ok) throw refused;
      });
    } catch (error) {
      if (error !== refused) throw error;
    }
    return outcome;
  }

  it('takes pieces and counts them as sold, and gives them back', async () => {
    const id = await sku(10);
    const lines = [
      { skuId: id, count: 2 },
      { skuId: id, count: 1 },
    ];
    expect(await buy(lines)).toEqual({ ok: true });
    expect(await read(id)).toEqual({ stock: 7, sales: 3 });
    await transactions.run((tx) => stock.giveBack(tx, lines));
    expect(await read(id)).toEqual({ stock: 10, sales: 0 });
  });

  it('takes the last piece, and refuses the one behind it by name', async () => {
    const id = await sku(3);
    expect(await buy([{ skuId: id, count: 4 }])).toEqual({ ok: false, skuId: id });
    expect(await buy([{ skuId: id, count: 3 }])).toEqual({ ok: true });
    expect(await buy([{ skuId: id, count: 1 }])).toEqual({ ok: false, skuId: id });
    expect(await read(id)).toEqual({ stock: 0, sales: 3 });
  });

  it('judges lines of one SKU by their sum', async () => {
    const id = await sku(3);
    const line = { skuId: id, count: 2 };
    expect(await buy([line, line])).toEqual({ ok: false, skuId: id });
    expect(await read(id)).toEqual({ stock: 3, sales: 0 });
  });

  it('knows no limit where there is none, but counts what is sold', async () => {
    const id = await sku(null);
    expect(await buy([{ skuId: id, count: 99_999 }])).toEqual({ ok: true });
    expect(await read(id)).toEqual({ stock: null, sales: 99_999 });
    await transactions.run((tx) => stock.giveBack(tx, [{ skuId: id, count: 99_999 }]));
    expect(await read(id)).toEqual({ stock: null, sales: 0 });
  });

  it('refuses what is not for sale, and what does not exist', async () => {
    const inactive = await sku(10, false);
    expect(await buy([{ skuId: inactive, count: 1 }])).toEqual({ ok: false, skuId: inactive });
    expect(await buy([{ skuId: 4_294_967_295, count: 1 }])).toEqual({
      ok: false,
      skuId: 4_294_967_295,
    });
  });

  it('gives back to a SKU that is not for sale any more', async () => {
    const id = await sku(5);
    await buy([{ skuId: id, count: 5 }]);
    await source.query('UPDATE skus SET active = 0 WHERE id = ?', [id]);
    await transactions.run((tx) => stock.giveBack(tx, [{ skuId: id, count: 5 }]));
    expect(await read(id)).toEqual({ stock: 5, sales: 0 });
  });

  it('refuses several SKUs when one has not enough, and names the first that has not', async () => {
    const [plenty, few, none] = [await sku(9), await sku(2), await sku(0)];
    const wanted = (...ids: number[]) => ids.map((skuId) => ({ skuId, count: 3 }));
    expect(await buy(wanted(plenty, few))).toEqual({ ok: false, skuId: few });
    expect(await buy(wanted(none, few, plenty))).toEqual({ ok: false, skuId: few });
    expect(await buy(wanted(plenty, none))).toEqual({ ok: false, skuId: none });
    expect(await read(plenty)).toEqual({ stock: 9, sales: 0 });
  });

  it('takes the last pieces of several SKUs, and any number of what has no limit', async () => {
    const [some, endless] = [await sku(3), await sku(null)];
    const lines = [some, endless].map((skuId) => ({ skuId, count: 3 }));
    expect(await buy(lines)).toEqual({ ok: true });
    expect([await read(some), await read(endless)]).toEqual([
      { stock: 0, sales: 3 },
      { stock: null, sales: 3 },
    ]);
  });

  it('refuses several SKUs of which one is not for sale, or does not exist', async () => {
    const [there, inactive] = [await sku(9), await sku(9, false)];
    for (const gone of [inactive, 4_294_967_295]) {
      const lines = [there, gone].map((skuId) => ({ skuId, count: 1 }));
      expect(await buy(lines)).toEqual({ ok: false, skuId: gone });
    }
    expect(await read(there)).toEqual({ stock: 9, sales: 0 });
  });

  it('sells exactly 10 of 10 pairs to 50 buyers at once', async () => {
    const [one, other] = [await sku(10), await sku(50)];
    const pair = [one, other].map((skuId) => ({ skuId, count: 1 }));
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => buy(pair)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10);
    expect(await read(one)).toEqual({ stock: 0, sales: 10 });
    expect(await read(other)).toEqual({ stock: 40, sales: 10 });
  });

  it('sells exactly 10 of 10 pieces to 50 buyers at once', async () => {
    const id = await sku(10);
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, () => buy([{ skuId: id, count: 1 }])),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(10);
    expect(await read(id)).toEqual({ stock: 0, sales: 10 });
  });

  it('lets carts that name the same SKUs in opposite orders pass without a deadlock', async () => {
    const [one, other] = [await sku(1_000), await sku(1_000)];
    const before = await deadlocks();
    const there = [one, other].map((skuId) => ({ skuId, count: 1 }));
    const back = there.toReversed();
    await Promise.all(
      Array.from({ length: 40 }, (_, index) => buy(index % 2 === 0 ? there : back)),
    );
    expect(await read(one)).toEqual({ stock: 960, sales: 40 });
    expect(await read(other)).toEqual({ stock: 960, sales: 40 });
    expect(await deadlocks()).toBe(before);
  });

  /** How many deadlocks the server has broken; null where it does not say (MySQL). */
  async function deadlocks(): Promise<string | null> {
    const rows = await database.query<{ Value: string }>(
      "SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'",
    );
    return rows[0]?.Value ?? null;
  }
});
