import { createHash, type Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { asBroken, type BillArchive } from './bill-archive.js';
import { ACCOUNT_FORM } from './account-bill.js';
import type { AccountLine, AccountSums } from './account-line.js';
import { checkHead, type Expected } from './bill-checks.js';
import { type BillHead, commentIn, headIn } from './bill-comments.js';
import type { BillForm, LineReader, Tally } from './bill-form.js';
import type { BillLine } from './bill-line.js';
import { rowsOf } from './bill-text.js';
import { BrokenBill } from './broken-bill.js';
import { type BillSummary, readSummary } from './summary-file.js';
import type { BillSums } from './sums.js';
import { TRADE_FORM } from './trade-bill.js';

/** A bill that was read to its end, and adds up. */
export interface ReadBill<Sums> {
  readonly head: BillHead;
  readonly sums: Sums;
  /** SHA-256 over what its lines say: the same bill made once more bears another time, and the same lines. */
  readonly digest: string;
}

/** Takes lines as they are read, up to five hundred at once. */
export type LineSink<Line> = (lines: readonly Line[]) => Promise<void>;

/**
 * Reads a `trade` bill from its zip to its end, handing its lines on as they come. Throws BrokenBill; what was handed on
 * by then is worth nothing.
 */
export function readTradeBill(
  archive: BillArchive,
  expected: Expected,
  sink: LineSink<BillLine>,
): Promise<ReadBill<BillSums>> {
  return readBill(archive, expected, TRADE_FORM, sink);
}

/** Reads a `signcustomer` bill, the account's own log, as {@link readTradeBill} does a `trade` bill. */
export function readAccountBill(
  archive: BillArchive,
  expected: Expected,
  sink: LineSink<AccountLine>,
): Promise<ReadBill<AccountSums>> {
  return readBill(archive, expected, ACCOUNT_FORM, sink);
}

async function readBill<Line extends object, Sums>(
  archive: BillArchive,
  expected: Expected,
  form: BillForm<Line, Sums>,
  sink: LineSink<Line>,
): Promise<ReadBill<Sums>> {
  const reading = new Reading(expected, form, sink);
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

class Reading<Line extends object, Sums> {
  private readonly above: string[] = [];
  private readonly below: string[] = [];
  private readonly hash: Hash = createHash('sha256');
  private head: BillHead | null = null;
  private lines: LineReader<Line> | null = null;
  private readonly tally: Tally<Line, Sums>;

  constructor(
    private readonly expected: Expected,
    private readonly form: BillForm<Line, Sums>,
    private readonly sink: LineSink<Line>,
  ) {
    this.tally = form.tally();
  }

  async take(rows: readonly string[][]): Promise<void> {
    const lines: Line[] = [];
    for (const row of rows) {
      const line = this.takeRow(row);
      if (line !== null) lines.push(line);
    }
    if (lines.length > 0) await this.sink(lines);
  }

  end(summary: BillSummary | null): ReadBill<Sums> {
    if (this.head === null) throw new BrokenBill('not-a-bill', 'it has no header');
    const sums = this.tally.end(this.below, summary);
    return { head: this.head, sums, digest: this.hash.digest('hex') };
  }

  private takeRow(row: readonly string[]): Line | null {
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
    this.lines = this.form.open(header);
    return null;
  }

  private takeLine(lines: LineReader<Line>, row: readonly string[]): Line {
    if (this.below.length > 0) {
      throw new BrokenBill('unreadable-line', 'a line stands below the sums');
    }
    const line = lines.read(row);
    this.tally.take(line);
    this.hash.update(`${Object.values(line).map(textOf).join('|')}\n`);
    return line;
  }
}

function textOf(value: unknown): string {
  return value instanceof Date ? value.toISOString() : String(value);
}
