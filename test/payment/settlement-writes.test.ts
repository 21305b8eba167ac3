import { describe, expect, it } from '@jest/globals';
import type { TradeReport } from '../../src/alipay/trade-report.js';
import { fen } from '../../src/kernel/money.js';
import type { OrderRecord } from '../../src/orders/model/order-record.js';
import type { PaymentEntity } from '../../src/payment/model/payment.entity.js';
import type { Settlement } from '../../src/payment/settlement/settlement.js';
import {
  type Change,
  type ChangedTrade,
  concernsRefunds,
  eventsOf,
  paysOrder,
  settledPayment,
  statementChangeOf,
} from '../../src/payment/settlement/settlement-writes.js';

const NOW = new Date('2026-11-29T10:00:00.000Z');
const PAID_AT = new Date('2026-11-29T09:59:00.000Z');
const BEFORE = new Date('2026-11-28T08:00:00.000Z');
const HOUR_MS = 3_600_000;

const UNTOUCHED = { paidAt: null, recordedAt: null, recheckAt: null, appliedAt: null };
const BOOKED = {
  paidAt: PAID_AT,
  recordedAt: NOW,
  recheckAt: new Date(NOW.getTime() + 4 * HOUR_MS),
};
const PAID_BEFORE = { paidAt: BEFORE, recordedAt: BEFORE, recheckAt: null, appliedAt: BEFORE };

function changed(
  verdict: Settlement['verdict'],
  change: Partial<Change>,
  payment: Partial<PaymentEntity> = {},
  revives = false,
): ChangedTrade {
  const before = { id: '7', orderId: '5', outTradeNo: 'N1', tradeNo: null, amount: fen(900) };
  const sums = { refundedAmount: fen(0), closedAt: null, state: 'AWAITING' };
  const after = { state: 'SUCCEEDED', refunded: fen(0), tradeNo: 'T1', newlyPaid: false };
  return {
    order: { id: '5', orderNo: 'N1' } as OrderRecord,
    payment: { ...before, ...sums, ...UNTOUCHED, ...payment } as PaymentEntity,
    report: {} as TradeReport,
    change: { ...after, verdict, order: 'none', ...change } as Change,
    paidAt: PAID_AT,
    now: NOW,
    revives,
    refund: null,
  };
}

const paid = { newlyPaid: true };

describe('what becomes of a payment', () => {
  it.each<[string, ChangedTrade, object]>([
    [
      'it pays its order',
      changed('paid', { ...paid, order: 'pay' }),
      { ...BOOKED, appliedAt: NOW },
    ],
    [
      'it pays its order and is sent back',
      changed('paid', { ...paid, order: 'pay-and-refund' }),
      { ...BOOKED, appliedAt: NOW },
    ],
    [
      'it comes too late',
      changed('late', { ...paid, order: 'late' }),
      { ...BOOKED, appliedAt: null },
    ],
    [
      'it comes too late, and revives its order',
      changed('late', { ...paid, order: 'late' }, {}, true),
      { ...BOOKED, appliedAt: NOW },
    ],
    [
      'a part of it is sent back',
      changed('refunded', { refunded: fen(100) }, PAID_BEFORE),
      { ...PAID_BEFORE, refundedAmount: fen(100), closedAt: null },
    ],
    [
      'it is closed unpaid',
      changed('closed', { state: 'CLOSED', order: 'unpaid-closed' }),
      { ...UNTOUCHED, state: 'CLOSED', closedAt: NOW },
    ],
    [
      'it is paid after it was closed',
      changed('paid', { ...paid, order: 'pay' }, { state: 'CLOSED', closedAt: BEFORE }),
      { ...BOOKED, state: 'SUCCEEDED', appliedAt: NOW, closedAt: BEFORE },
    ],
  ])('when %s', (_what, trade, expected) => {
    const settled = settledPayment(trade);
    expect(settled.payment).toBe(trade.payment);
    expect(settled.after).toMatchObject({ tradeNo: 'T1', ...expected });
  });
});

describe('the events of a payment', () => {
  const typesOf = (trade: ChangedTrade) => eventsOf(trade).map(({ type }) => type);

  it('come in the order in which Alipay had them', () => {
    const all = { ...paid, refunded: fen(100), state: 'FINISHED', order: 'pay' } as const;
    expect(typesOf(changed('paid', all))).toEqual([
      'payment.succeeded',
      'payment.refunded',
      'payment.finished',
    ]);
    expect(typesOf(changed('closed', { state: 'CLOSED' }))).toEqual(['payment.closed']);
    expect(typesOf(changed('awaiting', {}))).toEqual([]);
  });

  it('name the order, the payment and the trade, and when it was paid in China', () => {
    const about = { orderId: '5', paymentId: '7' };
    const data = { orderNo: 'N1', outTradeNo: 'N1', tradeNo: 'T1', amount: '9.00' };
    expect(eventsOf(changed('paid', { ...paid, order: 'pay' }))).toEqual([
      {
        type: 'payment.succeeded',
        ...about,
        data: { ...data, paidAt: '2026-11-29T17:59:00+08:00' },
      },
    ]);
    expect(eventsOf(changed('closed', { state: 'CLOSED' }))).toEqual([
      { type: 'payment.closed', ...about, data },
    ]);
    const finished = changed('finished', { state: 'FINISHED' }, { state: 'SUCCEEDED' });
    expect(eventsOf(finished)).toEqual([{ type: 'payment.finished', ...about, data }]);
  });

  it.each<[string, ChangedTrade]>([
    ['is finished once more', changed('refunded', { state: 'FINISHED' }, { state: 'FINISHED' })],
    [
      'has the same sum back',
      changed('late', { refunded: fen(100) }, { refundedAmount: fen(100) }),
    ],
    ['succeeds in silence', changed('refunded', { state: 'SUCCEEDED' })],
  ])('are none when it %s', (_, trade) => {
    expect(eventsOf(trade)).toEqual([]);
  });

  it('say how much went back now, and in all', () => {
    const more = changed('refunded', { refunded: fen(300) }, { refundedAmount: fen(100) });
    expect(eventsOf(more)).toMatchObject([
      { data: { refunded: '2.00', refundedTotal: '3.00', amount: '9.00', tradeNo: 'T1' } },
    ]);
  });
});

describe('the money of a trade', () => {
  it.each<[Change['order'], boolean]>([
    ['pay', true],
    ['pay-and-refund', true],
    ['late', false],
    ['unpaid-closed', false],
    ['none', false],
  ])('that does %p: does it pay the order?', (order, pays) => {
    expect(paysOrder(changed('paid', { ...paid, order }))).toBe(pays);
  });

  it.each<[string, ChangedTrade, boolean]>([
    ['more of it went back', changed('refunded', { refunded: fen(1) }), true],
    [
      'as much of it went back as before',
      changed('refunded', { refunded: fen(1) }, { refundedAmount: fen(1) }),
      false,
    ],
    ['no more can go back', changed('finished', { state: 'FINISHED' }), true],
    ['it came', changed('paid', { ...paid, order: 'pay' }), false],
  ])('concerns refunds when %s: %#', (_, trade, does) => {
    expect(concernsRefunds(trade)).toBe(does);
  });
});

describe('what the evidence keeps of a change', () => {
  it.each<[string, ChangedTrade, Record<string, string>]>([
    ['the state', changed('paid', { tradeNo: null }), { state: 'AWAITING → SUCCEEDED' }],
    ["the trade's number", changed('paid', {}, { state: 'SUCCEEDED' }), { trade_no: '- → T1' }],
    [
      'a number that is gone',
      changed('paid', { tradeNo: null }, { state: 'SUCCEEDED', tradeNo: 'T0' }),
      { trade_no: 'T0 → -' },
    ],
    [
      'what went back',
      changed('refunded', { refunded: fen(250) }, { state: 'SUCCEEDED', tradeNo: 'T1' }),
      { refunded: '0.00 → 2.50' },
    ],
    ['nothing', changed('paid', {}, { state: 'SUCCEEDED', tradeNo: 'T1' }), {}],
  ])('is %s, from what to what', (_, trade, members) => {
    const { payment, report } = trade;
    const { verdict } = trade.change;
    expect(statementChangeOf(trade)).toEqual({ payment, report, verdict, changed: members });
  });
});
