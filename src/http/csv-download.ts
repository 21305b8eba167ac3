import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { ApiResponseMetadata } from '@nestjs/swagger';
import type { Language, Words } from '../kernel/words.js';
import { BOM, csvLines } from './csv.js';

/** The columns of a CSV: each one's head, and what stands below it. */
export type CsvColumns<Item> = readonly (readonly [
  Words,
  (item: Item, language: Language) => string | number | null,
])[];

/** A CSV, and in which language it is. */
export interface CsvFile<Item> {
  readonly name: string;
  readonly columns: CsvColumns<Item>;
  readonly language: Language;
}

/**
 * A CSV that is made while it is sent: the next items are read when the client has taken those before, and no more of
 * them once it is gone.
 */
export function csvDownload<Item>(
  file: CsvFile<Item>,
  batches: AsyncIterable<readonly Item[]>,
): StreamableFile {
  const stream = Readable.from(csvParts(file, batches), { highWaterMark: 1 });
  return new StreamableFile(stream, {
    type: 'text/csv; charset=utf-8',
    disposition: `attachment; filename="${file.name}"`,
  });
}

/** How the OpenAPI document tells of a CSV; `example` is how one begins. Pure. */
export function csvAnswer(example: string): ApiResponseMetadata {
  return {
    status: 200,
    description:
      'UTF-8 with a byte order mark; one line of heads, in English or Chinese, then one a row',
    content: { 'text/csv': { schema: { type: 'string' }, example } },
  };
}

async function* csvParts<Item>(
  { columns, language }: CsvFile<Item>,
  batches: AsyncIterable<readonly Item[]>,
): AsyncGenerator<Buffer> {
  yield Buffer.from(BOM + csvLines([columns.map(([head]) => head[language])]));
  for await (const items of batches) {
    const rows = items.map((item) => columns.map(([, of]) => text(of(item, language))));
    yield Buffer.from(csvLines(rows));
  }
}

function text(value: string | number | null): string {
  return value === null ? '' : String(value);
}
