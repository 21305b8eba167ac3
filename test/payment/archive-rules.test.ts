import { describe, expect, it } from '@jest/globals';
import {
  agoOf,
  type ArchiveFacts,
  type Stays,
  whyItStays,
} from '../../src/payment/archiving/archive-rules.js';
import { ORDER_STATES } from '../../src/orders/model/order-states.js';
import { PAYMENT_STATES } from '../../src/payment/model/payment-states.js';
import { REFUND_STATES } from '../../src/payment/model/refund-states.js';

const DAY = 86_400_000;
const NOW = new Date('2026-11-30T00:00:00.000Z');
const ago = (days: number) => new Date(NOW.getTime() - days * DAY);
const TERMS = { now: NOW, before: ago(540), refundableMs: 365 * DAY };

const paid = {
  state: 'SUCCEEDED',
  paidAt: ago(700),
  appliedAt: ago(700),
  recheckAt: null,
} as const;
const refunded = {
  state: 'SUCCEEDED',
  endedAt: ago(690),
  nextCheckAt: null,
  depositBackCheckAt: null,
} as const;
const over: ArchiveFacts = {
  state: 'COMPLETED',
  lastAt: ago(690),
  nextCheckAt: null,
  payments: [paid],
  refunds: [refunded],
  openCases: 0,
  openIncidents: 0,
  openDiscrepancies: 0,
  pendingEvents: 0,
};

describe('an old order', () => {
  it.each<[string, Partial<ArchiveFacts>, Stays | null]>([
    ['of which everything is over', {}, null],
    ['without any payment', { state: 'CANCELLED', payments: [], refunds: [] }, null],
    ['at the very limit', { lastAt: TERMS.before }, 'too-young'],
    ['just before the limit', { lastAt: new Date(TERMS.before.getTime() - 1) }, null],
    ['paid at the very limit', { payments: [{ ...paid, paidAt: TERMS.before }] }, 'too-young'],
    ['paid after the limit', { payments: [{ ...paid, paidAt: ago(500) }] }, 'too-young'],
    ['refunded after the limit', { refunds: [{ ...refunded, endedAt: ago(3) }] }, 'too-young'],
    ['that the worker looks at', { nextCheckAt: ago(1) }, 'due'],
    ['whose payment is asked about', { payments: [{ ...paid, recheckAt: ago(1) }] }, 'due'],
    ['whose refund is tried', { refunds: [{ ...refunded, nextCheckAt: ago(1) }] }, 'due'],
    [
      'whose refund the bank may bounce',
      { refunds: [{ ...refunded, depositBackCheckAt: ago(1) }] },
      'due',
    ],
    [
      'whose money it could not use',
      { payments: [paid, { ...paid, appliedAt: null }] },
      'money-open',
    ],
    [
      'whose money it could not use and gave back',
      { payments: [paid, { ...paid, state: 'REFUNDED', appliedAt: null }] },
      null,
    ],
    ['with an open case', { openCases: 1 }, 'case-open'],
    ['with an open incident', { openIncidents: 1 }, 'incident-open'],
    ['with an open difference to a bill', { openDiscrepancies: 1 }, 'discrepancy-open'],
    ['with an event that nobody was told', { pendingEvents: 1 }, 'event-pending'],
  ])('%s', (_, change, why) => {
    expect(whyItStays({ ...over, ...change }, TERMS)).toBe(why);
  });

  it('stays for the plainest of many reasons', () => {
    const openCases = 1;
    const more = { openIncidents: 1, openDiscrepancies: 1, pendingEvents: 1 };
    expect(whyItStays({ ...over, openCases, ...more }, TERMS)).toBe('case-open');
    expect(whyItStays({ ...over, ...more }, TERMS)).toBe('incident-open');
  });

  it.each(ORDER_STATES)('that is %s', (state) => {
    const isOver = ['COMPLETED', 'CANCELLED', 'EXPIRED', 'REFUNDED'].includes(state);
    expect(whyItStays({ ...over, state }, TERMS)).toBe(isOver ? null : 'not-ended');
  });

  it.each(PAYMENT_STATES)('whose unpaid payment is %s', (state) => {
    const payments = [{ state, paidAt: null, appliedAt: null, recheckAt: null }];
    expect(whyItStays({ ...over, payments }, TERMS)).toBe(
      state === 'AWAITING' ? 'money-open' : null,
    );
  });

  it.each(REFUND_STATES)('whose refund is %s', (state) => {
    const isOpen = ['REQUESTED', 'PROCESSING', 'UNKNOWN'].includes(state);
    const refunds = [{ ...refunded, state }];
    expect(whyItStays({ ...over, refunds }, TERMS)).toBe(isOpen ? 'refund-open' : null);
  });

  it.each([
    ['SUCCEEDED', 'refundable'],
    ['PARTLY_REFUNDED', 'refundable'],
    ['REFUNDED', null],
    ['FINISHED', null],
  ] as const)('whose payment is %s while Alipay still refunds it', (state, why) => {
    const terms = { ...TERMS, refundableMs: 1_000 * DAY };
    expect(whyItStays({ ...over, payments: [{ ...paid, state }] }, terms)).toBe(why);
  });
});

describe('an age', () => {
  it.each([
    ['18m', 540],
    ['400d', 400],
    ['2y', 730],
    ['180d', 180],
    ['999d', 999],
    ['6m', 180],
  ])('%s is so many days', (text, days) => {
    expect(agoOf(text, NOW)).toEqual(ago(days));
  });

  it.each(['', '18', 'm', '18 m', '-1y', '1.5y', 'x18m', '18mm', '1000d', '18w'])(
    'is not %j',
    (text) => {
      expect(() => agoOf(text, NOW)).toThrow('An age is like 18m, 400d or 2y.');
    },
  );

  it.each(['179d', '5m', '0y'])('is more than %s', (text) => {
    expect(() => agoOf(text, NOW)).toThrow('Orders of the last 180 days stay.');
  });
});
