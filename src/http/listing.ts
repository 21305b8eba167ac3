import type { KeysetList, KeysetPart, Position } from '../database/keyset.js';
import { placedPage, readPlacedPage } from './list-place.js';
import type { Page, PageQuery } from './page.js';

/** A list of rows for people, which is also exported. */
export interface Listing<Filter, View> {
  /** How the list of a filter is read. */
  listOf(filter: Filter): Promise<KeysetList>;
  /** A part of it. */
  read(list: KeysetList, after: Position | null, limit: number): Promise<KeysetPart>;
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
  const { ids, next } = await listing.read(list, page.after, page.limit);
  return placedPage(await viewsOf(listing, ids), next, page);
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
    if (ids.length > 0) yield await listing.viewsOf(ids);
    after = next;
  } while (after !== null);
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
