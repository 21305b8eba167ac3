import { pipeline, type Readable } from 'node:stream';
import Papa from 'papaparse';
import { BrokenBill } from './broken-bill.js';

/** A row of Alipay's has half a kilobyte. An endless line, or a quote that nothing closes, is told by its length. */
const MAX_ROW_CHARACTERS = 1024 * 1024;

/** So many rows are handed on together: one at a time would cost more than reading them. */
const ROWS_TOGETHER = 500;

/**
 * The rows of a CSV in GBK, in parts of up to five hundred. Rows of comments are rows of one or more fields like any
 * other. Throws BrokenBill `unreadable-line` for a row without an end, and what the stream itself throws.
 */
export async function* rowsOf(stream: Readable): AsyncGenerator<string[][]> {
  const parser = Papa.parse(Papa.NODE_STREAM_INPUT, { delimiter: ',', newline: '\n' });
  const waiting = { characters: 0 };
  const text = (source: AsyncIterable<Buffer>) => decoded(source, waiting);
  // What goes wrong before the parser comes out of it.
  pipeline(stream, text, parser, () => undefined);
  let rows: string[][] = [];
  for await (const row of parser as AsyncIterable<string[]>) {
    waiting.characters = 0;
    rows.push(row);
    if (rows.length < ROWS_TOGETHER) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

async function* decoded(
  source: AsyncIterable<Buffer>,
  waiting: { characters: number },
): AsyncGenerator<string> {
  const decoder = new TextDecoder('gbk');
  for await (const chunk of source) {
    const text = decoder.decode(chunk, { stream: true });
    waiting.characters += text.length;
    if (waiting.characters > MAX_ROW_CHARACTERS) {
      throw new BrokenBill('unreadable-line', 'a line has no end');
    }
    yield text;
  }
  yield decoder.decode();
}
