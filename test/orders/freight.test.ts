import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fen } from '../../src/kernel/money.js';
import { freightFor, freightRule } from '../../src/orders/quote/pricing.js';

const money = fc.integer({ min: 0, max: 10_000_000 }).map(fen);
const rules = fc.record({ freight: money, freeFrom: fc.option(money) });

describe('freightRule', () => {
  it('reads yuan', () => {
    expect(freightRule({ freight: '10.00', freeShippingFrom: null })).toEqual({
      freight: 1_000,
      freeFrom: null,
    });
    expect(freightRule({ freight: '8.5', freeShippingFrom: '99' })).toEqual({
      freight: 850,
      freeFrom: 9_900,
    });
  });
});

describe('freightFor', () => {
  const rule = { freight: fen(1_000), freeFrom: fen(9_900) };

  it.each([
    ['just below the sum from which it is free', 9_899, true, 1_000],
    ['at that sum', 9_900, true, 0],
    ['above it', 9_901, true, 0],
    ['nothing shipped', 1, false, 0],
  ])('%s', (_name, goods, ships, expected) => {
    expect(freightFor(fen(goods), ships, rule)).toBe(expected);
  });

  it('costs nothing for virtual goods, whatever the rule', () => {
    fc.assert(fc.property(money, rules, (goods, any) => freightFor(goods, false, any) === 0));
  });

  it('is the one sum or nothing, and never rises with the goods', () => {
    fc.assert(
      fc.property(money, money, rules, (one, other, any) => {
        const [less, more] = one < other ? [one, other] : [other, one];
        const [lower, higher] = [freightFor(more, true, any), freightFor(less, true, any)];
        expect([0, any.freight]).toContain(lower);
        expect(lower).toBeLessThanOrEqual(higher);
      }),
    );
  });

  it('is always due without a sum from which it is free', () => {
    fc.assert(
      fc.property(money, money, (goods, freight) => {
        expect(freightFor(goods, true, { freight, freeFrom: null })).toBe(freight);
      }),
    );
  });
});
