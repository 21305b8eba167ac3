import { describe, expect, it } from '@jest/globals';
import type { KeysetList } from '../../src/database/keyset.js';
import { fen } from '../../src/kernel/money.js';
import {
  type AfterSaleFilter,
  afterSaleListOf,
} from '../../src/payment/after-sales/after-sale-filter.js';
import { waitingCaseSql } from '../../src/payment/model/waiting-cases.js';
import {
  incidentListOf,
  paymentListOf,
  refundListOf,
} from '../../src/payment/lists/money-filters.js';
import { mobileIs, type OrderFilter, orderListOf } from '../../src/payment/lists/order-filter.js';
import { AFTER_SALE_STATES } from '../../src/payment/after-sales/after-sale-states.js';
import { INCIDENT_STATES } from '../../src/payment/model/incident.entity.js';
import { PAYMENT_STATES } from '../../src/payment/model/payment-states.js';
import { REFUND_STATES } from '../../src/payment/model/refund-states.js';
import { ORDER_STATES } from '../../src/orders/model/order-states.js';

const NOW = new Date('2026-11-21T04:00:00Z');
const at = (day: number) => new Date(Date.UTC(2026, 10, day));
const OPEN = { from: null, to: null };

/** A list in a few words: from where by what, its branches, and what each entry is looked at for, with the values. */
function told(list: KeysetList) {
  const conditions = (all: KeysetList['rest']) => all.map(({ sql, values }) => [sql, ...values]);
  const { from, joins, at: by, pick } = list;
  return {
    read: [from, joins, by, pick].filter(Boolean).join(' | '),
    branches: conditions(list.branches),
    rest: conditions(list.rest),
  };
}

const inStates = (states: readonly string[]) => states.map((state) => ['k.state IN (?)', [state]]);

describe('a list of orders', () => {
  const NOTHING: OrderFilter = {
    states: [],
    created: OPEN,
    paid: OPEN,
    amount: { from: null, to: null },
    storefront: null,
    userId: null,
    mobile: null,
    ids: null,
  };
  const ALL: OrderFilter = {
    states: ['TO_SHIP', 'SHIPPED'],
    created: { from: at(1), to: at(9) },
    paid: { from: at(2), to: null },
    amount: { from: fen(100), to: fen(20_900) },
    storefront: 'luffy',
    userId: null,
    mobile: null,
    ids: null,
  };
  const mobile = { tail: '0000', digits: '13800000000' };
  const DIGITS = "RIGHT(REPLACE(REPLACE(k.mobile, '-', ''), '+', ''), 11) = ?";
  const listed = (filter: Partial<OrderFilter>, of = NOTHING) =>
    told(orderListOf({ ...of, ...filter }, NOW));
  const wanted = [
    ['k.payable >= ?', '1.00'],
    ['k.payable <= ?', '209.00'],
    ['k.storefront = ?', 'luffy'],
    ['k.paid_at >= ?', at(2)],
  ];

  it('goes by the time made, state by state', () => {
    expect(listed({})).toEqual({
      read: 'orders k FORCE INDEX (ix_orders_state) | k.created_at | k.id',
      branches: inStates(ORDER_STATES),
      rest: [],
    });
    expect(listed({ created: { from: at(3), to: at(4) } }, ALL)).toEqual({
      read: 'orders k FORCE INDEX (ix_orders_state) | k.created_at | k.id',
      branches: ['TO_SHIP', 'SHIPPED'].map((state) => [
        'k.state IN (?) AND k.created_at >= ? AND k.created_at < ?',
        [state],
        at(3),
        at(4),
      ]),
      rest: wanted,
    });
  });

  it('goes by the time paid where that is the shorter period', () => {
    const paid = { from: at(2), to: at(3) };
    expect(listed({ paid }, ALL)).toEqual({
      read:
        'payments k FORCE INDEX (ix_payments_paid_at) | JOIN orders o ON o.id = k.order_id | ' +
        'k.paid_at | o.id',
      branches: [['k.paid_at >= ? AND k.paid_at < ?', at(2), at(3)]],
      rest: [
        ['k.applied_at IS NOT NULL'],
        ['o.state IN (?)', ['TO_SHIP', 'SHIPPED']],
        ['o.created_at >= ?', at(1)],
        ['o.created_at < ?', at(9)],
        ['o.payable >= ?', '1.00'],
        ['o.payable <= ?', '209.00'],
        ['o.storefront = ?', 'luffy'],
      ],
    });
  });

  it.each<[string, Partial<OrderFilter>, 'paid' | 'created']>([
    ['paid of a day, made at any time', { paid: { from: at(20), to: at(21) } }, 'paid'],
    ['paid since yesterday, made since the day before', since(20, 19), 'paid'],
    ['paid since yesterday, made since today', since(20, 21), 'created'],
    ['both since the same time', since(20, 20), 'created'],
    [
      'paid until a day, made since yesterday',
      { paid: { from: null, to: at(2) }, ...since(0, 20) },
      'created',
    ],
    ['made since yesterday', since(0, 20), 'created'],
  ])('goes by the shorter one of two periods: %s', (_, filter, by) => {
    expect(listed(filter).read).toContain(by === 'paid' ? 'k.paid_at' : 'k.created_at');
  });

  /** Periods that have not ended; 0: none. */
  function since(paid: number, created: number): Partial<OrderFilter> {
    const from = (day: number) => ({ from: at(day), to: null });
    return {
      ...(paid === 0 ? {} : { paid: from(paid) }),
      ...(created === 0 ? {} : { created: from(created) }),
    };
  }

  it("goes by ids along a user's own orders", () => {
    expect(listed({ userId: 7 })).toEqual({
      read: 'orders k FORCE INDEX (ix_orders_user) | k.id',
      branches: [['k.user_id = ?', 7]],
      rest: [],
    });
    expect(listed({ userId: 7 }, ALL)).toEqual({
      read: 'orders k FORCE INDEX (ix_orders_user_state) | k.id',
      branches: ['TO_SHIP', 'SHIPPED'].map((state) => [
        'k.user_id = ? AND k.state IN (?)',
        7,
        [state],
      ]),
      rest: [['k.created_at >= ?', at(1)], ['k.created_at < ?', at(9)], ...wanted],
    });
  });

  it('goes by the end of a mobile', () => {
    const tail = { tail: '0000', digits: null };
    expect(listed({ mobile: tail })).toEqual({
      read: 'orders k FORCE INDEX (ix_orders_mobile) | k.created_at | k.id',
      branches: [['k.mobile_tail = ?', '0000']],
      rest: [],
    });
    expect(listed({ mobile, userId: 7 }, ALL)).toEqual({
      read: 'orders k FORCE INDEX (ix_orders_mobile) | k.created_at | k.id',
      branches: [
        ['k.mobile_tail = ? AND k.created_at >= ? AND k.created_at < ?', '0000', at(1), at(9)],
      ],
      rest: [
        [DIGITS, '13800000000'],
        ['k.user_id = ?', 7],
        ['k.state IN (?)', ['TO_SHIP', 'SHIPPED']],
        ...wanted,
      ],
    });
    expect(mobileIs(mobile)).toEqual({
      sql: `k.mobile_tail = ? AND ${DIGITS}`,
      values: ['0000', '13800000000'],
    });
    expect(mobileIs(tail)).toEqual({ sql: 'k.mobile_tail = ?', values: ['0000'] });
  });

  it('is of the orders that were found, some hundreds at a time', () => {
    const plain = told(orderListOf({ ...NOTHING, ids: [] }, NOW));
    expect(plain).toEqual({
      read: 'orders k | k.created_at | k.id',
      branches: [['k.id IN (?)', ['0']]],
      rest: [],
    });
    const some = listed({ ids: ['5'], userId: 7, mobile }, ALL);
    expect(some.branches).toEqual([
      [
        `k.id IN (?) AND k.user_id = ? AND k.mobile_tail = ? AND ${DIGITS} AND k.state IN (?) AND ` +
          'k.created_at >= ? AND k.created_at < ? AND k.payable >= ? AND k.payable <= ? AND ' +
          'k.storefront = ? AND k.paid_at >= ?',
        ['0', '5'],
        7,
        '0000',
        '13800000000',
        ['TO_SHIP', 'SHIPPED'],
        at(1),
        at(9),
        '1.00',
        '209.00',
        'luffy',
        at(2),
      ],
    ]);
    const ids = Array.from({ length: 1_000 }, (__, index) => String(index + 1));
    const many = orderListOf({ ...NOTHING, ids }, NOW).branches.map(({ values }) => values[0]);
    expect(many).toEqual([['0', ...ids.slice(0, 499)], ids.slice(499, 999), ['1000']]);
  });
});

describe('a list of refunds', () => {
  it('goes by state', () => {
    expect(told(refundListOf({}, null))).toEqual({
      read: 'refunds k FORCE INDEX (ix_refunds_state) | k.created_at | k.id',
      branches: inStates(REFUND_STATES),
      rest: [],
    });
  });

  it('is restricted by all that is said', () => {
    const query = {
      state: 'UNKNOWN,FAILED',
      from: '2026-11-20',
      to: '2026-11-20',
      amountFrom: '1',
      amountTo: '2.5',
      waitsFor: 'timeout',
    };
    expect(told(refundListOf(query, null))).toEqual({
      read: 'refunds k FORCE INDEX (ix_refunds_state) | k.created_at | k.id',
      branches: ['UNKNOWN', 'FAILED'].map((state) => [
        'k.state IN (?) AND k.created_at >= ? AND k.created_at < ?',
        [state],
        new Date('2026-11-19T16:00:00Z'),
        new Date('2026-11-20T16:00:00Z'),
      ]),
      rest: [
        ['k.amount >= ?', '1.00'],
        ['k.amount <= ?', '2.50'],
        ['k.fault = ?', 'timeout'],
      ],
    });
  });

  it('is of those that were found', () => {
    expect(told(refundListOf({ state: 'FAILED' }, ['5']))).toEqual({
      read: 'refunds k | k.created_at | k.id',
      branches: [['k.id IN (?) AND k.state IN (?)', ['0', '5'], ['FAILED']]],
      rest: [],
    });
  });
});

describe('a list of incidents', () => {
  it('goes by state, and looks at the kinds', () => {
    expect(told(incidentListOf({}, null))).toEqual({
      read: 'incidents k FORCE INDEX (ix_incidents_state) | k.created_at | k.id',
      branches: inStates(INCIDENT_STATES),
      rest: [],
    });
    const query = { state: 'OPEN', kind: 'late-payment,refund-failed', from: '2026-11-20' };
    expect(told(incidentListOf(query, null))).toEqual({
      read: 'incidents k FORCE INDEX (ix_incidents_state) | k.created_at | k.id',
      branches: [
        ['k.state IN (?) AND k.created_at >= ?', ['OPEN'], new Date('2026-11-19T16:00:00Z')],
      ],
      rest: [['k.kind IN (?)', ['late-payment', 'refund-failed']]],
    });
  });
});

describe('a list of payments', () => {
  const ways = { method: 'wap', storefront: 'meiduo', amountFrom: '1', amountTo: '2' } as const;
  const wanted = [
    ['k.amount >= ?', '1.00'],
    ['k.amount <= ?', '2.00'],
    ['k.method = ?', 'wap'],
    ['k.storefront = ?', 'meiduo'],
  ];

  it('goes by ids, state by state', () => {
    expect(told(paymentListOf({}, null))).toEqual({
      read: 'payments k FORCE INDEX (ix_payments_state) | k.id',
      branches: inStates(PAYMENT_STATES),
      rest: [],
    });
    expect(told(paymentListOf({ ...ways, state: 'CLOSED' }, null))).toEqual({
      read: 'payments k FORCE INDEX (ix_payments_state) | k.id',
      branches: [['k.state IN (?)', ['CLOSED']]],
      rest: wanted,
    });
  });

  it('goes by the time paid where that is asked for', () => {
    const paidTo = '2026-11-20T00:00:00+08:00';
    expect(told(paymentListOf({ ...ways, state: 'SUCCEEDED', paidTo }, null))).toEqual({
      read: 'payments k FORCE INDEX (ix_payments_paid_at) | k.paid_at | k.id',
      branches: [['k.paid_at < ?', new Date(paidTo)]],
      rest: [['k.state IN (?)', ['SUCCEEDED']], ...wanted],
    });
  });

  it('is of those that were found', () => {
    const paidFrom = '2026-11-20';
    expect(told(paymentListOf({ ...ways, state: 'CLOSED', paidFrom }, ['5']))).toEqual({
      read: 'payments k | k.id',
      branches: [
        [
          'k.id IN (?) AND k.state IN (?) AND k.amount >= ? AND k.amount <= ? AND k.method = ? AND ' +
            'k.storefront = ? AND k.paid_at >= ?',
          ['0', '5'],
          ['CLOSED'],
          '1.00',
          '2.00',
          'wap',
          'meiduo',
          new Date('2026-11-19T16:00:00Z'),
        ],
      ],
      rest: [],
    });
    expect(told(paymentListOf({}, [])).branches).toEqual([['k.id IN (?)', ['0']]]);
  });
});

describe('a list of cases', () => {
  const NOTHING: AfterSaleFilter = {
    userId: null,
    orderNo: null,
    type: null,
    states: [],
    needsAttentionAt: null,
  };
  const listed = (filter: Partial<AfterSaleFilter>) =>
    told(afterSaleListOf({ ...NOTHING, ...filter }));
  const all = {
    type: 'refundOnly',
    states: ['AGREED', 'REFUNDED'],
    needsAttentionAt: NOW,
  } as const;
  const looked = [
    ['k.type = ?', 'refundOnly'],
    [waitingCaseSql(), NOW],
  ];

  it('goes by state', () => {
    expect(listed({})).toEqual({
      read: 'after_sales k FORCE INDEX (ix_after_sales_state) | k.id',
      branches: inStates(AFTER_SALE_STATES),
      rest: [],
    });
    expect(listed(all)).toEqual({
      read: 'after_sales k FORCE INDEX (ix_after_sales_state) | k.id',
      branches: inStates(['AGREED']),
      rest: looked,
    });
  });

  it.each<[string, AfterSaleFilter['states'], readonly string[]]>([
    ['the open ones', [], ['APPLIED', 'AGREED', 'SENT_BACK', 'RECEIVED_BACK']],
    ['those of them that are named', ['SENT_BACK', 'EXPIRED'], ['SENT_BACK']],
    ['one of the others, which shows that none waits', ['REFUNDED', 'EXPIRED'], ['REFUNDED']],
  ])('looks for what waits in %s', (_, states, branches) => {
    expect(listed({ states, needsAttentionAt: NOW }).branches).toEqual(inStates(branches));
  });

  it("goes along a user's", () => {
    expect(listed({ userId: 7 })).toEqual({
      read: 'after_sales k FORCE INDEX (ix_after_sales_user) | k.id',
      branches: [['k.user_id = ?', 7]],
      rest: [],
    });
    expect(listed({ userId: 7, ...all }).rest).toEqual([
      ['k.state IN (?)', ['AGREED', 'REFUNDED']],
      ...looked,
    ]);
  });

  it("goes along an order's", () => {
    const orderIs = 'k.order_id = (SELECT id FROM orders WHERE order_no = ?)';
    expect(listed({ orderNo: '2026' })).toEqual({
      read: 'after_sales k FORCE INDEX (ix_after_sales_order) | k.id',
      branches: [[orderIs, '2026']],
      rest: [],
    });
    expect(listed({ orderNo: '2026', userId: 7, ...all }).rest).toEqual([
      ['k.user_id = ?', 7],
      ['k.state IN (?)', ['AGREED', 'REFUNDED']],
      ...looked,
    ]);
  });
});
