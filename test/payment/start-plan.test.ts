import { describe, expect, it } from '@jest/globals';
import type { OrderRecord } from '../../src/orders/model/order-record.js';
import {
  answersOf,
  type Command,
  givenBy,
  type Plan,
  planIn,
  renewed,
} from '../../src/payment/links/start-plan.js';
import type { PaymentEntity } from '../../src/payment/model/payment.entity.js';

const NO = '202611211200000123456789';
const AT = new Date('2026-11-21T04:00:00Z');

const KEYED = { scope: 'user:u1', key: 'k1', route: 'POST payments', body: {} };

const COMMAND: Command = {
  orderNo: NO,
  method: 'wap',
  storefront: 'meiduo',
  userId: 1,
  keyed: KEYED,
};

const ORDER = { id: '7', orderNo: NO } as OrderRecord;

const PAYMENT = {
  id: '41',
  orderId: '7',
  outTradeNo: `${NO}02`,
  method: 'page',
  storefront: 'native',
} as PaymentEntity;

function plan(changes: Partial<Plan> = {}): Plan {
  return { command: COMMAND, order: ORDER, payment: null, attemptsBefore: 0, ...changes };
}

describe('a payment that is there already', () => {
  it('is led to in the way of who asks now', () => {
    expect(renewed(plan({ payment: PAYMENT }))).toEqual([
      { ...PAYMENT, method: 'wap', storefront: 'meiduo' },
    ]);
  });

  it('is none where there is none', () => {
    expect(renewed(plan())).toEqual([]);
  });
});

describe('what is kept for the key of a link', () => {
  it.each<[string, Partial<Plan>, string | null]>([
    ['the number of the first payment', {}, NO],
    ['that of the next one', { attemptsBefore: 1 }, `${NO}02`],
    ['that of the payment that is there', { payment: PAYMENT, attemptsBefore: 5 }, `${NO}02`],
    ['nothing without a key', { command: { ...COMMAND, keyed: null } }, null],
  ])('is %s', (_, changes, outTradeNo) => {
    const body = { outTradeNo, signedAt: '2026-11-21T04:00:00.000Z' };
    const kept = [{ request: KEYED, reply: { status: 201, body } }];
    expect(answersOf(plan(changes), AT)).toEqual(outTradeNo === null ? [] : kept);
  });
});

describe('a decision', () => {
  const kept = { kept: { outTradeNo: NO, signedAt: AT.toISOString() } };
  const refused = { ok: false, error: new Error('no') } as const;
  const decided = { ok: true, value: plan() } as const;
  const known = { ok: true, value: kept } as const;
  const payments = new Map([['7', PAYMENT]]);

  it.each([
    ['waits for its turn alone', 'alone', [], 'alone'],
    ['is refused', refused, [], refused],
    ['was answered before', known, [], known],
    ['has a plan', decided, [plan()], { ok: true, value: { payment: PAYMENT, at: AT } }],
  ] as const)('that %s', (_, decision, plans, given) => {
    expect(planIn(decision)).toEqual(plans);
    expect(givenBy(decision, payments, AT)).toEqual(given);
  });

  it('whose plan came to no payment is a fault of ours', () => {
    expect(() => givenBy(decided, new Map(), AT)).toThrow(`order ${NO} got no payment`);
  });
});
