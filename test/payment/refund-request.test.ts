import { describe, expect, it } from '@jest/globals';
import { Problem } from '../../src/kernel/problem.js';
import {
  decidesRestock,
  type RefundBody,
  refundContent,
} from '../../src/payment/refunds/refund-request.js';

describe('what a request asks to be refunded', () => {
  it.each<[RefundBody, unknown]>([
    [{ everything: true }, { scope: 'everything' }],
    [{ everything: true, restock: false }, { scope: 'everything' }],
    [{ amount: '5.00' }, { scope: 'amount', amount: 500 }],
    [
      { amount: '5.00', everything: false },
      { scope: 'amount', amount: 500 },
    ],
    [
      { lines: [{ lineId: 2, count: 3, restock: true }], freight: '10.00' },
      { scope: 'lines', lines: [{ lineId: 2, count: 3, restock: true }], freight: 1_000 },
    ],
    [
      { lines: [{ lineId: 2, count: 3 }] },
      { scope: 'lines', lines: [{ lineId: 2, count: 3 }], freight: 0 },
    ],
    [
      { lines: [], freight: '1.00' },
      { scope: 'lines', lines: [], freight: 100 },
    ],
  ])('%j', (body, content) => {
    expect(refundContent(body)).toEqual(content);
  });

  it.each<[RefundBody, string]>([
    [{}, ''],
    [{ everything: false }, ''],
    [{ freight: '1.00' }, ''],
    [{ everything: true, amount: '5.00' }, ''],
    [{ everything: true, lines: [] }, ''],
    [{ amount: '5.00', lines: [] }, ''],
    [{ everything: true, restock: true }, 'restock'],
    [{ lines: [{ lineId: 1, count: 1 }], restock: true }, 'restock'],
    [{ everything: true, freight: '1.00' }, 'freight'],
    [{ amount: '5.00', freight: '1.00' }, 'freight'],
    [{ lines: [] }, 'lines'],
  ])('is refused: %j (%j)', (body, path) => {
    let told: unknown;
    try {
      refundContent(body);
    } catch (error) {
      told = error;
    }
    expect(told).toBeInstanceOf(Problem);
    expect(told).toMatchObject({ slug: 'invalid-request', errors: [{ path }] });
  });
});

describe('whether a request decides about the stock', () => {
  it.each<[boolean, RefundBody]>([
    [
      true,
      {
        lines: [
          { lineId: 1, count: 1 },
          { lineId: 2, count: 1, restock: false },
        ],
      },
    ],
    [false, { lines: [{ lineId: 1, count: 1 }] }],
    [false, { everything: true }],
  ])('%s: %j', (decides, body) => {
    expect(decidesRestock(body)).toBe(decides);
  });
});
