import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Trade } from './trade.js';

/** A trade as one line of the file; null for a line that was cut off or is none. */
function readLine(line: string): Trade | null {
  try {
    const value = JSON.parse(line) as Partial<Trade> | null;
    return value?.outTradeNo && value.tradeNo && value.status ? (value as Trade) : null;
  } catch {
    return null;
  }
}

function lineOf(trade: Trade): string {
  return `${JSON.stringify(trade)}\n`;
}

/** Keeps trades in a file, one line for each change, so that they survive the process. The last line of a trade counts. */
export class TradeFile {
  private failed = false;

  constructor(
    private readonly path: string,
    private readonly warn: (message: string) => void,
  ) {}

  /** The trades that are kept, in the order in which they came to exist; the file is written anew with these alone. */
  load(): Trade[] {
    if (!existsSync(this.path)) return [];
    const lines = readFileSync(this.path, 'utf8').split('\n');
    const trades = lines.flatMap((line) => readLine(line) ?? []);
    const last = [...new Map(trades.map((trade) => [trade.outTradeNo, trade])).values()];
    const aside = `${this.path}.${process.pid}.new`;
    writeFileSync(aside, last.map(lineOf).join(''), { mode: 0o600 });
    renameSync(aside, this.path);
    return last;
  }

  /** Adds a trade as it stands now. A disk that is full is told once; the simulator goes on with what it remembers. */
  append(trade: Trade): void {
    try {
      appendFileSync(this.path, lineOf(trade), { mode: 0o600 });
      this.failed = false;
    } catch (error) {
      if (!this.failed) this.warn(`trades are not kept: ${String(error)}`);
      this.failed = true;
    }
  }
}
