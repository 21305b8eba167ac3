import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addFen,
  fen,
  fenToYuan,
  isYuan,
  multiplyFen,
  subtractFen,
  yuanToFen,
} from '../../src/kernel/money.js';

const amounts = fc.integer({ min: 0, max: 999_999_999_999 }).map(fen);

describe('money', () => {
  it('comes back from its text as it went, for every amount', () => {
    fc.assert(fc.property(amounts, (amount) => yuanToFen(fenToYuan(amount)) === amount));
  });

  it.each([
    [0, '0.00'],
    [1, '0.01'],
    [10, '0.10'],
    [100, '1.00'],
    [20_900, '209.00'],
    [8_880, '88.80'],
    [999_999_999_999, '9999999999.99'],
  ])('%d fen is written %s', (amount, text) => {
    expect(fenToYuan(fen(amount))).toBe(text);
  });

  it.each([
    ['209', 20_900],
    ['209.5', 20_950],
    ['0.01', 1],
    ['0', 0],
  ])('%s yuan is %d fen', (text, amount) => {
    expect(yuanToFen(text)).toBe(amount);
  });

  it.each([
    '',
    '1.234',
    '-1',
    '+1',
    '01',
    '1e3',
    '.5',
    '1.',
    ' 1',
    '1 ',
    '1,000',
    'NaN',
    '１',
    '99999999999',
  ])('refuses %j as a sum in yuan', (text) => {
    expect(() => yuanToFen(text)).toThrow(RangeError);
    expect(isYuan(text)).toBe(false);
  });

  it.each([0.1, -1, Number.NaN, Number.POSITIVE_INFINITY, 1_000_000_000_000])(
    'refuses %d as fen',
    (count) => {
      expect(() => fen(count)).toThrow(RangeError);
    },
  );

  it('adds and subtracts exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 11 }),
        fc.integer({ min: 0, max: 10 ** 11 }),
        (one, other) => {
          expect(subtractFen(addFen(fen(one), fen(other)), fen(other))).toBe(one);
        },
      ),
    );
    expect(() => subtractFen(fen(1), fen(2))).toThrow(RangeError);
    expect(multiplyFen(fen(1_999), 3)).toBe(5_997);
    expect(() => multiplyFen(fen(999_999_999_999), 2)).toThrow(RangeError);
  });
});
