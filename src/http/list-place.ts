import type { Position } from '../database/keyset.js';
import { isStorable } from '../kernel/instants.js';
import {
  cursorOf,
  type Page,
  type PageQuery,
  type PageRequest,
  readPage,
  strangeCursor,
} from './page.js';

const PLACE = /^\d{1,15}-[1-9]\d{0,19}$/;

/** A part of a list that goes by a time and an id. */
export interface PlacedRequest extends Omit<PageRequest, 'after'> {
  readonly after: Position | null;
}

/** Reads the query of a list that goes by a time and an id. Throws Problem `invalid-request` for a foreign cursor. */
export function readPlacedPage(query: PageQuery): PlacedRequest {
  const { after, ...page } = readPage(query, PLACE);
  return { ...page, after: after === null ? null : positionOf(after) };
}

/** A part of a list that goes by a time and an id. Pure. */
export function placedPage<Item>(
  items: Item[],
  next: Position | null,
  { list }: Pick<PlacedRequest, 'list'>,
): Page<Item> {
  return { items, nextCursor: next === null ? null : cursorOf(list, placeOf(next)) };
}

function placeOf({ at, id }: Position): string {
  return `${at?.getTime() ?? 0}-${id}`;
}

function positionOf(place: string): Position {
  const [time = '0', id = '0'] = place.split('-');
  const at = new Date(Number(time));
  if (!isStorable(at)) throw strangeCursor();
  return { at, id };
}
