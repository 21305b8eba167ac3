import { type Fen, yuanToFen } from '../kernel/money.js';
import { parseChinaTime } from '../kernel/shanghai-time.js';

const MONEY = /^(?:0|[1-9]\d{0,8})\.\d{2}$/;
const NUMBER = /^[\w-]{1,64}$/;
const STATUSES = ['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED'] as const;

/** A sum as Alipay writes it, in yuan with two decimals; null when the text is absent or anything else. */
export function moneyIn(text: string | undefined): Fen | null {
  return text !== undefined && MONEY.test(text) ? yuanToFen(text) : null;
}

/** A trade's, order's or request's number; null when the text is absent or anything else. */
export function numberIn(text: string | undefined): string | null {
  return text !== undefined && NUMBER.test(text) ? text : null;
}

/** A time, in China time without an offset; null when the text is absent or anything else. */
export function timeIn(text: string | undefined): Date | null {
  return text === undefined ? null : parseChinaTime(text);
}

/** One of Alipay's states of a trade; null when the text is absent or anything else. */
export function statusIn(text: string | undefined): (typeof STATUSES)[number] | null {
  return STATUSES.find((status) => status === text) ?? null;
}
