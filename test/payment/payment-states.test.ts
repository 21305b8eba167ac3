import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import {
  isPaid,
  knowledgeOf,
  PAYMENT_STATES,
  type PaymentState,
  stateFor,
  type TradeKnowledge,
} from '../../src/payment/model/payment-states.js';

const AMOUNT = fen(100);
const NOTHING: TradeKnowledge = {
  awaited: false,
  closedUnpaid: false,
  paid: false,
  finished: false,
  refunded: fen(0),
};
const PAID = { awaited: true, paid: true } as const;

describe('the state that stands for what is known of a trade', () => {
  it.each<[PaymentState, string, Partial<TradeKnowledge>]>([
    ['CREATED', 'nothing is', {}],
    ['AWAITING', 'a buyer was there', { awaited: true }],
    ['CLOSED', 'it was closed', { closedUnpaid: true }],
    ['CLOSED', 'a buyer was there before it was closed', { awaited: true, closedUnpaid: true }],
    ['SUCCEEDED', 'it was paid', PAID],
    ['SUCCEEDED', 'it was closed and yet paid', { ...PAID, closedUnpaid: true }],
    ['PARTLY_REFUNDED', 'a fen went back', { ...PAID, refunded: fen(1) }],
    ['PARTLY_REFUNDED', 'all but a fen went back', { ...PAID, refunded: fen(99) }],
    ['REFUNDED', 'all went back', { ...PAID, refunded: AMOUNT }],
    ['REFUNDED', 'all went back and it is over', { ...PAID, finished: true, refunded: AMOUNT }],
    ['FINISHED', 'it is over', { ...PAID, finished: true }],
    ['FINISHED', 'it is over, and a part went back', { ...PAID, finished: true, refunded: fen(1) }],
  ])('is %s when %s', (state, _, known) => {
    expect(stateFor({ ...NOTHING, ...known }, AMOUNT)).toBe(state);
  });
});

describe("what a payment's row says of its trade", () => {
  it.each<[PaymentState, Partial<TradeKnowledge>]>([
    ['CREATED', {}],
    ['AWAITING', { awaited: true }],
    ['SUCCEEDED', PAID],
    ['PARTLY_REFUNDED', { ...PAID, refunded: fen(1) }],
    ['REFUNDED', { ...PAID, refunded: AMOUNT }],
    ['FINISHED', { ...PAID, finished: true }],
    ['CLOSED', { awaited: true, closedUnpaid: true }],
  ])('%s', (state, known) => {
    const expected = { ...NOTHING, ...known };
    expect(knowledgeOf(state, expected.refunded)).toEqual(expected);
    expect(stateFor(expected, AMOUNT)).toBe(state);
  });

  it('has money in it or not', () => {
    const paid: readonly PaymentState[] = ['SUCCEEDED', 'PARTLY_REFUNDED', 'REFUNDED', 'FINISHED'];
    expect(PAYMENT_STATES.filter((state) => isPaid(state))).toEqual(paid);
  });
});
