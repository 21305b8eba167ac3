import { randomBytes, randomInt } from 'node:crypto';
import { chinaTime } from './china-time.js';

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

function day(now: number): string {
  return chinaTime(now).slice(0, 10).replaceAll('-', '');
}

/** A trade_no of 28 digits that starts with the day. Random, so that a restarted simulator never gives one twice. */
export function newTradeNo(now: number): string {
  return `${day(now)}22001${digits(15)}`;
}

/** A notify_id of 34 digits; it stays the same over the repeats of one notify. */
export function newNotifyId(now: number): string {
  return `${day(now)}00222${digits(21)}`;
}

/** What stands in the address of a cashier or a QR code. */
export function newToken(): string {
  return `bax${randomBytes(12).toString('hex')}`;
}
