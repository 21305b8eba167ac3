import type { StateTable } from '../../kernel/state-table.js';

export const DISCREPANCY_KINDS = [
  'missing-here',
  'missing-there',
  'amount-differs',
  'refund-missing-here',
  'refund-missing-there',
  'refund-amount-differs',
  'state-differs',
  'duplicate-line',
  'balance-broken',
  'fee-missing-in-account',
  'refund-missing-in-account',
] as const;

/** How a bill and our books differ. docs/reconciliation.md says what a person does about each. */
export type DiscrepancyKind = (typeof DISCREPANCY_KINDS)[number];

export const DISCREPANCY_STATES = ['OPEN', 'HEALED', 'RESOLVED'] as const;

export type DiscrepancyState = (typeof DISCREPANCY_STATES)[number];

export type DiscrepancyEvent = 'heal' | 'resolve' | 'reopen';

/** All moves. What was healed and is found again was not; what a person has decided stays so. */
export const DISCREPANCY_TABLE: StateTable<DiscrepancyState, DiscrepancyEvent> = {
  OPEN: { heal: 'HEALED', resolve: 'RESOLVED' },
  HEALED: { reopen: 'OPEN' },
  RESOLVED: {},
};

/** One difference, as matching finds it. Sums are yuan with two decimals, as the database has them. */
export interface Difference {
  readonly kind: DiscrepancyKind;
  readonly day: string;
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  readonly requestNo: string | null;
  readonly billAmount: string | null;
  readonly ourAmount: string | null;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly refundId: string | null;
  readonly happenedAt: Date | null;
}

/** A difference with its life. */
export interface Discrepancy extends Difference {
  readonly id: string;
  readonly state: DiscrepancyState;
  /** Alipay does not know what we call done. */
  readonly grave: boolean;
  readonly incidentId: string | null;
  readonly done: string | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly endedBy: number | null;
}

/** Whether something can be tried, by kind. */
const TRIED: Readonly<Record<DiscrepancyKind, (one: Difference) => boolean>> = {
  'missing-here': () => true,
  'missing-there': () => true,
  'amount-differs': () => true,
  'refund-missing-here': ({ paymentId }) => paymentId !== null,
  'refund-missing-there': () => true,
  'refund-amount-differs': () => false,
  'state-differs': () => true,
  'duplicate-line': () => false,
  'balance-broken': () => false,
  'fee-missing-in-account': () => false,
  'refund-missing-in-account': () => false,
};

/**
 * Whether something can be tried before a person decides: Alipay is asked, a report of its bill is settled, or a refund
 * of its pages is booked. Pure.
 */
export function canHeal(one: Difference): boolean {
  return TRIED[one.kind](one);
}
