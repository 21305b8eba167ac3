import { describe, expect, it } from '@jest/globals';
import type { KeysetList, Position } from '../../src/database/keyset.js';
import { fittingRows, inOrder, listAll, type Listing } from '../../src/http/listing.js';

const LIST: KeysetList = {
  from: 'rows k',
  joins: '',
  at: null,
  pick: 'k.id',
  branches: [{ sql: 'TRUE', values: [] }],
  rest: [],
};

/** A list of the rows `count` … 1, which notes how many of them are looked at together. */
function listOf(count: number, fitting?: Listing<object, string>['fitting']) {
  const shown: number[] = [];
  const listing: Listing<object, string> = {
    listOf: () => Promise.resolve(LIST),
    read: (_list, after: Position | null, limit) => {
      const from = after === null ? count : Number(after.id) - 1;
      const ids = Array.from({ length: Math.min(limit, from) }, (_, n) => String(from - n));
      const places = ids.map((id) => ({ at: null, id }));
      return Promise.resolve({ ids, places, next: from > limit ? (places.at(-1) ?? null) : null });
    },
    viewsOf: (ids) => {
      shown.push(ids.length);
      return Promise.resolve(ids.map((id) => `row ${id}`));
    },
    ...(fitting === undefined ? {} : { fitting }),
  };
  return { listing, shown };
}

async function allOf(listing: Listing<object, string>): Promise<string[]> {
  const found: string[] = [];
  for await (const part of listAll(listing, {})) found.push(...part);
  return found;
}

const rows = (count: number) => Array.from({ length: count }, (_, n) => `row ${count - n}`);

describe('all of a list', () => {
  it.each([
    [0, []],
    [1, [1]],
    [500, [500]],
    [501, [500, 1]],
    [1_200, [500, 500, 200]],
  ])('of %d rows has each once, and so many in memory: %j', async (count, parts) => {
    const { listing, shown } = listOf(count);
    expect(await allOf(listing)).toEqual(rows(count));
    expect(shown).toEqual(parts);
  });

  it('has fewer in memory where they do not fit together, and loses none', async () => {
    const { listing, shown } = listOf(7, (ids) => Promise.resolve(Math.min(3, ids.length)));
    expect(await allOf(listing)).toEqual(rows(7));
    expect(shown).toEqual([3, 3, 1]);
  });

  it('reads the next rows when those before were taken', async () => {
    const { listing, shown } = listOf(1_200);
    const parts = listAll(listing, {});
    expect(shown).toEqual([]);
    await parts.next();
    expect(shown).toEqual([500]);
    await parts.return(undefined);
    expect(shown).toEqual([500]);
  });
});

describe('the rows that fit into an answer', () => {
  it.each<[string, readonly [string, number][], number, number]>([
    [
      'all that have enough room',
      [
        ['1', 2],
        ['2', 3],
      ],
      5,
      2,
    ],
    [
      'those before the first that has none',
      [
        ['1', 2],
        ['2', 4],
      ],
      5,
      1,
    ],
    [
      'one, whatever it has',
      [
        ['1', 9],
        ['2', 1],
      ],
      5,
      1,
    ],
    ['those without lines', [], 5, 2],
  ])('are %s', (_, lines, most, expected) => {
    expect(fittingRows(['1', '2'], new Map(lines), most)).toBe(expected);
  });

  it('are shown as they were listed, without those that are gone', () => {
    const found = [{ id: '1' }, { id: '3' }];
    expect(inOrder(['3', '2', '1'], found, ({ id }) => id)).toEqual([{ id: '3' }, { id: '1' }]);
  });
});
