import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addFen, fen, type Fen } from '../../src/kernel/money.js';
import { nextState } from '../../src/kernel/state-table.js';
import {
  type CaseLine,
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
import {
  receiptContent,
  receivedLines,
  shareAtMost,
} from '../../src/payment/after-sales/receipt-rules.js';
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

  it('leads a refund that failed to where it can be tried again', () => {
    for (const type of AFTER_SALE_TYPES) {
      const again = nextState(AFTER_SALE_TABLE, 'REFUNDING', failEvent(type));
      expect(again && nextState(AFTER_SALE_TABLE, again, 'refund')).toBe('REFUNDING');
    }
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
      expect.objectContaining({ slug: 'after-sale-not-possible' }),
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

describe('what came back', () => {
  const asked = [1, 2].map((lineId) => ({
    afterSaleId: '5',
    rowId: `1${lineId}`,
    lineId,
    skuId: lineId,
    name: '灯',
    count: 2,
    receivedCount: null,
    restock: null,
  }));

  it('is told of every line, and refunded with its pieces in the stock or not', () => {
    const lines = receivedLines(asked, [
      { lineId: 2, count: 1, restock: true },
      { lineId: 1, count: 0 },
    ]);
    expect(lines).toMatchObject([
      { receivedCount: 0, restock: false },
      { receivedCount: 1, restock: true },
    ]);
    expect(receiptContent(lines)).toEqual({
      scope: 'lines',
      lines: [{ lineId: 2, count: 1, restock: true, from: 'returned' }],
      freight: 0,
      upToLeft: true,
    });
  });

  it.each([
    ['a line is missing', [{ lineId: 1, count: 1 }], 'receipt-lines'],
    ['a line is of no case', [1, 2, 3].map((lineId) => ({ lineId, count: 1 })), 'receipt-lines'],
    ['more came', [1, 2].map((lineId) => ({ lineId, count: 3 })), 'receipt-lines'],
    ['nothing came', [1, 2].map((lineId) => ({ lineId, count: 0 })), 'nothing-received'],
  ])('is refused when %s', (_, received, slug) => {
    expect(() => receivedLines(asked, received)).toThrow(expect.objectContaining({ slug }));
  });

  it('shares less money among the lines to the fen, none above what it was', () => {
    const sums = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sums, fc.double({ min: 0, max: 1, noNaN: true }), (parts, part) => {
        const all = parts as Fen[];
        const atMost = fen(Math.floor(addFen(...all) * part));
        const shares = shareAtMost(all, atMost);
        expect(addFen(...shares)).toBe(atMost);
        shares.forEach((share, i) => expect(share).toBeLessThanOrEqual(parts[i] ?? 0));
      }),
      { numRuns: 2_000 },
    );
  });
});
