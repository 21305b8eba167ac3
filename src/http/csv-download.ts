import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { ApiResponseMetadata } from '@nestjs/swagger';
import { BOM, csvLines } from './csv.js';

/** The columns of a CSV: each one's head, and what stands below it. */
export type CsvColumns<Item> = readonly (readonly [
  string,
  (item: Item) => string | number | null,
])[];

/**
 * A CSV that is made while it is sent: the next items are read when the client has taken those before, and no more of
 * them once it is gone.
 */
export function csvDownload<Item>(
  name: string,
  columns: CsvColumns<Item>,
  batches: AsyncIterable<readonly Item[]>,
): StreamableFile {
  const stream = Readable.from(csvParts(columns, batches), { highWaterMark: 1 });
  return new StreamableFile(stream, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${name}"`,
  });
}

/** How the OpenAPI document tells of a CSV; `example` is how one begins. Pure. */
export function csvAnswer(example: string): ApiResponseMetadata {
  return {
    status: 200,
    description: 'UTF-8 with a byte order mark; one line of heads, then one a row',
    content: { 'text/csv': { schema: { type: 'string' }, example } },
  };
}

async function* csvParts<Item>(
  columns: CsvColumns<Item>,
  batches: AsyncIterable<readonly Item[]>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(BOM + csvLines([columns.map(([head]) => head)]));
  for await (const items of batches) {
    yield Buffer.from(csvLines(items.map((item) => columns.map(([, of]) => text(of(item))))));
  }
}

function text(value: string | number | null): string {
  return value === null ? '' : String(value);
}
