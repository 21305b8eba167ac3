import { fen, type Fen, isYuan, yuanToFen } from './money.js';

/**
 * What Alipay takes in one trade, and so in one refund of it: 0.01 to 100,000,000.00 yuan, both included (alipay.md 4).
 * Every limit of a price, a payment or a refund is one of these two.
 */
export const LEAST_TRADE_SUM = fen(1);
export const LARGEST_TRADE_SUM = fen(10_000_000_000);

/** Whether Alipay takes a sum in one trade. Pure. */
export function isTradeSum(amount: Fen): boolean {
  return amount >= LEAST_TRADE_SUM && amount <= LARGEST_TRADE_SUM;
}

/** Whether a value is the text of such a sum in yuan, with at most two decimals. Pure. */
export function isTradeYuan(value: unknown): value is string {
  return isYuan(value) && isTradeSum(yuanToFen(value));
}
