import { describe, expect, it } from '@jest/globals';
import { isBuyer, refuseBuyer } from '../../src/payment/model/own-orders.js';

describe('who bought an order', () => {
  it.each([
    ['nothing', [], false],
    ["another's", [{ userId: 8 }], false],
    ['their own', [{ userId: 7 }], true],
    ["another's and their own", [{ userId: 8 }, { userId: 7 }], true],
  ])('decides about the money of %s', (_name, orders, isRefused) => {
    const decide = () => refuseBuyer({ id: 7 }, orders);
    if (isRefused) expect(decide).toThrow('own-order');
    else expect(decide).not.toThrow();
    expect(orders.some((order) => isBuyer({ id: 7 }, order))).toBe(isRefused);
  });
});
