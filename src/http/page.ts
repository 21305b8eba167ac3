import { createHash } from 'node:crypto';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import type { Problem } from '../kernel/problem.js';
import { givenHere, says } from './field-words.js';
import { invalidRequest } from './validation.js';

const DEFAULT_LIMIT = 20;
const LIMIT_WORDS = {
  en: 'limit must be a whole number from 1 to 100',
  zh: 'limit 须为 1 至 100 的整数',
};
const STRANGE_WORDS = {
  en: 'cursor must be one that this server gave for this list',
  zh: 'cursor 须为本服务器为该列表所给出',
};
const ROW_ID = /^[1-9]\d{0,19}$/;
const DIGEST_LENGTH = 8;

/** A part of a list, and where the next part starts. */
export interface Page<Item> {
  readonly items: Item[];
  readonly nextCursor: string | null;
}

/** The query of every list. */
export class PageQuery {
  @ApiPropertyOptional({ description: '1 to 100; 20 when absent', example: '20' })
  @IsOptional()
  @Matches(/^([1-9]\d?|100)$/, says(LIMIT_WORDS))
  limit?: string;

  @ApiPropertyOptional({
    description: 'The `nextCursor` of the part before; the rest of the query is as it was',
    example: 'MTdhM2Y1MGU3Nw',
  })
  @IsOptional()
  @Matches(/^[\w-]{1,64}$/, says(givenHere('cursor')))
  cursor?: string;
}

/** How many items are wanted, and behind which row id. */
export interface PageRequest {
  readonly limit: number;
  readonly after: string | null;
  /** What tells this list from those of other filters. */
  readonly list: string;
}

/**
 * Reads a list's query. Throws Problem `invalid-request` for a cursor that this server did not give for a list with these
 * filters: behind the same place of another list there is something else.
 */
export function readPage(query: PageQuery, place: RegExp = ROW_ID): PageRequest {
  const { limit: wanted, cursor, ...filters } = query;
  const list = digestOf(filters);
  const limit = wanted === undefined ? DEFAULT_LIMIT : Number(wanted);
  if (cursor === undefined) return { limit, after: null, list };
  const told = Buffer.from(cursor, 'base64url').toString('latin1');
  const after = told.slice(DIGEST_LENGTH);
  if (told.startsWith(list) && place.test(after)) return { limit, after, list };
  throw strangeCursor();
}

/** Makes a page of up to `limit + 1` rows: the one too many only tells that there is a next part. Pure. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  { limit, list }: Pick<PageRequest, 'limit' | 'list'>,
  idOf: (row: Row) => string | number,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return {
    items: shown.map(toItem),
    nextCursor: isMore ? cursorOf(list, String(idOf(last))) : null,
  };
}

/** The cursor of a place in a list. Pure. */
export function cursorOf(list: string, place: string): string {
  return Buffer.from(list + place, 'latin1').toString('base64url');
}

/** The refusal of a cursor that belongs to no list, or to another one. */
export function strangeCursor(): Problem {
  return invalidRequest([{ path: 'cursor', message: STRANGE_WORDS }]);
}

/** The same for the same filters, in whatever order they were written. */
function digestOf(filters: object): string {
  const told = Object.entries(filters).filter(([, value]) => value !== undefined);
  const text = JSON.stringify(told.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return createHash('sha256').update(text).digest('hex').slice(0, DIGEST_LENGTH);
}
