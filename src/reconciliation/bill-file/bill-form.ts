import type { BillSummary } from './summary-file.js';

/** Reads the lines of one file. */
export interface LineReader<Line> {
  /** Throws BrokenBill `unreadable-line`. */
  read(row: readonly string[]): Line;
}

/** Adds up the lines of one file. */
export interface Tally<Line, Sums> {
  take(line: Line): void;
  /** Throws BrokenBill when the sums are not those of the comments below the lines, or of the file of sums. */
  end(below: readonly string[], summary: BillSummary | null): Sums;
}

/** What one type of bill has of its own. */
export interface BillForm<Line, Sums> {
  /** Throws BrokenBill `missing-column`. */
  open(header: readonly string[]): LineReader<Line>;
  tally(): Tally<Line, Sums>;
}
