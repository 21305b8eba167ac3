import type { AccountLine, BalanceBreak } from './account-line.js';

/**
 * Follows the balances of an account's log from line to line. The log is written oldest or newest first: the order in which
 * fewer balances break the chain is its own.
 */
export class BalanceChain {
  private readonly forward = new OneWay();
  private readonly backward = new OneWay();
  private first: AccountLine | null = null;
  private last: AccountLine | null = null;

  take(line: AccountLine): void {
    if (this.last !== null) {
      this.forward.follow(this.last, line);
      this.backward.follow(line, this.last);
    }
    this.first ??= line;
    this.last = line;
  }

  /** The balances before and after the day, in fen, and the first one that does not follow. */
  end(): { opening: number; closing: number; broken: BalanceBreak | null } {
    const { first, last } = this;
    if (first === null || last === null) return { opening: 0, closing: 0, broken: null };
    const isForward = this.forward.breaks <= this.backward.breaks;
    const [oldest, newest] = isForward ? [first, last] : [last, first];
    return {
      opening: oldest.balance - movedBy(oldest),
      closing: newest.balance,
      broken: isForward ? this.forward.first : this.backward.last,
    };
  }
}

/** The balances as they are in one of the two orders. */
class OneWay {
  breaks = 0;
  first: BalanceBreak | null = null;
  last: BalanceBreak | null = null;

  follow(before: AccountLine, line: AccountLine): void {
    const expected = before.balance + movedBy(line);
    if (expected === line.balance) return;
    const { flowNo, outTradeNo, balance } = line;
    this.breaks += 1;
    this.last = { flowNo, outTradeNo, expected, balance };
    this.first ??= this.last;
  }
}

/** Fen by which a line moves the account; below zero: they went. */
function movedBy({ income, outlay }: AccountLine): number {
  return income - outlay;
}
