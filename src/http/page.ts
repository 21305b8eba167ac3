import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { givenHere, says } from './field-words.js';
import { invalidRequest } from './validation.js';

const DEFAULT_LIMIT = 20;
const LIMIT_WORDS = {
  en: 'limit must be a whole number from 1 to 100',
  zh: 'limit 须为 1 至 100 的整数',
};
const ROW_ID = /^[1-9]\d{0,19}$/;

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

  @ApiPropertyOptional({ description: 'The `nextCursor` of the part before', example: 'MTI4' })
  @IsOptional()
  @Matches(/^[\w-]{1,64}$/, says(givenHere('cursor')))
  cursor?: string;
}

/** How many items are wanted, and behind which row id. */
export interface PageRequest {
  readonly limit: number;
  readonly after: string | null;
}

/** Reads a list's query. Throws Problem `invalid-request` for a cursor that this server did not give. */
export function readPage(query: PageQuery): PageRequest {
  const limit = query.limit === undefined ? DEFAULT_LIMIT : Number(query.limit);
  if (query.cursor === undefined) return { limit, after: null };
  const after = Buffer.from(query.cursor, 'base64url').toString('latin1');
  if (ROW_ID.test(after)) return { limit, after };
  throw invalidRequest([{ path: 'cursor', message: givenHere('cursor') }]);
}

/** Makes a page of up to `limit + 1` rows: the one too many only tells that there is a next part. Pure. */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string | number,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  const nextCursor = more ? Buffer.from(String(idOf(last))).toString('base64url') : null;
  return { items: shown.map(toItem), nextCursor };
}
