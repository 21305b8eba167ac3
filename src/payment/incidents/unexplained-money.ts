import { fen, type Fen } from '../../kernel/money.js';
import type { IncidentKind } from '../model/incident.entity.js';

/** What Alipay reported. */
export interface ReportedMoney {
  readonly kind: IncidentKind;
  /** Whether money is said to have been received. */
  readonly claimsPaid: boolean;
  readonly reportedAmount: Fen | null;
  /** What goes back of the same trade, by decisions about it or others, and is charged to no payment. */
  readonly goingBack: Fen;
}

/** The payment to which money of the reported trade is booked. */
export interface BookedMoney {
  readonly amount: Fen;
  /** What went back of it, or is about to. */
  readonly goingBack: Fen;
  /** Whether its money paid its order: the shop has earned it. */
  readonly applied: boolean;
}

/** What may go back, and whether it is charged to the payment to which it was booked. */
export interface Unexplained {
  readonly amount: Fen;
  readonly charged: boolean;
}

/**
 * What of the money that an incident is about nobody's order and no other decision accounts for: no more than this may
 * be sent back. Of a trade whose money is booked, a report of another sum holds as much as it is more; what is booked and
 * could not be used is held itself where the incident is about just that. Pure.
 */
export function unexplainedMoney(report: ReportedMoney, booked: BookedMoney | null): Unexplained {
  const reported = moneyOf(report);
  if (isOfBooked(report) && booked !== null) {
    return { amount: leftOf(reported, booked), charged: true };
  }
  const explained = (booked?.amount ?? 0) + report.goingBack;
  return { amount: rest(reported, explained), charged: false };
}

/** What they tell of has gone back already. */
const OF_REFUNDS: ReadonlySet<IncidentKind> = new Set([
  'refund-exceeds-payment-mismatch',
  'refund-bounced',
]);

function moneyOf({ kind, claimsPaid, reportedAmount }: ReportedMoney): Fen {
  const isMoney = claimsPaid && !OF_REFUNDS.has(kind);
  return isMoney && reportedAmount !== null ? reportedAmount : fen(0);
}

function isOfBooked({ kind }: ReportedMoney): boolean {
  return kind === 'late-payment' || kind === 'refund-failed';
}

function leftOf(reported: Fen, { amount, goingBack, applied }: BookedMoney): Fen {
  return applied ? fen(0) : fen(Math.min(reported, rest(amount, goingBack)));
}

function rest(amount: Fen, explained: number): Fen {
  return fen(Math.max(0, amount - explained));
}
