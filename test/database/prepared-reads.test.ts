import { describe, expect, it } from '@jest/globals';
import { inList } from '../../src/database/batching/prepared-reads.js';

describe('the list of an IN', () => {
  it.each([
    [[7], '?', [7]],
    [[7, 8], '?,?', [7, 8]],
    [[7, 8, 9], '?,?,?,?', [7, 8, 9, 9]],
    [['a', 'b', 'c', 'd', 'e'], '?,?,?,?,?,?,?,?', ['a', 'b', 'c', 'd', 'e', 'e', 'e', 'e']],
  ])('of %j has places for the next power of two', (values, places, filled) => {
    expect(inList<string | number>(values)).toEqual({ places, values: filled });
  });
});
