import { plusMs } from '../../kernel/clock.js';
import { startOfChinaDay, toChinaDay } from '../../kernel/shanghai-time.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A bill is ready about nine o'clock of the next day; it is asked for an hour later. */
const DUE_AFTER_MS = DAY_MS + 10 * HOUR_MS;
/** At eighteen o'clock it ought to be there. */
const LATE_AFTER_MS = DAY_MS + 18 * HOUR_MS;

/** A span of time, the end left out. */
export interface Span {
  readonly from: Date;
  readonly to: Date;
}

/** Whether a text is a day that exists. Pure. */
export function isDay(text: string): boolean {
  return startOfChinaDay(text) !== null;
}

/** A span in parts of `partMs` milliseconds, the last of which may be shorter. Pure. */
export function partsOf({ from, to }: Span, partMs: number): Span[] {
  const count = Math.ceil((to.getTime() - from.getTime()) / partMs);
  const ends = Array.from({ length: count }, (_, nth) => plusMs(from, (nth + 1) * partMs));
  return ends.map((end) => ({ from: plusMs(end, -partMs), to: end < to ? end : to }));
}

/** A day's time in China. Throws RangeError when there is no such day. Pure. */
export function spanOf(day: string): Span {
  const from = startOfChinaDay(day);
  if (from === null) throw new RangeError('no such day');
  return { from, to: plusMs(from, DAY_MS) };
}

/** The day so many days after another; negative: before it. Pure. */
export function dayPlus(day: string, days: number): string {
  return toChinaDay(plusMs(spanOf(day).from, days * DAY_MS));
}

/** When a day's bill is asked for first: at ten o'clock of the next day in China. Pure. */
export function dueAt(day: string): Date {
  return plusMs(spanOf(day).from, DUE_AFTER_MS);
}

/** From when on a bill that is not there is an alarm: eighteen o'clock of the next day in China. Pure. */
export function lateAt(day: string): Date {
  return plusMs(spanOf(day).from, LATE_AFTER_MS);
}

/** The days whose bills are due by now and follow `last` (null: none was ever asked for, so the first is yesterday). Pure. */
export function daysDue(last: string | null, now: Date): string[] {
  const days: string[] = [];
  let day = last === null ? dayPlus(toChinaDay(now), -1) : dayPlus(last, 1);
  while (dueAt(day) <= now) {
    days.push(day);
    day = dayPlus(day, 1);
  }
  return days;
}
