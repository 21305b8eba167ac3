import { describe, expect, it } from '@jest/globals';
import { quoteSource } from '../../src/orders/lifecycle/order-requests.js';
import type { QuoteDto } from '../../src/orders/lifecycle/orders.dto.js';
import { orderEvent } from '../../src/orders/model/order-events.js';
import { orderTitle } from '../../src/orders/model/order-title.js';
import { givenBackEvents, takenEvents } from '../../src/orders/model/stock-events.js';

describe('what an order is called', () => {
  it.each<[string, [string, number][], string]>([
    ['its one line', [['灯', 2]], '灯 2件'],
    [
      'the first of several, and all their pieces',
      [
        ['灯', 2],
        ['课', 3],
      ],
      '灯 等5件',
    ],
    ['nothing', [], ' 0件'],
  ])('after %s', (_, lines, title) => {
    expect(orderTitle(lines.map(([name, count]) => ({ name, count })))).toBe(title);
  });
});

describe('what a quote is asked for', () => {
  const asked = (body: object) => () => quoteSource(body as QuoteDto);

  it('is the cart, or pieces of a SKU', () => {
    expect(asked({ source: 'cart' })()).toEqual({ source: 'cart' });
    const buyNow = { source: 'buyNow', skuId: 4, count: 2 };
    expect(asked(buyNow)()).toEqual(buyNow);
  });

  it.each<[object, string]>([
    [{ source: 'cart', skuId: 4 }, 'skuId'],
    [{ source: 'cart', count: 4 }, 'count'],
    [{ source: 'cart', skuId: 4, count: 4 }, 'skuId'],
    [{ source: 'buyNow', skuId: 4 }, 'skuId'],
    [{ source: 'buyNow', count: 4 }, 'count'],
  ])('is not both: %j', (body, path) => {
    const message = { en: 'skuId and count belong to buyNow', zh: 'skuId 与 count 只用于 buyNow' };
    expect(asked(body)).toThrow(
      expect.objectContaining({ slug: 'invalid-request', errors: [{ path, message }] }),
    );
  });
});

describe('what is told of a stock', () => {
  const order = { id: '7', orderNo: '2026' };
  const lines = [
    { skuId: 4, count: 2 },
    { skuId: 5, count: 1 },
  ];

  it('is what an order takes, and what comes back', () => {
    expect(takenEvents(order, lines)).toEqual([
      {
        type: 'sku.stock_changed',
        orderId: '7',
        data: {
          orderNo: '2026',
          why: 'order',
          skus: [
            { skuId: 4, change: -2 },
            { skuId: 5, change: -1 },
          ],
        },
      },
    ]);
    expect(givenBackEvents(order, 'restock', lines)).toEqual([
      {
        type: 'sku.stock_changed',
        orderId: '7',
        data: {
          orderNo: '2026',
          why: 'restock',
          skus: [
            { skuId: 4, change: 2 },
            { skuId: 5, change: 1 },
          ],
        },
      },
    ]);
  });

  it('is nothing where nothing is limited', () => {
    expect([takenEvents(order, []), givenBackEvents(order, 'cancel', [])]).toEqual([[], []]);
  });
});

describe('an event of an order', () => {
  it('names it', () => {
    expect(orderEvent({ id: '7', orderNo: '2026' }, 'order.received', {})).toEqual({
      type: 'order.received',
      orderId: '7',
      data: { orderNo: '2026' },
    });
  });
});
