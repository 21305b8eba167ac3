import { randomBytes, randomInt } from 'node:crypto';
import { encodeTime, monotonicFactory } from 'ulid';
import { toChinaDigits } from './shanghai-time.js';

/** Where new numbers and ids come from. Injected, so that tests can name them. */
export interface Ids {
  /** An order number: China time to the second, then ten random digits (24 digits in all). */
  orderNo(now: Date): string;
  /** A unique id that sorts by time (ULID, 26 characters). */
  sortable(now: Date): string;
  /** An id that nobody guesses and that never comes up again: 128 bits of chance in hex. */
  unguessable(): string;
}

/** Injection token of {@link Ids}. */
export const IDS = Symbol('Ids');

const RANDOM_DIGITS = 10;
const UNGUESSABLE_BYTES = 16;
const ULID_LENGTH = 26;
const ULID_TIME_LENGTH = 10;
const RANDOM_STEPS = 2 ** 32;
/** The library asks for a number a character; its own source fetches random bytes anew for each. */
const ulid = monotonicFactory(() => randomInt(RANDOM_STEPS) / RANDOM_STEPS);

function randomDigits(count: number): string {
  const half = count / 2;
  const part = () => String(randomInt(10 ** half)).padStart(half, '0');
  return part() + part();
}

/** Ids from the system's random source; the unique keys of the database are what guarantees them. */
export const systemIds: Ids = {
  orderNo: (now) => toChinaDigits(now) + randomDigits(RANDOM_DIGITS),
  sortable: (now) => ulid(now.getTime()),
  unguessable: () => randomBytes(UNGUESSABLE_BYTES).toString('hex'),
};

/** The least that a sortable id of this instant or later can be: all earlier ones sort before it. */
export function sortableFrom(instant: Date): string {
  return encodeTime(instant.getTime(), ULID_TIME_LENGTH).padEnd(ULID_LENGTH, '0');
}

/**
 * The `out_trade_no` of an order's nth payment (1, 2, …): the order number itself for the first, so that Alipay
 * refuses to be paid twice for it; digits are appended for a replacement after a close (Alipay: at most 64 characters).
 */
export function outTradeNo(orderNo: string, attempt: number): string {
  return orderNo + digitsOf(attempt);
}

/** The order number of an order's nth payment: what {@link outTradeNo} was made of. */
export function orderNoOf(tradeNumber: string, attempt: number): string {
  return tradeNumber.slice(0, tradeNumber.length - digitsOf(attempt).length);
}

function digitsOf(attempt: number): string {
  return attempt === 1 ? '' : String(attempt).padStart(2, '0');
}
