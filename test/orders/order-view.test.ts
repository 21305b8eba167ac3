import { describe, expect, it } from '@jest/globals';
import { fen } from '../../src/kernel/money.js';
import type { FullOrder } from '../../src/orders/model/order-record.js';
import { orderView } from '../../src/orders/model/order-view.js';

const LINE = {
  skuId: 4,
  name: '安踏A红色',
  picture: '/p.jpg',
  attributes: [{ name: '颜色', value: '红色' }],
  requiresShipping: true,
  price: fen(19_900),
  count: 2,
  amount: fen(39_800),
};

const MOVED = {
  shippedCount: 2,
  refundedCount: 1,
  refundedUnshippedCount: 0,
  restockedCount: 0,
  refundedAmount: fen(19_900),
};

const LINE_VIEW = {
  lineId: 1,
  ...LINE,
  price: '199.00',
  amount: '398.00',
  shippedCount: 2,
  refundedCount: 1,
  refundedAmount: '199.00',
};

const ORDER: FullOrder = {
  id: '17',
  orderNo: '202611211200000123456789',
  userId: 3,
  state: 'RECEIVED',
  storefront: 'native',
  goodsAmount: fen(39_800),
  freight: fen(5),
  discount: fen(0),
  payable: fen(39_805),
  totalCount: 2,
  requiresShipping: true,
  address: null,
  remark: '',
  carrier: '顺丰速运',
  trackingNumber: 'SF1',
  createdAt: new Date('2026-11-20T16:00:00.999Z'),
  expiresAt: new Date('2026-11-20T16:30:00.999Z'),
  cancelRequestedAt: null,
  cancelRequestedBy: null,
  shippingStoppedAt: null,
  refundedAmount: fen(1_000),
  refundReserved: fen(3_000),
  refundRequestedAt: null,
  paidAt: new Date('2026-11-20T16:01:00Z'),
  shippedAt: new Date('2026-11-20T16:02:00Z'),
  receivedAt: new Date('2026-11-20T16:03:00Z'),
  completedAt: null,
  closedAt: null,
  refundedAt: null,
  nextCheckAt: new Date('2026-11-27T16:03:00Z'),
  checkAttempts: 1,
  lines: [{ ...LINE, ...MOVED }],
  shipments: [
    {
      id: '5',
      orderId: '17',
      carrier: '顺丰速运',
      trackingNumber: 'SF1',
      createdAt: new Date('2026-11-20T16:02:00Z'),
      correctedAt: null,
      lines: [{ lineId: 1, skuId: 4, name: '安踏A红色', count: 2 }],
    },
  ],
};

describe('orderView', () => {
  it('writes money in yuan and times of China, and nothing that is ours alone', () => {
    expect(orderView(ORDER)).toEqual({
      orderNo: '202611211200000123456789',
      state: 'RECEIVED',
      goodsAmount: '398.00',
      freight: '0.05',
      discount: '0.00',
      payable: '398.05',
      refundedAmount: '10.00',
      refundableAmount: '368.05',
      totalCount: 2,
      address: null,
      remark: '',
      lines: [LINE_VIEW],
      shipments: [
        {
          id: '5',
          orderNo: '202611211200000123456789',
          carrier: '顺丰速运',
          trackingNumber: 'SF1',
          lines: [{ lineId: 1, skuId: 4, name: '安踏A红色', count: 2 }],
          createdAt: '2026-11-21T00:02:00+08:00',
          correctedAt: null,
        },
      ],
      carrier: '顺丰速运',
      trackingNumber: 'SF1',
      createdAt: '2026-11-21T00:00:00+08:00',
      expiresAt: '2026-11-21T00:30:00+08:00',
      cancelRequestedAt: null,
      shippingStoppedAt: null,
      refundRequestedAt: null,
      paidAt: '2026-11-21T00:01:00+08:00',
      shippedAt: '2026-11-21T00:02:00+08:00',
      receivedAt: '2026-11-21T00:03:00+08:00',
      completedAt: null,
      closedAt: null,
      refundedAt: null,
    });
  });

  it('shows of a line only what its form names, whatever else the record has', () => {
    const lines = [{ ...LINE, ...MOVED, id: '9', orderId: '17', stock: 3 }];
    const [line] = orderView({ ...ORDER, lines }).lines;
    expect(line).toEqual(LINE_VIEW);
  });
});
