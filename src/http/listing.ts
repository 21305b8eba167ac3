import type { KeysetList, KeysetPart, Position } from '../database/keyset.js';
import { placedPage, readPlacedPage } from './list-place.js';
import type { Page, PageQuery } from './page.js';

/** A list of rows for people, which is also exported. */
export interface Listing<Filter, View> {
  /** How the list of a filter is read. */
  listOf(filter: Filter): Promise<KeysetList>;
  /** A part of it. */
  read(list: KeysetList, after: Position | null, limit: number): Promise<KeysetPart>;
  /** How many of these ids, from the first on, are not too much for one answer: one at least. Absent: all of them. */
  fitting?(ids: readonly string[]): Promise<number>;
  /** The rows of these ids on the wire, in their order. */
  viewsOf(ids: readonly string[]): Promise<View[]>;
}

/** So many rows of an export are read together. */
const EXPORT_BATCH = 500;

/** A part of a list, the newest first. Throws Problem `invalid-request` for a cursor of another list. */
export async function listPart<Filter, View>(
  listing: Listing<Filter, View>,
  query: Filter & PageQuery,
): Promise<Page<View>> {
  const page = readPlacedPage(query);
  const list = await listing.listOf(query);
  const { ids, places, next } = await listing.read(list, page.after, page.limit);
  const shown = await fittingOf(listing, ids);
  const end = shown.length < ids.length ? (places[shown.length - 1] ?? null) : next;
  return placedPage(await viewsOf(listing, shown), end, page);
}

/** All of a list, the newest first, some at a time; nothing is read before it is wanted. */
export async function* listAll<Filter, View>(
  listing: Listing<Filter, View>,
  filter: Filter,
): AsyncGenerator<View[]> {
  const list = await listing.listOf(filter);
  let after: Position | null = null;
  do {
    const { ids, next }: KeysetPart = await listing.read(list, after, EXPORT_BATCH);
    for (let done = 0; done < ids.length;) {
      const shown = await fittingOf(listing, ids.slice(done));
      yield await listing.viewsOf(shown);
      done += shown.length;
    }
    after = next;
  } while (after !== null);
}

/** The first of some ids, as many as fit into one answer. */
async function fittingOf<Filter, View>(
  listing: Listing<Filter, View>,
  ids: readonly string[],
): Promise<readonly string[]> {
  if (listing.fitting === undefined || ids.length <= 1) return ids;
  return ids.slice(0, await listing.fitting(ids));
}

/**
 * How many of some rows, from the first on, have at most `most` lines together; one at least. A row that `lines` does not
 * know has none. Pure.
 */
export function fittingRows(
  ids: readonly string[],
  lines: ReadonlyMap<string, number>,
  most: number,
): number {
  let sum = 0;
  const first = ids.findIndex((id) => (sum += lines.get(id) ?? 0) > most);
  return first === -1 ? ids.length : Math.max(1, first);
}

/** What was found of `ids`, in their order. Pure. */
export function inOrder<Row>(
  ids: readonly string[],
  rows: readonly Row[],
  idOf: (row: Row) => string,
): Row[] {
  const found = new Map(rows.map((row) => [idOf(row), row]));
  return ids.flatMap((id) => found.get(id) ?? []);
}

function viewsOf<Filter, View>(
  listing: Listing<Filter, View>,
  ids: readonly string[],
): Promise<View[]> | View[] {
  return ids.length === 0 ? [] : listing.viewsOf(ids);
}
