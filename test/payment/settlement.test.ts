import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TradeReport, TradeStatus } from '../../src/alipay/trade-report.js';
import { fen } from '../../src/kernel/money.js';
import type { OrderState } from '../../src/orders/model/order-states.js';
import type { PaymentState } from '../../src/payment/model/payment-states.js';
import {
  type OrderEffect,
  type OrderFacts,
  type PaymentFacts,
  settle,
} from '../../src/payment/settlement/settlement.js';

const AMOUNT = fen(20_900);
const PAID_AT = new Date('2026-11-21T04:00:00Z');

function report(status: TradeStatus, changes: Partial<TradeReport> = {}): TradeReport {
  const paid = status === 'TRADE_SUCCESS' || status === 'TRADE_FINISHED';
  return {
    source: 'notify',
    outTradeNo: '202611211200000123456789',
    tradeNo: status === 'NOT_EXIST' ? null : 'T1',
    status,
    totalAmount: status === 'NOT_EXIST' ? null : AMOUNT,
    refundedAmount: null,
    paidAt: paid ? PAID_AT : null,
    outRequestNo: null,
    checks: {},
    evidence: {},
    ...changes,
  };
}

function payment(state: PaymentState, changes: Partial<PaymentFacts> = {}): PaymentFacts {
  return { state, amount: AMOUNT, refunded: fen(0), tradeNo: null, applied: false, ...changes };
}

function order(state: OrderState, payable = AMOUNT): OrderFacts {
  return { state, payable };
}

const SUCCESS = report('TRADE_SUCCESS');
const PART_REFUND = report('TRADE_SUCCESS', { refundedAmount: fen(900) });
const FULL_REFUND = report('TRADE_CLOSED', { paidAt: PAID_AT, refundedAmount: AMOUNT });
const TIMEOUT_CLOSE = report('TRADE_CLOSED', { refundedAmount: fen(0) });

/** domain.md, "Payment states", written down a second time: where a report may lead to from each. */
const MOVES: Readonly<Record<PaymentState, readonly PaymentState[]>> = {
  CREATED: ['AWAITING', 'SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDED', 'FINISHED', 'CLOSED'],
  AWAITING: ['SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDED', 'FINISHED', 'CLOSED'],
  CLOSED: ['SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDED', 'FINISHED'],
  SUCCEEDED: ['PARTLY_REFUNDED', 'REFUNDED', 'FINISHED'],
  PARTLY_REFUNDED: ['REFUNDED', 'FINISHED'],
  FINISHED: ['REFUNDED'],
  REFUNDED: [],
};

describe('settle', () => {
  it('lets no payment pay an order whose price was reduced since', () => {
    const reduced = order('PENDING_PAYMENT', fen(19_900));
    expect(settle(payment('AWAITING'), reduced, SUCCESS)).toMatchObject({
      verdict: 'late',
      state: 'SUCCEEDED',
      order: 'late',
      newlyPaid: true,
    });
    const replaced = payment('AWAITING', { amount: fen(19_900) });
    const told = report('TRADE_SUCCESS', { totalAmount: fen(19_900) });
    expect(settle(replaced, reduced, told)).toMatchObject({ verdict: 'paid', order: 'pay' });
  });

  it.each<[string, PaymentState, OrderState, TradeReport, object]>([
    [
      'opens the cashier',
      'CREATED',
      'PENDING_PAYMENT',
      report('WAIT_BUYER_PAY'),
      { verdict: 'awaiting', state: 'AWAITING', order: 'none' },
    ],
    [
      'pays',
      'AWAITING',
      'PENDING_PAYMENT',
      SUCCESS,
      { verdict: 'paid', state: 'SUCCEEDED', order: 'pay', newlyPaid: true },
    ],
    [
      'pays, unseen before',
      'CREATED',
      'PENDING_PAYMENT',
      SUCCESS,
      { verdict: 'paid', state: 'SUCCEEDED', order: 'pay' },
    ],
    [
      'pays for a product without refunds',
      'CREATED',
      'PENDING_PAYMENT',
      report('TRADE_FINISHED'),
      { verdict: 'paid', state: 'FINISHED', order: 'pay' },
    ],
    [
      'pays late, after a close',
      'CLOSED',
      'EXPIRED',
      SUCCESS,
      { verdict: 'late', state: 'SUCCEEDED', order: 'late', newlyPaid: true },
    ],
    [
      'pays late, after a cancel',
      'CREATED',
      'CANCELLED',
      SUCCESS,
      { verdict: 'late', state: 'SUCCEEDED', order: 'late' },
    ],
    [
      'pays a second time',
      'CREATED',
      'TO_SHIP',
      SUCCESS,
      { verdict: 'late', state: 'SUCCEEDED', order: 'late' },
    ],
    [
      'closes unpaid',
      'AWAITING',
      'PENDING_PAYMENT',
      TIMEOUT_CLOSE,
      { verdict: 'closed', state: 'CLOSED', order: 'unpaid-closed', newlyPaid: false },
    ],
    [
      'tells of payment and refund at once',
      'AWAITING',
      'PENDING_PAYMENT',
      FULL_REFUND,
      { verdict: 'paid', state: 'REFUNDED', order: 'pay-and-refund', refunded: AMOUNT },
    ],
    [
      'was sent back in full, and the report leaves the time of the payment out',
      'SUCCEEDED',
      'TO_SHIP',
      report('TRADE_CLOSED', { refundedAmount: AMOUNT }),
      { verdict: 'refunded', state: 'REFUNDED', refunded: AMOUNT },
    ],
    [
      'was found sent back in full by asking, which names no refund',
      'SUCCEEDED',
      'TO_SHIP',
      report('TRADE_CLOSED', { paidAt: PAID_AT }),
      { verdict: 'refunded', state: 'REFUNDED', refunded: AMOUNT },
    ],
    [
      'finishes a trade of which a part was sent back',
      'PARTLY_REFUNDED',
      'TO_SHIP',
      report('TRADE_FINISHED'),
      { verdict: 'finished', state: 'FINISHED', order: 'none', newlyPaid: false },
    ],
    [
      'tells of a payment with a part sent back',
      'AWAITING',
      'PENDING_PAYMENT',
      PART_REFUND,
      { verdict: 'paid', state: 'PARTLY_REFUNDED', order: 'pay', refunded: 900 },
    ],
    [
      'does not know the trade',
      'CREATED',
      'PENDING_PAYMENT',
      report('NOT_EXIST'),
      { verdict: 'unchanged' },
    ],
  ])('a report that %s', (_name, state, orderState, told, expected) => {
    expect(settle(payment(state), order(orderState), told)).toMatchObject(expected);
  });

  it('does not pay again for a partial refund, which also says TRADE_SUCCESS', () => {
    const paid = payment('SUCCEEDED', { tradeNo: 'T1', applied: true });
    const settlement = settle(paid, order('TO_SHIP'), PART_REFUND);
    expect(settlement).toMatchObject({
      verdict: 'refunded',
      order: 'none',
      newlyPaid: false,
      refunded: 900,
    });
  });

  it.each([report('NOT_EXIST'), report('WAIT_BUYER_PAY'), TIMEOUT_CLOSE])(
    'opens no closed trade again for %j',
    (told) => {
      const closed = payment('CLOSED', { tradeNo: 'T1' });
      expect(settle(closed, order('PENDING_PAYMENT'), told)).toEqual({ verdict: 'unchanged' });
    },
  );

  it('moves the order when the whole sum went back, but only the order that this payment paid', () => {
    const paid = payment('SUCCEEDED', { tradeNo: 'T1', applied: true });
    expect(settle(paid, order('TO_SHIP'), FULL_REFUND)).toMatchObject({
      order: 'refund',
      state: 'REFUNDED',
    });
    const second = payment('SUCCEEDED', { tradeNo: 'T1', applied: false });
    expect(settle(second, order('TO_SHIP'), FULL_REFUND)).toMatchObject({
      order: 'none',
      state: 'REFUNDED',
    });
  });

  it.each([
    ['another sum', report('TRADE_SUCCESS', { totalAmount: fen(1) }), 'amount', true],
    ['one fen more', report('TRADE_SUCCESS', { totalAmount: fen(20_901) }), 'amount', true],
    ['one fen less', report('TRADE_SUCCESS', { totalAmount: fen(20_899) }), 'amount', true],
    ['no sum at all', report('TRADE_SUCCESS', { totalAmount: null }), 'amount', true],
    ['another trade', report('TRADE_SUCCESS', { tradeNo: 'T2' }), 'trade-no', true],
    [
      'more refunded than paid',
      report('TRADE_SUCCESS', { refundedAmount: fen(20_901) }),
      'refund-exceeds-payment',
      true,
    ],
    ['another sum, unpaid', report('WAIT_BUYER_PAY', { totalAmount: fen(1) }), 'amount', false],
  ])('holds a report of %s', (_name, told, what, claimsPaid) => {
    const awaited = payment('AWAITING', { tradeNo: 'T1' });
    expect(settle(awaited, order('PENDING_PAYMENT'), told)).toEqual({
      verdict: 'mismatch',
      what,
      claimsPaid,
    });
  });
});

interface World {
  facts: PaymentFacts;
  order: OrderState;
}

/** What the settlement service does with a settlement, without a database. */
function carryOut(world: World, told: TradeReport): World {
  const settlement = settle(world.facts, order(world.order), told);
  if (settlement.verdict === 'mismatch' || settlement.verdict === 'unchanged') return world;
  const { state, refunded, tradeNo } = settlement;
  const facts = { ...world.facts, state, refunded, tradeNo };
  const moved: Partial<Record<OrderEffect, OrderState>> = {
    pay: 'TO_SHIP',
    'pay-and-refund': 'REFUNDED',
    refund: 'REFUNDED',
  };
  const applied = facts.applied || settlement.order.startsWith('pay');
  return { facts: { ...facts, applied }, order: moved[settlement.order] ?? world.order };
}

/**
 * The reports that one trade can give rise to, with any amount sent back so far. Its close and its payment may both be
 * told of: the buyer paid in the same second.
 */
const anyTrade = fc.array(
  fc.oneof(
    fc.constant(report('NOT_EXIST')),
    fc.constant(report('WAIT_BUYER_PAY')),
    fc.constant(TIMEOUT_CLOSE),
    fc.constant(SUCCESS),
    fc.constant(report('TRADE_FINISHED')),
    fc.constant(FULL_REFUND),
    fc
      .integer({ min: 0, max: AMOUNT })
      .map((refunded) => report('TRADE_SUCCESS', { refundedAmount: fen(refunded) })),
  ),
  { maxLength: 12 },
);

describe('settling in any order', () => {
  const start: World = { facts: payment('CREATED'), order: 'PENDING_PAYMENT' };

  it('ends in one state, however the reports are shuffled and repeated', () => {
    const shuffled = anyTrade.chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([reports, again]) => {
        expect(again.reduce(carryOut, start)).toEqual(reports.reduce(carryOut, start));
      }),
      { numRuns: 500 },
    );
  });

  it('never takes a paid payment back and never lowers what was refunded', () => {
    fc.assert(
      fc.property(anyTrade, (reports) => {
        const worlds = reports.reduce<World[]>(
          (seen, told) => [...seen, carryOut(seen.at(-1) ?? start, told)],
          [start],
        );
        worlds.slice(1).forEach((world, index) => {
          const before = worlds[index] ?? start;
          expect(world.facts.refunded).toBeGreaterThanOrEqual(before.facts.refunded);
          if (before.order !== 'PENDING_PAYMENT') expect(world.order).not.toBe('PENDING_PAYMENT');
        });
      }),
    );
  });

  it('makes only moves that the domain has', () => {
    fc.assert(
      fc.property(anyTrade, (reports) => {
        reports.reduce((world, told) => {
          const after = carryOut(world, told);
          expect([world.facts.state, ...MOVES[world.facts.state]]).toContain(after.facts.state);
          return after;
        }, start);
      }),
    );
  });
});
