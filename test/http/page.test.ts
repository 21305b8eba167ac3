import { describe, expect, it } from '@jest/globals';
import { cursorOf, readPage, toPage } from '../../src/http/page.js';

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: 100 - index }));
const page = (count: number, limit: number) =>
  toPage(
    rows(count),
    { limit, list: readPage({}).list },
    (row) => row.id,
    (row) => row.id,
  );

describe('pages', () => {
  it.each([0, 1, 3])('of %d rows within the limit have no next', (count) => {
    expect(page(count, 3)).toEqual({ items: rows(count).map(({ id }) => id), nextCursor: null });
  });

  it('leave out the row too many and continue behind the last shown', () => {
    const { items, nextCursor } = page(4, 3);
    expect(items).toEqual([100, 99, 98]);
    expect(readPage({ cursor: nextCursor ?? '' })).toMatchObject({ limit: 20, after: '98' });
  });

  it('carry ids beyond what a number holds', () => {
    const id = '18446744073709551615';
    const { nextCursor } = toPage(
      [{ id }, { id }],
      { limit: 1, list: readPage({}).list },
      (row) => row.id,
      () => 0,
    );
    expect(readPage({ cursor: nextCursor ?? '' }).after).toBe(id);
  });

  it('belong to their filters, in whatever order those are written, and not to others', () => {
    const query = (more: object) => ({ limit: '2', ...more });
    const { list } = readPage(query({ state: 'OPEN', q: 'a' }));
    const cursor = cursorOf(list, '98');
    expect(readPage(query({ q: 'a', state: 'OPEN', cursor })).after).toBe('98');
    expect(readPage({ ...query({ q: 'a', state: 'OPEN', cursor }), limit: '50' }).after).toBe('98');
    for (const other of [{}, { q: 'a' }, { state: 'OPEN', q: 'b' }, { state: 'OPEN', p: 'a' }]) {
      expect(() => readPage(query({ ...other, cursor }))).toThrow(/wrong/);
    }
  });
});
