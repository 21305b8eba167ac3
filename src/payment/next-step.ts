import { plusMs } from '../kernel/clock.js';
import type { OrderRecord } from '../orders/order-record.js';
import { checkGapMs, overdueGapMs } from './check-schedule.js';
import { closingOf, isOpen, strayCheckAt } from './closing.js';
import type { PaymentEntity } from './payment.entity.js';

/** What the worker does with an order that is due. */
export type NextStep = 'complete' | 'end' | 'ask' | 'rest';

type Payment = Pick<PaymentEntity, 'state' | 'expiresAt' | 'linkGivenAt'>;
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

/** When an order is due again after a step; null when nothing is owed any more. Pure. */
export function nextCheckAt(
  order: Order,
  payments: readonly Payment[],
  now: Date,
  completeAfterMs: number,
): Date | null {
  if (order.state === 'PENDING_PAYMENT') return unpaidCheckAt(order, payments, now);
  const stray = strayCheckAt(payments, now);
  if (order.state !== 'RECEIVED' || order.receivedAt === null) return stray;
  const completion = plusMs(order.receivedAt, completeAfterMs);
  return stray !== null && stray < completion ? stray : completion;
}

function unpaidCheckAt(order: Order, payments: readonly Payment[], now: Date): Date {
  if (closingOf(order, now) !== null) return plusMs(now, overdueGapMs(order.checkAttempts));
  const open = payments.filter(isOpen);
  if (open.length === 0) return order.expiresAt;
  const links = open.map(({ linkGivenAt }) => linkGivenAt?.getTime() ?? 0);
  const sinceLinkMs = now.getTime() - Math.max(...links);
  const gap = checkGapMs({ sinceLinkMs, attempts: order.checkAttempts });
  return new Date(Math.min(plusMs(now, gap).getTime(), order.expiresAt.getTime()));
}

function isOld(since: Date | null, ageMs: number, now: Date): boolean {
  return since !== null && plusMs(since, ageMs) <= now;
}
