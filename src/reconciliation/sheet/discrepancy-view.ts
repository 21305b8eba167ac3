import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { Discrepancy } from '../model/discrepancy.js';

/** A discrepancy on the wire. Sums are yuan. */
export interface DiscrepancyView {
  readonly id: string;
  readonly day: string;
  readonly kind: string;
  readonly state: string;
  /** Alipay does not know what our books call done: the gravest alarm. */
  readonly notAtAlipay: boolean;
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  readonly outRequestNo: string | null;
  readonly billAmount: string | null;
  readonly ourAmount: string | null;
  readonly incidentId: string | null;
  readonly done: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
}

/** A discrepancy for operators. Pure. */
export function discrepancyView(one: Discrepancy): DiscrepancyView {
  const { id, day, kind, state, outTradeNo, tradeNo, billAmount, ourAmount, incidentId, done } =
    one;
  return {
    id,
    day,
    kind,
    state,
    notAtAlipay: one.grave,
    outTradeNo,
    tradeNo,
    outRequestNo: one.requestNo,
    billAmount,
    ourAmount,
    incidentId,
    done,
    createdAt: toRfc3339(one.createdAt),
    endedAt: one.endedAt === null ? null : toRfc3339(one.endedAt),
  };
}
