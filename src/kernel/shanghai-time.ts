import { isStorable } from './instants.js';

/** China has had no summer time since 1991 (tz database, Asia/Shanghai), so a constant offset is right. */
const OFFSET_MS = 8 * 60 * 60 * 1000;

const ALIPAY_TIME = /^(\d{4})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?$/;

function wallClock(instant: Date): string {
  return new Date(instant.getTime() + OFFSET_MS).toISOString();
}

/** `2026-11-21T12:00:00+08:00`: an instant for REST clients, to the second. */
export function toRfc3339(instant: Date): string {
  return `${wallClock(instant).slice(0, 19)}+08:00`;
}

/** `2026-11-21 12:00:00`: an instant as Alipay and the old front ends write it, in China time. */
export function toChinaTime(instant: Date): string {
  return wallClock(instant).slice(0, 19).replace('T', ' ');
}

/** `20261121120000`: an instant as 14 digits of China time. */
export function toChinaDigits(instant: Date): string {
  return wallClock(instant).slice(0, 19).replace(/\D/g, '');
}

/**
 * `2026-11-21 12:00:00` or with milliseconds (Alipay's `gmt_refund`), in China time, to an instant.
 * Null when the text is not such a time, or names a day that does not exist or that no database holds.
 */
export function parseChinaTime(text: string): Date | null {
  const parts = ALIPAY_TIME.exec(text);
  if (!parts) return null;
  const isoText = `${text.slice(0, 10)}T${text.slice(11, 19)}.${(parts[7] ?? '').padEnd(3, '0')}Z`;
  const wall = new Date(isoText);
  if (Number.isNaN(wall.getTime()) || wall.toISOString() !== isoText) return null;
  const instant = new Date(wall.getTime() - OFFSET_MS);
  return isStorable(instant) ? instant : null;
}

/** `2026-11-21`: the day of an instant in China. */
export function toChinaDay(instant: Date): string {
  return wallClock(instant).slice(0, 10);
}

/** The first instant of a day (`2026-11-21`) in China; null when there is no such day. */
export function startOfChinaDay(day: string): Date | null {
  return parseChinaTime(`${day} 00:00:00`);
}
