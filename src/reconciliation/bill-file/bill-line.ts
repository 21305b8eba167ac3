import type { Fen } from '../../kernel/money.js';
import type { BillSums, KindSums } from './sums.js';

/** Whether a line tells of money that came or of money that went back. */
export type LineKind = 'payment' | 'refund';

/** One line of a bill's detail. The kind decides the signs: amounts are never negative. */
export interface BillLine {
  /** Its place among the lines, from 1. */
  readonly lineNo: number;
  readonly kind: LineKind;
  readonly tradeNo: string;
  /** Empty where money came by something that knows no numbers of the merchant, such as a code on a counter. */
  readonly outTradeNo: string;
  /** The refund's number; empty: not said. */
  readonly requestNo: string;
  readonly amount: Fen;
  readonly receipt: Fen;
  /** Fen that Alipay kept; negative: it gave so much back. */
  readonly fee: number;
  readonly royalty: number;
  readonly finishedAt: Date;
}

/** Sums with one line more. Pure. */
export function withLine(sums: BillSums, line: BillLine): BillSums {
  const place = line.kind === 'payment' ? 'payments' : 'refunds';
  return {
    ...sums,
    [place]: plus(sums[place], line),
    fees: sums.fees + line.fee,
    royalties: sums.royalties + line.royalty,
  };
}

function plus(sums: KindSums, { amount, receipt }: BillLine): KindSums {
  return {
    count: sums.count + 1,
    amount: sums.amount + amount,
    receipts: sums.receipts + receipt,
  };
}
