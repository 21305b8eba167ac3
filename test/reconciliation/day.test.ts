import { describe, expect, it } from '@jest/globals';
import { partsOf, spanOf } from '../../src/reconciliation/model/day.js';

const MINUTE = 60_000;

describe('the parts of a span', () => {
  it.each([
    [10 * MINUTE, 144, 10 * MINUTE],
    [7 * 60 * MINUTE, 4, 3 * 60 * MINUTE],
    [24 * 60 * MINUTE, 1, 24 * 60 * MINUTE],
    [48 * 60 * MINUTE, 1, 24 * 60 * MINUTE],
  ])('of %d ms follow each other: a day has %d of them', (partMs, count, lastMs) => {
    const day = spanOf('2026-11-20');
    const parts = partsOf(day, partMs);
    expect(parts).toHaveLength(count);
    expect(parts[0]?.from).toEqual(day.from);
    expect(parts.at(-1)?.to).toEqual(day.to);
    parts.slice(1).forEach(({ from }, nth) => expect(from).toEqual(parts[nth]?.to));
    const [longest, last] = [parts[0], parts.at(-1)].map((part) => {
      return Number(part?.to) - Number(part?.from);
    });
    expect([longest, last]).toEqual([Math.min(partMs, 24 * 60 * MINUTE), lastMs]);
  });
});
