import type { OrderRecord } from '../../orders/model/order-record.js';
import { plusMs } from '../../kernel/clock.js';
import { firstGapMs } from '../model/check-schedule.js';
import type { PaymentEntity } from '../model/payment.entity.js';

/** A link that was given out so long ago need not be noted again: the worker asks often enough after it. */
const NOTED_FOR_MS = 30_000;

/** What of an order decides whether it gets a pay link. */
export type LinkedOrder = Pick<
  OrderRecord,
  'userId' | 'state' | 'payable' | 'cancelRequestedAt' | 'expiresAt' | 'nextCheckAt'
>;

/** What the first look after a link depends on. */
export interface LinkGrounds {
  readonly now: Date;
  /** How little is to be feared from waiting for notifies. */
  readonly calmness: number;
}

/** Why an order gets no pay link, as the slug of a problem, or null; `lastLinkMs` before its end it gets none. Pure. */
export function linkRefusal(
  { state, cancelRequestedAt, expiresAt }: Omit<LinkedOrder, 'userId' | 'payable' | 'nextCheckAt'>,
  now: Date,
  lastLinkMs: number,
): 'order-not-payable' | 'order-about-to-expire' | null {
  if (state !== 'PENDING_PAYMENT' || cancelRequestedAt !== null) return 'order-not-payable';
  return plusMs(now, lastLinkMs) > expiresAt ? 'order-about-to-expire' : null;
}

/**
 * Whether a payment can still pay its order; after its end, and after a change of the price, the order gets another one.
 * Pure.
 */
export function canPay(
  { state, amount }: Pick<PaymentEntity, 'state' | 'amount'>,
  { payable }: Pick<LinkedOrder, 'payable'>,
): boolean {
  return state !== 'CLOSED' && amount === payable;
}

/** When the worker first looks at an order whose link is given out now. Pure. */
export function firstCheckAfter({ now, calmness }: LinkGrounds): Date {
  return plusMs(now, firstGapMs(calmness));
}

/** Whether the same link was given out just now, so that the worker looks at the order soon enough anyway. Pure. */
export function isNoted(
  request: Pick<PaymentEntity, 'method' | 'storefront'>,
  payment: Pick<PaymentEntity, 'method' | 'storefront' | 'linkGivenAt'>,
  { nextCheckAt }: Pick<LinkedOrder, 'nextCheckAt'>,
  grounds: LinkGrounds,
): boolean {
  if (payment.linkGivenAt === null || nextCheckAt === null) return false;
  const isSame = payment.method === request.method && payment.storefront === request.storefront;
  const isJustGiven = payment.linkGivenAt > plusMs(grounds.now, -NOTED_FOR_MS);
  return isSame && isJustGiven && nextCheckAt <= firstCheckAfter(grounds);
}
