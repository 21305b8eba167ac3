import { ValidateBy } from 'class-validator';
import { says } from './field-words.js';
import { fenToYuan } from '../kernel/money.js';
import { isTradeYuan, LARGEST_TRADE_SUM, LEAST_TRADE_SUM } from '../kernel/trade-sum.js';

const LIMITS = `${fenToYuan(LEAST_TRADE_SUM)} to ${fenToYuan(LARGEST_TRADE_SUM)}`;

/** What a sum must be, for documents and refusals. */
export const TRADE_YUAN = `a sum in yuan of ${LIMITS} with at most two decimals, as text`;

/** A sum that Alipay takes in one trade, as text. */
export function TradeYuan(): PropertyDecorator {
  const words = {
    en: `$property must be ${TRADE_YUAN}`,
    zh: `$property 须为文本形式的金额（元），${LIMITS.replace(' to ', ' 至 ')}，至多两位小数`,
  };
  return ValidateBy({ name: 'tradeYuan', validator: { validate: isTradeYuan } }, says(words));
}
