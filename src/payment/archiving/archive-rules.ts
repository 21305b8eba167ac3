import { plusMs } from '../../kernel/clock.js';
import type { OrderState } from '../../orders/model/order-states.js';
import type { PaymentState } from '../model/payment-states.js';
import { canGoBack } from '../model/paid-schedule.js';
import type { RefundState } from '../model/refund-states.js';

/** What is known of an order that might be archived. */
export interface ArchiveFacts {
  readonly state: OrderState;
  /** When something last happened to the order itself. */
  readonly lastAt: Date;
  readonly nextCheckAt: Date | null;
  readonly payments: readonly {
    readonly state: PaymentState;
    readonly paidAt: Date | null;
    /** When it paid the order; null on a paid payment: the order could not use it. */
    readonly appliedAt: Date | null;
    readonly recheckAt: Date | null;
  }[];
  readonly refunds: readonly {
    readonly state: RefundState;
    readonly endedAt: Date | null;
    readonly nextCheckAt: Date | null;
    readonly depositBackCheckAt: Date | null;
  }[];
  /** After-sale cases that have not ended. */
  readonly openCases: number;
  readonly openIncidents: number;
  readonly openDiscrepancies: number;
  /** Events that wait for the relay, and deliveries of them that wait for a receiver. */
  readonly pendingEvents: number;
}

/** By what an order is old enough. */
export interface ArchiveTerms {
  readonly now: Date;
  /** Nothing may have happened to it since. */
  readonly before: Date;
  /** For so long after it was paid Alipay refunds a trade, in milliseconds. */
  readonly refundableMs: number;
}

/** Why an order stays where it is. */
export type Stays =
  | 'not-ended'
  | 'too-young'
  | 'due'
  | 'money-open'
  | 'refundable'
  | 'refund-open'
  | 'case-open'
  | 'incident-open'
  | 'discrepancy-open'
  | 'event-pending';

/** In which nothing more is to happen to an order. */
export const ENDED_STATES: readonly OrderState[] = [
  'COMPLETED',
  'CANCELLED',
  'EXPIRED',
  'REFUNDED',
];
const UNDER_WAY: readonly RefundState[] = ['REQUESTED', 'PROCESSING', 'UNKNOWN'];

/** What keeps an order, the plainest first. */
const GROUNDS: readonly (readonly [
  Stays,
  (facts: ArchiveFacts, terms: ArchiveTerms) => boolean,
])[] = [
  ['not-ended', ({ state }) => !ENDED_STATES.includes(state)],
  ['too-young', (facts, { before }) => lastOf(facts) >= before],
  ['due', isDue],
  ['money-open', ({ payments }) => payments.some(isOpen)],
  ['refundable', ({ payments }, terms) => payments.some((one) => canGoBack(one, terms))],
  ['refund-open', ({ refunds }) => refunds.some(({ state }) => UNDER_WAY.includes(state))],
  ['case-open', ({ openCases }) => openCases > 0],
  ['incident-open', ({ openIncidents }) => openIncidents > 0],
  ['discrepancy-open', ({ openDiscrepancies }) => openDiscrepancies > 0],
  ['event-pending', ({ pendingEvents }) => pendingEvents > 0],
];

/** Why an order may not go into the archive; null: it may, for nobody has anything left to do with it. Pure. */
export function whyItStays(facts: ArchiveFacts, terms: ArchiveTerms): Stays | null {
  return GROUNDS.find(([, isSo]) => isSo(facts, terms))?.[0] ?? null;
}

/**
 * Whether it is not known yet whether money came, or it came and neither pays the order nor went back. A trade that nobody
 * opened stays CREATED.
 */
function isOpen({ state, paidAt, appliedAt }: ArchiveFacts['payments'][number]): boolean {
  if (paidAt === null) return state === 'AWAITING';
  return appliedAt === null && state !== 'REFUNDED';
}

function isDue({ nextCheckAt, payments, refunds }: ArchiveFacts): boolean {
  const times = [
    nextCheckAt,
    ...payments.map(({ recheckAt }) => recheckAt),
    ...refunds.flatMap((refund) => [refund.nextCheckAt, refund.depositBackCheckAt]),
  ];
  return times.some((time) => time !== null);
}

function lastOf({ lastAt, payments, refunds }: ArchiveFacts): Date {
  const times = [...payments.map(({ paidAt }) => paidAt), ...refunds.map(({ endedAt }) => endedAt)];
  return new Date(Math.max(lastAt.getTime(), ...times.map((time) => time?.getTime() ?? 0)));
}

const AGE = /^(\d{1,3})(d|m|y)$/;
const DAY_MS = 86_400_000;
const DAYS = { d: 1, m: 30, y: 365 } as const;
/** Younger ones are within the reach of bills, complaints and charts. */
const LEAST_MS = 180 * DAY_MS;

/** The instant that is so long ago (`18m`, `400d`, `2y`; a month is 30 days, a year 365). Throws Error under 180 days. Pure. */
export function agoOf(text: string, now: Date): Date {
  const found = AGE.exec(text);
  if (found === null) throw new Error('An age is like 18m, 400d or 2y.');
  const [, count, unit] = found;
  const ageMs = Number(count) * DAYS[unit as keyof typeof DAYS] * DAY_MS;
  if (ageMs < LEAST_MS) throw new Error('Orders of the last 180 days stay.');
  return plusMs(now, -ageMs);
}
