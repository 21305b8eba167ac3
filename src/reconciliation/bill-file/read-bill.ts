import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { asBroken, type BillArchive } from './bill-archive.js';
import { checkHead, checkSums, type Expected } from './bill-checks.js';
import { type BillHead, commentIn, footIn, headIn } from './bill-comments.js';
import { type BillLine, withLine } from './bill-line.js';
import { rowsOf } from './bill-text.js';
import { BrokenBill } from './broken-bill.js';
import { type BillSummary, readSummary } from './summary-file.js';
import { type BillSums, NO_SUMS } from './sums.js';
import { TradeLines } from './trade-bill.js';

/** A bill that was read to its end, and adds up. */
export interface ReadBill {
  readonly head: BillHead;
  readonly sums: BillSums;
  /** SHA-256 over what its lines say: the same bill made once more bears another time, and the same lines. */
  readonly digest: string;
}

/** Takes lines as they are read, up to five hundred at once. */
export type LineSink = (lines: readonly BillLine[]) => Promise<void>;

/**
 * Reads a `trade` bill from its zip to its end, handing its lines on as they come. Throws BrokenBill; what was handed on
 * by then is worth nothing.
 */
export async function readTradeBill(
  archive: BillArchive,
  expected: Expected,
  sink: LineSink,
): Promise<ReadBill> {
  const reading = new Reading(expected, sink);
  for await (const rows of rowsIn(() => archive.openDetail())) await reading.take(rows);
  const summary = await wholly(() => summaryIn(archive));
  return reading.end(summary);
}

async function* rowsIn(open: () => Promise<Readable>): AsyncGenerator<string[][]> {
  try {
    yield* rowsOf(await open());
  } catch (error) {
    throw asBroken(error);
  }
}

async function summaryIn(archive: BillArchive): Promise<BillSummary | null> {
  const stream = await archive.openSummary();
  return stream === null ? null : readSummary(stream);
}

async function wholly<Value>(read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    throw asBroken(error);
  }
}

class Reading {
  private readonly above: string[] = [];
  private readonly below: string[] = [];
  private readonly hash: Hash = createHash('sha256');
  private head: BillHead | null = null;
  private lines: TradeLines | null = null;
  private sums: BillSums = NO_SUMS;

  constructor(
    private readonly expected: Expected,
    private readonly sink: LineSink,
  ) {}

  async take(rows: readonly string[][]): Promise<void> {
    const lines: BillLine[] = [];
    for (const row of rows) {
      const line = this.takeRow(row);
      if (line !== null) lines.push(line);
    }
    if (lines.length > 0) await this.sink(lines);
  }

  end(summary: BillSummary | null): ReadBill {
    if (this.head === null) throw new BrokenBill('not-a-bill', 'it has no header');
    checkSums(this.sums, footIn(this.below), summary);
    return { head: this.head, sums: this.sums, digest: this.hash.digest('hex') };
  }

  private takeRow(row: readonly string[]): BillLine | null {
    const comment = commentIn(row);
    if (comment !== null) {
      (this.lines === null ? this.above : this.below).push(comment);
      return null;
    }
    if (row.length === 1 && row[0]?.trim() === '') return null;
    return this.lines === null ? this.takeHeader(row) : this.takeLine(this.lines, row);
  }

  /** First whose and of which day, for the header of another file names other columns. */
  private takeHeader(header: readonly string[]): null {
    this.head = headIn(this.above);
    checkHead(this.head, this.expected);
    this.lines = new TradeLines(header);
    return null;
  }

  private takeLine(lines: TradeLines, row: readonly string[]): BillLine {
    if (this.below.length > 0) {
      throw new BrokenBill('unreadable-line', 'a line stands below the sums');
    }
    const line = lines.read(row);
    this.sums = withLine(this.sums, line);
    this.hash.update(`${Object.values(line).map(textOf).join('|')}\n`);
    return line;
  }
}

function textOf(value: BillLine[keyof BillLine]): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
