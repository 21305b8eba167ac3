import { ORDER_STATES, type OrderState } from '../orders/model/order-states.js';

/** How far orders came: made; a pay link was given; the buyer reached Alipay, which has the trade; paid. */
export const FUNNEL_STEPS = ['made', 'linked', 'atAlipay', 'paid'] as const;

export type FunnelStep = (typeof FUNNEL_STEPS)[number];

/** Of the orders of a time, how many came so far; each step counts those of the next one as well. */
export type Funnel = Readonly<Record<FunnelStep, number>>;

export const NO_FUNNEL: Funnel = { made: 0, linked: 0, atAlipay: 0, paid: 0 };

/** In which an order was never paid, or is not. */
const UNPAID: readonly OrderState[] = ['PENDING_PAYMENT', 'CANCELLED', 'EXPIRED'];

/** In which an order was paid, whatever became of it. */
export const PAID_STATES: readonly OrderState[] = ORDER_STATES.filter(
  (state) => !UNPAID.includes(state),
);

/** What went back for a reason. The sum is fen. */
export interface ReasonSum {
  /** Null: all reasons that are not told by themselves. */
  readonly reason: string | null;
  readonly count: number;
  readonly amount: number;
}

/** What the worker keeps of an hour for the charts alone. */
export interface HourTrends {
  readonly funnel: Funnel;
  readonly refundReasons: readonly ReasonSum[];
}

/** How far the orders of some times came. Pure. */
export function addFunnels(all: readonly Funnel[]): Funnel {
  return all.reduce<Funnel>(
    (sum, one) => ({
      made: sum.made + one.made,
      linked: sum.linked + one.linked,
      atAlipay: sum.atAlipay + one.atAlipay,
      paid: sum.paid + one.paid,
    }),
    NO_FUNNEL,
  );
}

/** The reasons for which most went back, `limit` at most, and behind them the rest as one. Pure. */
export function topReasons(all: readonly ReasonSum[], limit: number): ReasonSum[] {
  const byReason = new Map<string | null, ReasonSum>();
  for (const one of all) add(byReason, one);
  const told = [...byReason.values()]
    .filter(({ reason }) => reason !== null)
    .toSorted((one, other) => other.amount - one.amount || other.count - one.count);
  const rest = new Map<string | null, ReasonSum>();
  for (const one of [byReason.get(null) ?? [], told.slice(limit)].flat()) {
    add(rest, { ...one, reason: null });
  }
  return [...told.slice(0, limit), ...rest.values()];
}

function add(sums: Map<string | null, ReasonSum>, { reason, count, amount }: ReasonSum): void {
  const before = sums.get(reason);
  sums.set(reason, {
    reason,
    count: count + (before?.count ?? 0),
    amount: amount + (before?.amount ?? 0),
  });
}
