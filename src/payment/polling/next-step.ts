import { plusMs } from '../../kernel/clock.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { checkGapMs, jittered, overdueGapMs, unansweredGapMs } from '../model/check-schedule.js';
import { closingOf, isOpen, orphanedTradeCheckAt } from '../settlement/closing.js';
import type { PaymentEntity } from '../model/payment.entity.js';

/** What the worker does with an order that is due. */
export type NextStep = 'complete' | 'end' | 'ask' | 'rest';

type Payment = Pick<PaymentEntity, 'state' | 'expiresAt' | 'linkGivenAt' | 'askedAt'>;
type Order = Pick<
  OrderRecord,
  'state' | 'cancelRequestedAt' | 'expiresAt' | 'receivedAt' | 'checkAttempts'
>;

/** What is to be done with a due order now. Pure. */
export function nextStep(
  order: Order,
  payments: readonly Payment[],
  now: Date,
  completeAfterMs: number,
): NextStep {
  if (order.state === 'RECEIVED' && isOld(order.receivedAt, completeAfterMs, now))
    return 'complete';
  if (closingOf(order, now) !== null) return 'end';
  return payments.some(isOpen) ? 'ask' : 'rest';
}

/** What the next look at an order depends on beside its rows. */
export interface LookGrounds {
  readonly now: Date;
  /** A received order is completed after this many milliseconds. */
  readonly completeAfterMs: number;
  /** Whether Alipay has answered what was asked. */
  readonly answered: boolean;
  /** In [0, 1). */
  readonly random: number;
  /** How little is to be feared from waiting for notifies. */
  readonly calmness: number;
}

/** When an order is due again after a step; null when nothing is owed any more. Pure. */
export function nextCheckAt(
  order: Order,
  payments: readonly Payment[],
  grounds: LookGrounds,
): Date | null {
  if (order.state === 'PENDING_PAYMENT') return unpaidCheckAt(order, payments, grounds);
  const orphanedAt = overCheckAt(order, payments, grounds);
  if (order.state !== 'RECEIVED' || order.receivedAt === null) return orphanedAt;
  const completion = plusMs(order.receivedAt, grounds.completeAfterMs);
  return orphanedAt !== null && orphanedAt < completion ? orphanedAt : completion;
}

/** A trade of an order that is over may have been paid until `time_expire`: it is let go once Alipay has answered since. */
function overCheckAt(
  order: Order,
  payments: readonly Payment[],
  { now, answered, random }: LookGrounds,
): Date | null {
  const orphanedAt = orphanedTradeCheckAt(payments, now);
  if (orphanedAt !== null || answered || !payments.some(isOpen)) return orphanedAt;
  return plusMs(now, jittered(unansweredGapMs(order.checkAttempts), random));
}

function unpaidCheckAt(
  order: Order,
  payments: readonly Payment[],
  { now, random, calmness }: LookGrounds,
): Date {
  if (closingOf(order, now) !== null) {
    return plusMs(now, jittered(overdueGapMs(order.checkAttempts), random));
  }
  const open = payments.filter(isOpen);
  if (open.length === 0) return order.expiresAt;
  const seen = open.flatMap(({ linkGivenAt, askedAt }) => [linkGivenAt, askedAt]);
  const sinceLinkMs = now.getTime() - Math.max(...seen.map((at) => at?.getTime() ?? 0));
  // CREATED: Alipay knew no such trade whenever it was asked. Where it was never asked, this is the first answer.
  // Whoever has come back from Alipay has opened the link, whatever Alipay says or does not say of it.
  const hasReturned = open.some(({ askedAt }) => askedAt !== null);
  const unopened = !hasReturned && open.every(({ state }) => state === 'CREATED');
  const grounds = { sinceLinkMs, attempts: order.checkAttempts, unopened };
  // A notify of what a buyer came back from is late already, however well they arrive otherwise.
  const gap = jittered(checkGapMs({ ...grounds, calmness: hasReturned ? 0 : calmness }), random);
  return new Date(Math.min(plusMs(now, gap).getTime(), order.expiresAt.getTime()));
}

function isOld(since: Date | null, ageMs: number, now: Date): boolean {
  return since !== null && plusMs(since, ageMs) <= now;
}
