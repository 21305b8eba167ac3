import { describe, expect, it } from '@jest/globals';
import { placedPage, readPlacedPage } from '../../src/http/list-place.js';
import { cursorOf } from '../../src/http/page.js';

const { list } = readPlacedPage({});
const behind = (place: string) => readPlacedPage({ cursor: cursorOf(list, place) }).after;

describe('a place in a list by time and id', () => {
  it.each([
    ['2026-11-21T04:00:00.123Z', '12'],
    ['9999-12-31T23:59:59.999Z', '18446744073709551615'],
  ])('%s, %s is found again', (time, id) => {
    const at = new Date(time);
    const { nextCursor } = placedPage([], { at, id }, { list });
    expect(readPlacedPage({ cursor: nextCursor ?? '' }).after).toEqual({ at, id });
  });

  it('of a list by ids alone has no time of its own', () => {
    const { nextCursor } = placedPage([], { at: null, id: '12' }, { list });
    expect(readPlacedPage({ cursor: nextCursor ?? '' }).after?.id).toBe('12');
  });

  it.each(['253402300800000-12', '999999999999999-12', '12', '-12', '1-0', '1-1x'])(
    '%s is none',
    (place) => expect(() => behind(place)).toThrow(/wrong/),
  );
});
