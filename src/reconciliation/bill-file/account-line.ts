import type { Fen } from '../../kernel/money.js';

/** What moved the account. `other`: what has a name that says nothing about trades, such as 提现 and 转账. */
export type AccountKind = 'payment' | 'refund' | 'fee' | 'other';

/** One line of the account's log. */
export interface AccountLine {
  /** Its place among the lines, from 1. */
  readonly lineNo: number;
  /** The number of this movement alone. */
  readonly flowNo: string;
  /** The number of what caused it: a trade's, for what trades cause. */
  readonly tradeNo: string;
  readonly outTradeNo: string;
  readonly kind: AccountKind;
  readonly income: Fen;
  readonly outlay: Fen;
  /** Fen that the account had afterwards. */
  readonly balance: number;
  readonly happenedAt: Date;
}

/** A balance that does not follow from the one before it, in fen. */
export interface BalanceBreak {
  readonly flowNo: string;
  readonly outTradeNo: string;
  readonly expected: number;
  readonly balance: number;
}

/** What an account's day adds up to, in fen: opening + income − outlay = closing, unless a balance breaks the chain. */
export interface AccountSums {
  readonly income: CountedFen;
  readonly outlay: CountedFen;
  readonly opening: number;
  readonly closing: number;
  /** The first balance that does not follow; null: each does. */
  readonly broken: BalanceBreak | null;
}

interface CountedFen {
  readonly count: number;
  readonly sum: number;
}
