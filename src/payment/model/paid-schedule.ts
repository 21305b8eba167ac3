import { plusMs } from '../../kernel/clock.js';
import { jittered } from './check-schedule.js';
import type { PaymentEntity } from './payment.entity.js';
import { isRefundable } from './refund-rules.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** While a payment is younger than `until`, it is asked about every `gap`: hours first, then days. */
const GAPS_BY_AGE = [
  { untilMs: DAY_MS, gapMs: 4 * HOUR_MS },
  { untilMs: 7 * DAY_MS, gapMs: DAY_MS },
  { untilMs: 60 * DAY_MS, gapMs: 7 * DAY_MS },
] as const;

const OLDEST_GAP_MS = 30 * DAY_MS;
const UNANSWERED_GAP_MS = 10 * 60_000;

type Payment = Pick<PaymentEntity, 'state' | 'paidAt'>;

/** How a paid payment is to be asked about again. */
export interface RecheckGrounds {
  readonly now: Date;
  /** For so long after it was paid Alipay refunds a trade, in milliseconds. */
  readonly refundableMs: number;
  /** Whether Alipay has answered this time. */
  readonly answered: boolean;
  /** In [0, 1). */
  readonly random: number;
}

/** Whether a payment's money can still go back on Alipay's own pages. Pure. */
export function canGoBack(
  { state, paidAt }: Payment,
  { now, refundableMs }: Pick<RecheckGrounds, 'now' | 'refundableMs'>,
): boolean {
  return isRefundable({ state }) && paidAt !== null && plusMs(paidAt, refundableMs) > now;
}

/** When a payment is asked about again of which nothing new is known; null: not any more. Pure. */
export function recheckAt(payment: Payment, grounds: RecheckGrounds): Date | null {
  const { now, answered, random } = grounds;
  if (payment.paidAt === null || !canGoBack(payment, grounds)) return null;
  if (!answered) return plusMs(now, jittered(UNANSWERED_GAP_MS, random));
  const ageMs = now.getTime() - payment.paidAt.getTime();
  const gapMs = GAPS_BY_AGE.find(({ untilMs }) => ageMs < untilMs)?.gapMs ?? OLDEST_GAP_MS;
  return plusMs(now, jittered(gapMs, random));
}

/** When a payment that has just been booked as paid is asked about for the first time. Pure. */
export function firstRecheckAt(now: Date): Date {
  return plusMs(now, GAPS_BY_AGE[0].gapMs);
}

/**
 * Whether more than `maxAgeMs` have gone by since Alipay was known to have the money: since the payment, or since a
 * question that was answered. A notify does not count, for a late one tells of the trade as it was. Pure.
 */
export function isStale(
  { paidAt, answeredAt }: Pick<PaymentEntity, 'paidAt' | 'answeredAt'>,
  now: Date,
  maxAgeMs: number,
): boolean {
  const known = Math.max(paidAt?.getTime() ?? 0, answeredAt?.getTime() ?? 0);
  return now.getTime() - known > maxAgeMs;
}
