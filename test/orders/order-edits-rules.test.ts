import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import {
  adjustedPayable,
  editedOrder,
  type OrderEdit,
} from '../../src/orders/model/order-edits.js';
import type { OrderRecord } from '../../src/orders/model/order-record.js';
import { ORDER_STATES } from '../../src/orders/model/order-states.js';
import { ADDRESS } from '../support/address.js';

const NOW = new Date('2026-11-21T04:00:00Z');
type Known = Pick<
  OrderRecord,
  'state' | 'shippedAt' | 'address' | 'remark' | 'cancelRequestedAt' | 'goodsAmount' | 'freight'
>;

/** An unpaid order of 90 fen with freight of 10. The rules look at nothing else of it. */
function order(changes: Partial<Known> = {}): OrderRecord {
  const known: Known = {
    state: 'PENDING_PAYMENT',
    shippedAt: null,
    address: ADDRESS,
    remark: '轻放',
    cancelRequestedAt: null,
    goodsAmount: fen(90),
    freight: fen(10),
    ...changes,
  };
  return known as OrderRecord;
}

describe('an order that is edited', () => {
  const moved = { ...ADDRESS, detail: '2 号' };

  it.each<[string, OrderRecord, OrderEdit, Pick<OrderRecord, 'address' | 'remark'>]>([
    ['nothing', order(), {}, { address: ADDRESS, remark: '轻放' }],
    ['a remark', order(), { remark: '' }, { address: ADDRESS, remark: '' }],
    [
      'a part of the address',
      order({ state: 'TO_SHIP' }),
      { address: { detail: '2 号', tag: undefined } },
      { address: moved, remark: '轻放' },
    ],
    [
      'the remark of an order without address',
      order({ address: null }),
      { remark: '快' },
      { address: null, remark: '快' },
    ],
  ])('has %s anew', (_, of, edit, edited) => {
    expect(editedOrder(of, edit)).toEqual(edited);
  });

  it.each(ORDER_STATES.filter((state) => state !== 'PENDING_PAYMENT' && state !== 'TO_SHIP'))(
    'is none in %s',
    (state) => {
      const told = { slug: 'order-not-editable', members: { state } };
      expect(() => editedOrder(order({ state }), {})).toThrow(expect.objectContaining(told));
    },
  );

  it.each<[string, OrderRecord, OrderEdit, string]>([
    ['sent in part', order({ state: 'TO_SHIP', shippedAt: NOW }), {}, 'order-not-editable'],
    ['without address', order({ address: null }), { address: {} }, 'nothing-shipped'],
  ])('is none that is %s', (_, of, edit, slug) => {
    expect(() => editedOrder(of, edit)).toThrow(expect.objectContaining({ slug }));
  });
});

describe('the payable of an order with a discount', () => {
  it.each([
    [0, 100],
    [1, 99],
    [99, 1],
  ])('of %d fen', (discount, payable) => {
    expect(adjustedPayable(order(), fen(discount))).toBe(payable);
  });

  it.each<[string, OrderRecord, number, object]>([
    ['leaves nothing', order(), 100, { slug: 'discount-too-large', members: { whole: '1.00' } }],
    ['is more than it costs', order(), 101, { slug: 'discount-too-large' }],
    [
      'comes after it was paid',
      order({ state: 'TO_SHIP' }),
      1,
      { slug: 'order-not-adjustable', members: { state: 'TO_SHIP' } },
    ],
    [
      'comes while it is cancelled',
      order({ cancelRequestedAt: NOW }),
      1,
      { slug: 'order-not-adjustable' },
    ],
  ])('is none when it %s', (_, of, discount, told) => {
    expect(() => adjustedPayable(of, fen(discount))).toThrow(expect.objectContaining(told));
  });
});
