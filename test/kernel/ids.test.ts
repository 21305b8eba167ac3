import { describe, expect, it } from '@jest/globals';
import { orderNoOf, outTradeNo, systemIds } from '../../src/kernel/ids.js';

const NOW = new Date('2026-11-21T04:00:00Z');

describe('ids', () => {
  it('makes order numbers of digits that start with the China time and do not repeat', () => {
    const numbers = Array.from({ length: 20 }, () => systemIds.orderNo(NOW));
    expect(new Set(numbers).size).toBe(20);
    numbers.forEach((number) => expect(number).toMatch(/^20261121120000\d{10}$/));
  });

  it('makes sortable ids that rise within the same millisecond', () => {
    const made = Array.from({ length: 100 }, () => systemIds.sortable(NOW));
    expect(made.toSorted()).toEqual(made);
    expect(new Set(made).size).toBe(100);
  });

  it('reuses the order number for the first payment and appends digits for a replacement', () => {
    expect(outTradeNo('202611211200000123456789', 1)).toBe('202611211200000123456789');
    expect(outTradeNo('202611211200000123456789', 2)).toBe('20261121120000012345678902');
  });

  it.each([1, 2, 99, 100, 65_535])('finds the order of its payment number %d', (attempt) => {
    const number = outTradeNo('202611211200000123456789', attempt);
    expect(orderNoOf(number, attempt)).toBe('202611211200000123456789');
    expect(number).toMatch(/^\d{24,64}$/);
  });
});
