import { describe, expect, it } from '@jest/globals';
import { summariesOf, type SummaryRow } from '../../src/orders/model/order-summary.js';

const ROW: SummaryRow = {
  id: '9',
  orderNo: '202611211200000000000009',
  state: 'TO_SHIP',
  totalCount: 3,
  payable: '607.00',
  freight: '10.00',
  address: '{"tag":"家"}',
  createdAt: new Date('2026-11-21T04:00:00Z'),
  lineId: '99',
  skuId: 4,
  name: '安踏A红色',
  picture: '/p.jpg',
  attributes: '[{"name":"颜色","value":"红色"}]',
  price: '199.00',
  count: 1,
  amount: '199.00',
};

describe('summaries of orders', () => {
  it('gather the lines of each order, the newest order and the oldest line first', () => {
    const summaries = summariesOf([
      { ...ROW, lineId: '100', skuId: 5 },
      { ...ROW, id: '10', orderNo: '202611211200000000000010', lineId: '101', address: null },
      ROW,
    ]);
    const shown = summaries.map(({ orderNo, lines }) => [
      orderNo.slice(-2),
      lines.map(({ skuId }) => skuId),
    ]);
    expect(shown).toEqual([
      ['10', [4]],
      ['09', [4, 5]],
    ]);
    expect(summaries[0]?.address).toBeNull();
  });

  it('say what the columns say', () => {
    expect(summariesOf([ROW])).toEqual([
      {
        orderNo: '202611211200000000000009',
        state: 'TO_SHIP',
        totalCount: 3,
        payable: '607.00',
        freight: '10.00',
        address: { tag: '家' },
        createdAt: '2026-11-21T12:00:00+08:00',
        lines: [
          {
            skuId: 4,
            name: '安踏A红色',
            picture: '/p.jpg',
            attributes: [{ name: '颜色', value: '红色' }],
            price: '199.00',
            count: 1,
            amount: '199.00',
          },
        ],
      },
    ]);
  });
});
