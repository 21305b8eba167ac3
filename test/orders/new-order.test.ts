import { describe, expect, it } from '@jest/globals';
import { NewId } from '../../src/database/batching/rows.js';
import { fen } from '../../src/kernel/money.js';
import {
  addressSnapshot,
  newOrder,
  NOTHING_MOVED,
  type OrderRequest,
  placedEvents,
} from '../../src/orders/placement/new-order.js';
import type { PricedLine, Pricing } from '../../src/orders/quote/pricing.js';
import { ADDRESS } from '../support/address.js';

const LINE: PricedLine = {
  skuId: 4,
  name: '安踏A红色',
  picture: '',
  attributes: [],
  requiresShipping: true,
  price: fen(19_900),
  count: 2,
  amount: fen(39_800),
  stock: 5,
};

const PRICING: Pricing = {
  lines: [LINE],
  totalCount: 2,
  requiresShipping: true,
  goodsAmount: fen(39_800),
  freight: fen(1_000),
  payable: fen(40_800),
};

const REQUEST: OrderRequest = {
  requestId: '01J',
  userId: 7,
  storefront: 'luffy',
  lines: [{ skuId: 4, count: 2 }],
  addressId: 9,
  remark: '轻放',
  agreement: { kind: 'any-price' },
  checkAfterMs: null,
  drawnNumbers: new Set(),
};

const NUMBERED = {
  orderNo: '202611210000000000000001',
  createdAt: new Date('2026-11-21T04:00:00Z'),
  expiresAt: new Date('2026-11-21T04:30:00Z'),
  nextCheckAt: new Date('2026-11-21T04:31:00Z'),
};

describe('a new order', () => {
  it('waits for its money, and nothing else has come of it', () => {
    expect(newOrder(REQUEST, PRICING, ADDRESS, NUMBERED)).toEqual({
      ...NUMBERED,
      requestId: '01J',
      userId: 7,
      storefront: 'luffy',
      remark: '轻放',
      goodsAmount: 39_800,
      freight: 1_000,
      payable: 40_800,
      totalCount: 2,
      requiresShipping: true,
      state: 'PENDING_PAYMENT',
      address: ADDRESS,
      checkAttempts: 0,
      carrier: null,
      trackingNumber: null,
      cancelRequestedAt: null,
      cancelRequestedBy: null,
      shippingStoppedAt: null,
      discount: 0,
      refundedAmount: 0,
      refundReserved: 0,
      refundRequestedAt: null,
      paidAt: null,
      shippedAt: null,
      receivedAt: null,
      completedAt: null,
      closedAt: null,
      refundedAt: null,
    });
  });

  it('has of an address its text alone', () => {
    const kept = { ...ADDRESS, id: 9, userId: 7 };
    expect(addressSnapshot(kept)).toEqual(ADDRESS);
  });
});

describe('the events of a new order', () => {
  const { stock: _, ...line } = LINE;
  const id = new NewId(null);
  const made = {
    ...newOrder(REQUEST, PRICING, ADDRESS, NUMBERED),
    id,
    lines: [{ ...line, ...NOTHING_MOVED }],
    shipments: [],
  };
  const { orderNo } = NUMBERED;
  const created = {
    type: 'order.created',
    orderId: id,
    data: {
      orderNo,
      storefront: 'luffy',
      goodsAmount: '398.00',
      freight: '10.00',
      payable: '408.00',
      expiresAt: '2026-11-21T12:30:00+08:00',
      lines: [{ skuId: 4, count: 2, price: '199.00' }],
    },
  };

  it('tell what was ordered, and what it took out of the stock', () => {
    const skus = [{ skuId: 4, change: -2 }];
    const taken = { type: 'sku.stock_changed', orderId: id, data: { orderNo, why: 'order', skus } };
    const limited = [{ skuId: 4, count: 2 }];
    expect(placedEvents({ ...made, limited })).toEqual([created, taken]);
  });

  it('are one where no stock is counted', () => {
    expect(placedEvents({ ...made, limited: [] })).toEqual([created]);
  });
});
