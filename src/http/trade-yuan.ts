import { ValidateBy } from 'class-validator';
import { fenToYuan } from '../kernel/money.js';
import { isTradeYuan, LARGEST_TRADE_SUM, LEAST_TRADE_SUM } from '../kernel/trade-sum.js';

const LIMITS = `${fenToYuan(LEAST_TRADE_SUM)} to ${fenToYuan(LARGEST_TRADE_SUM)}`;

/** What a sum must be, for documents and refusals. */
export const TRADE_YUAN = `a sum in yuan of ${LIMITS} with at most two decimals, as text`;

/** A sum that Alipay takes in one trade, as text. */
export function TradeYuan(): PropertyDecorator {
  const validator = {
    validate: isTradeYuan,
    defaultMessage: () => `$property must be ${TRADE_YUAN}`,
  };
  return ValidateBy({ name: 'tradeYuan', validator });
}
