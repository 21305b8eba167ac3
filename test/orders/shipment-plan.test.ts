import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { PieceCount } from '../../src/orders/model/shipment-record.js';
import {
  isNothingWaiting,
  linesAfter,
  planShipment,
  type ShippableLine,
  waitingCount,
} from '../../src/orders/model/shipment.js';

function line(changes: Partial<ShippableLine> = {}): ShippableLine {
  const pieces = { count: 3, shippedCount: 0, refundedUnshippedCount: 0 };
  return { id: '1', skuId: 4, name: '安踏A红色', requiresShipping: true, ...pieces, ...changes };
}

const LINES = [
  line(),
  line({ id: '2', count: 2, shippedCount: 1 }),
  line({ id: '3', count: 4, refundedUnshippedCount: 4 }),
  line({ id: '4', requiresShipping: false }),
];

describe('planShipment', () => {
  it('takes all that waits when nothing is named: no refunded, no virtual and no shipped piece', () => {
    expect(planShipment(LINES, null)).toEqual([
      { rowId: '1', lineId: 1, skuId: 4, name: '安踏A红色', count: 3 },
      { rowId: '2', lineId: 2, skuId: 4, name: '安踏A红色', count: 1 },
    ]);
  });

  it('takes what is named, and a line that is named twice with both counts', () => {
    const wanted = [1, 2].map((count) => ({ lineId: 1, count }));
    expect(planShipment(LINES, wanted)).toMatchObject([{ lineId: 1, count: 3 }]);
  });

  it.each<[string, readonly PieceCount[] | null, readonly ShippableLine[], string, object]>([
    [
      'more than waits',
      [{ lineId: 2, count: 2 }],
      LINES,
      'more-than-waits',
      { lineId: 2, wanted: 2, waits: 1 },
    ],
    [
      'refunded pieces',
      [{ lineId: 3, count: 1 }],
      LINES,
      'more-than-waits',
      { lineId: 3, wanted: 1, waits: 0 },
    ],
    ['what nobody ships', [{ lineId: 4, count: 1 }], LINES, 'no-such-order-line', { lineId: 4 }],
    ["another order's line", [{ lineId: 9, count: 1 }], LINES, 'no-such-order-line', { lineId: 9 }],
    ['nothing', null, [line({ shippedCount: 3 })], 'nothing-to-ship', {}],
  ])('refuses %s', (_, wanted, lines, slug, members) => {
    expect(() => planShipment(lines, wanted)).toThrow(expect.objectContaining({ slug, members }));
  });
});

describe('a parcel that has left', () => {
  const shipped = (lines: readonly ShippableLine[]) => lines.map((one) => one.shippedCount);

  it('counts in its lines alone', () => {
    const parcel = [
      { lineId: 2, count: 1 },
      { lineId: 1, count: 2 },
    ];
    expect(shipped(linesAfter(LINES, parcel))).toEqual([2, 2, 0, 0]);
    expect(shipped(linesAfter(LINES, []))).toEqual([0, 1, 0, 0]);
  });

  it('leaves nothing that waits, or something', () => {
    expect(isNothingWaiting(LINES)).toBe(false);
    expect(isNothingWaiting(LINES.slice(1))).toBe(false);
    expect(isNothingWaiting(LINES.slice(2))).toBe(true);
  });
});

describe('parcels of any order', () => {
  const pieces = fc.record({
    count: fc.integer({ min: 1, max: 9 }),
    shipped: fc.nat(9),
    refunded: fc.nat(9),
    requiresShipping: fc.boolean(),
  });
  const anyLines = fc.array(pieces, { minLength: 1, maxLength: 5 }).map((all) =>
    all.map(({ count, shipped, refunded, requiresShipping }, i) => {
      const shippedCount = Math.min(shipped, count);
      const refundedUnshippedCount = Math.min(refunded, count - shippedCount);
      return line({ id: String(i), count, shippedCount, refundedUnshippedCount, requiresShipping });
    }),
  );
  const anyWish = fc.option(
    fc.array(
      fc.record({ lineId: fc.integer({ min: 1, max: 6 }), count: fc.integer({ min: 1, max: 9 }) }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
  );

  it('never hold a piece that was shipped or refunded before, and end with nothing that waits', () => {
    fc.assert(
      fc.property(anyLines, fc.array(anyWish, { maxLength: 8 }), (begun, wishes) => {
        let lines: ShippableLine[] = begun;
        for (const wish of [...wishes, null]) {
          const parcel = outcome(() => planShipment(lines, wish));
          lines = linesAfter(lines, parcel ?? []);
          for (const one of lines) {
            expect(one.shippedCount).toBeLessThanOrEqual(one.count - one.refundedUnshippedCount);
            expect(waitingCount(one)).toBeGreaterThanOrEqual(0);
          }
        }
        expect(isNothingWaiting(lines)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

function outcome<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
