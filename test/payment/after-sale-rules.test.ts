import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextState } from '../../src/kernel/state-table.js';
import { afterSaleEvent } from '../../src/payment/after-sales/after-sale-events.js';
import {
  type CaseLine,
  casePieces,
  claimablePieces,
  refuseTooEarlyOrLate,
} from '../../src/payment/after-sales/after-sale-rules.js';
import {
  AFTER_SALE_EVENTS,
  AFTER_SALE_STATES,
  AFTER_SALE_TABLE,
  AFTER_SALE_TYPES,
  type AfterSaleEvent,
  type AfterSaleState,
  failEvent,
  holdsPieces,
} from '../../src/payment/after-sales/after-sale-states.js';
import { faultsOfTable } from '../support/table-faults.js';

/** after-sale.md, written down a second time: every move that is allowed. */
const ALLOWED: [AfterSaleState, AfterSaleEvent, AfterSaleState][] = [
  ['APPLIED', 'agree', 'AGREED'],
  ['APPLIED', 'reject', 'REJECTED'],
  ['APPLIED', 'withdraw', 'WITHDRAWN'],
  ['AGREED', 'sendBack', 'SENT_BACK'],
  ['AGREED', 'refund', 'REFUNDING'],
  ['AGREED', 'reject', 'REJECTED'],
  ['AGREED', 'withdraw', 'WITHDRAWN'],
  ['AGREED', 'expire', 'EXPIRED'],
  ['SENT_BACK', 'receiveBack', 'RECEIVED_BACK'],
  ['SENT_BACK', 'reject', 'REJECTED'],
  ['RECEIVED_BACK', 'refund', 'REFUNDING'],
  ['RECEIVED_BACK', 'reject', 'REJECTED'],
  ['REFUNDING', 'refunded', 'REFUNDED'],
  ['REFUNDING', 'failUnreturned', 'AGREED'],
  ['REFUNDING', 'failReturned', 'RECEIVED_BACK'],
];

const PRODUCT = AFTER_SALE_STATES.flatMap((state) =>
  AFTER_SALE_EVENTS.map((event) => {
    const allowed = ALLOWED.find(([from, by]) => from === state && by === event);
    return [state, event, allowed?.[2] ?? null] as const;
  }),
);

describe('the table of cases', () => {
  it('has no unreachable and no unknown state', () => {
    expect(faultsOfTable(AFTER_SALE_TABLE, 'APPLIED')).toEqual({ unreachable: [], unknown: [] });
  });

  it.each(PRODUCT)('%s by %s: %s', (state, event, expected) => {
    expect(nextState(AFTER_SALE_TABLE, state, event)).toBe(expected);
  });

  it('leads from each state to an end, and holds pieces only before it', () => {
    const ends = AFTER_SALE_STATES.filter(
      (state) => Object.keys(AFTER_SALE_TABLE[state]).length === 0,
    );
    expect(ends).toEqual(['REFUNDED', 'REJECTED', 'WITHDRAWN', 'EXPIRED']);
    expect(ends.filter((state) => holdsPieces(state, true))).toEqual([]);
    expect([holdsPieces('REFUNDING'), holdsPieces('REFUNDING', true)]).toEqual([false, true]);
  });

  it.each([
    ['refundOnly', 'AGREED'],
    ['returnAndRefund', 'RECEIVED_BACK'],
  ] as const)('leads a refund of %s that failed to %s, to be tried again', (type, state) => {
    const again = nextState(AFTER_SALE_TABLE, 'REFUNDING', failEvent(type));
    expect(again).toBe(state);
    expect(nextState(AFTER_SALE_TABLE, state, 'refund')).toBe('REFUNDING');
  });
});

const NOW = new Date('2026-12-01T00:00:00Z');
const DAY = 86_400_000;
const daysAgo = (days: number) => new Date(NOW.getTime() - days * DAY);

describe('when a case may be opened', () => {
  const grounds = { now: NOW, lastsMs: 15 * DAY };
  it.each([
    ['TO_SHIP', 'refundOnly', null, null],
    ['PARTLY_SHIPPED', 'refundOnly', null, null],
    ['TO_SHIP', 'returnAndRefund', null, 'not-received'],
    ['SHIPPED', 'refundOnly', null, 'not-received'],
    ['SHIPPED', 'returnAndRefund', null, 'not-received'],
    ['RECEIVED', 'returnAndRefund', 15, null],
    ['COMPLETED', 'refundOnly', 14, null],
    ['COMPLETED', 'returnAndRefund', 15.001, 'too-late'],
    ['REFUNDED', 'refundOnly', 1, 'not-paid'],
  ] as const)('%s, %s, received %s days ago: %s', (state, type, days, why) => {
    const receivedAt = days === null ? null : daysAgo(days);
    const order = { state, paidAt: daysAgo(30), receivedAt };
    const attempt = () => refuseTooEarlyOrLate(order, type, grounds);
    if (why === null) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(expect.objectContaining({ members: { state, why } }));
  });

  it('is not while nothing was paid', () => {
    const order = { state: 'PENDING_PAYMENT', paidAt: null, receivedAt: null } as const;
    expect(() => refuseTooEarlyOrLate(order, 'refundOnly', grounds)).toThrow(
      expect.objectContaining({
        slug: 'after-sale-not-possible',
        members: { state: 'PENDING_PAYMENT', why: 'not-paid' },
      }),
    );
  });
});

function line(changes: Partial<CaseLine> = {}): CaseLine {
  const none = { shippedCount: 0, refundedCount: 0, refundedUnshippedCount: 0, inCaseCount: 0 };
  return { id: '1', requiresShipping: true, count: 5, ...none, ...changes };
}

describe('pieces that a case can be about', () => {
  it.each([
    ['money for what was not sent', line({ shippedCount: 2 }), 'refundOnly', false, 3],
    ['money for what came', line({ shippedCount: 5, refundedCount: 1 }), 'refundOnly', true, 4],
    ['goods that were sent', line({ shippedCount: 2 }), 'returnAndRefund', true, 2],
    [
      'no goods that were refunded before',
      line({ shippedCount: 3, refundedCount: 3, refundedUnshippedCount: 2 }),
      'returnAndRefund',
      true,
      2,
    ],
    [
      'goods that were sent, and not refunded since',
      line({ shippedCount: 3, refundedCount: 1 }),
      'returnAndRefund',
      true,
      2,
    ],
    ['none of another case', line({ shippedCount: 5, inCaseCount: 4 }), 'refundOnly', true, 1],
    ['no goods of a course', line({ requiresShipping: false }), 'returnAndRefund', true, 0],
    ['money for a course', line({ requiresShipping: false }), 'refundOnly', true, 5],
  ] as const)('%s', (_, of, type, isReceived, expected) => {
    expect(claimablePieces(of, type, isReceived)).toBe(expected);
  });

  it('are never more than are left, whatever happened', () => {
    const pieces = fc.record({ count: fc.integer({ min: 1, max: 9 }), a: fc.nat(9), b: fc.nat(9) });
    const type = fc.constantFrom(...AFTER_SALE_TYPES);
    fc.assert(
      fc.property(pieces, fc.nat(9), type, fc.boolean(), ({ count, a, b }, c, kind, received) => {
        const shippedCount = Math.min(a, count);
        const refundedUnshippedCount = Math.min(b, count - shippedCount);
        const refundedCount = refundedUnshippedCount + Math.min(c, shippedCount);
        const inCaseCount = Math.min(c, count);
        const of = line({
          count,
          shippedCount,
          refundedCount,
          refundedUnshippedCount,
          inCaseCount,
        });
        const left = claimablePieces(of, kind, received);
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + refundedCount + inCaseCount).toBeLessThanOrEqual(
          Math.max(count, refundedCount + inCaseCount),
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the pieces of a case', () => {
  const lines = [
    line({ shippedCount: 5 }),
    line({ id: '2', shippedCount: 2 }),
    line({ id: '3', shippedCount: 5, inCaseCount: 5 }),
  ];

  it.each([
    [1, 'returnAndRefund', true, 5, '1'],
    [2, 'returnAndRefund', true, 2, '2'],
    [2, 'refundOnly', true, 5, '2'],
    [2, 'refundOnly', false, 3, '2'],
    [3, 'refundOnly', true, 0, '3'],
  ] as const)(
    'of line %d, %s, received %j: %d at most',
    (lineId, type, isReceived, left, rowId) => {
      const pieces = (count: number) =>
        casePieces(lines, [{ lineId, count }], { type, isReceived });
      if (left > 0) expect(pieces(left)).toEqual([{ lineId, count: left, rowId }]);
      expect(() => pieces(left + 1)).toThrow(
        expect.objectContaining({
          slug: 'after-sale-pieces',
          members: { lineId, wanted: left + 1, left },
        }),
      );
    },
  );

  it.each([0, 4])("are of no other order's line: %d", (lineId) => {
    const how = { type: 'refundOnly', isReceived: true } as const;
    expect(() => casePieces(lines, [{ lineId, count: 1 }], how)).toThrow(
      expect.objectContaining({ slug: 'no-such-order-line', members: { lineId } }),
    );
  });
});

describe('an event of a case', () => {
  it('names it, its type and its order', () => {
    const [order, found] = [
      { id: '7', orderNo: '2026' },
      { id: '5', type: 'refundOnly' },
    ] as const;
    const names = { orderNo: '2026', afterSaleId: '5', afterSaleType: 'refundOnly' };
    expect(afterSaleEvent(order, found, 'after_sale.rejected', { reason: '已使用' })).toEqual({
      type: 'after_sale.rejected',
      orderId: '7',
      data: { ...names, reason: '已使用' },
    });
  });
});
