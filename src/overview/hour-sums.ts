import { plusMs } from '../kernel/clock.js';
import { startOfChinaDay, toChinaDay } from '../kernel/shanghai-time.js';

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The overview shows so many days, today included. */
export const DAYS_SHOWN = 30;

/** How a payment was learned of: by the notify, by asking after the buyer came back, by asking, or by the daily bill. */
export const WAYS = ['notify', 'return', 'query', 'bill'] as const;

export type Way = (typeof WAYS)[number];

/** Up to so many seconds each, and beyond the last one. */
export const DELAY_LIMITS = [
  1, 2, 3, 5, 8, 13, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 21_600, 86_400,
] as const;

/** How many payments of each way were booked within each of {@link DELAY_LIMITS}, by its place. */
export type Delays = Partial<Record<Way, Readonly<Record<string, number>>>>;

/** What happened in a time. Sums are fen. */
export interface Sums {
  readonly orders: number;
  readonly paidCount: number;
  readonly paidAmount: number;
  readonly refundedCount: number;
  readonly refundedAmount: number;
}

/** What happened in an hour. */
export interface HourSums extends Sums {
  readonly hour: Date;
  readonly delays: Delays;
}

export const NO_SUMS: Sums = {
  orders: 0,
  paidCount: 0,
  paidAmount: 0,
  refundedCount: 0,
  refundedAmount: 0,
};

/** By which age of an hour's end its sums are made anew, when they are how old: what is late changes the past. */
const REFRESH = [
  { youngerThanMs: 0, everyMs: 15_000 },
  { youngerThanMs: 2 * HOUR_MS, everyMs: 60_000 },
  { youngerThanMs: 2 * DAY_MS, everyMs: 10 * 60_000 },
  { youngerThanMs: Infinity, everyMs: 12 * HOUR_MS },
] as const;

/** The first instant that the overview shows. Pure. */
export function shownSince(now: Date): Date {
  const today = startOfChinaDay(toChinaDay(now)) ?? now;
  return plusMs(today, -(DAYS_SHOWN - 1) * DAY_MS);
}

/** The first instant of the hour of another one. Pure. */
export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}

/**
 * The hours whose sums are to be made, or made anew, the newest first and at most `limit`. `computed`: when each was, by
 * its first instant in milliseconds. Pure.
 */
export function hoursDue(now: Date, computed: ReadonlyMap<number, Date>, limit: number): Date[] {
  const due: Date[] = [];
  const since = shownSince(now);
  for (let hour = hourOf(now); hour >= since && due.length < limit; hour = plusMs(hour, -HOUR_MS)) {
    if (isDue(now, hour, computed.get(hour.getTime()))) due.push(hour);
  }
  return due;
}

function isDue(now: Date, hour: Date, computed: Date | undefined): boolean {
  if (computed === undefined) return true;
  const end = plusMs(hour, HOUR_MS);
  if (computed < end && now >= end) return true;
  const age = now.getTime() - end.getTime();
  const every = REFRESH.find(({ youngerThanMs }) => age < youngerThanMs)?.everyMs ?? Infinity;
  return now.getTime() - computed.getTime() >= every;
}

/** The sum of what happened. Pure. */
export function addSums(all: readonly Sums[]): Sums {
  return all.reduce<Sums>(
    (sum, one) => ({
      orders: sum.orders + one.orders,
      paidCount: sum.paidCount + one.paidCount,
      paidAmount: sum.paidAmount + one.paidAmount,
      refundedCount: sum.refundedCount + one.refundedCount,
      refundedAmount: sum.refundedAmount + one.refundedAmount,
    }),
    NO_SUMS,
  );
}

/** How long it took from being paid to being booked, by way. */
export interface WayDelays {
  readonly way: Way;
  readonly count: number;
  /** Seconds within which half of them were booked, at most; null: longer than a day, or there are none. */
  readonly p50Seconds: number | null;
  readonly p99Seconds: number | null;
}

/** How long it took by each way, of the payments of some hours. Pure. */
export function delaysOf(hours: readonly Delays[]): WayDelays[] {
  return WAYS.map((way) => {
    const counts = [...DELAY_LIMITS, null].map((_, place) =>
      hours.reduce((sum, delays) => sum + (delays[way]?.[place] ?? 0), 0),
    );
    const count = counts.reduce((sum, one) => sum + one, 0);
    return {
      way,
      count,
      p50Seconds: withinOf(counts, count * 0.5),
      p99Seconds: withinOf(counts, count * 0.99),
    };
  });
}

/** The limit within which so many are; null: none is enough, or there is nothing. */
function withinOf(counts: readonly number[], wanted: number): number | null {
  if (wanted === 0) return null;
  let sum = 0;
  for (const [place, limit] of DELAY_LIMITS.entries()) {
    sum += counts[place] ?? 0;
    if (sum >= wanted) return limit;
  }
  return null;
}
