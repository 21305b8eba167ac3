import { fenToYuan } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { RefundEntity } from '../model/refund.entity.js';

/** A refund on the wire. What it waits for, such as the shop's own balance, is for operators alone. Pure. */
export function refundView(refund: RefundEntity, orderNo: string, forOperator: boolean) {
  return {
    id: refund.id,
    orderNo,
    outRequestNo: refund.outRequestNo,
    amount: fenToYuan(refund.amount),
    reason: refund.reason,
    origin: refund.origin,
    restock: refund.restock,
    state: refund.state,
    closedReason: refund.closedReason,
    waitsFor: forOperator ? refund.fault : null,
    createdAt: toRfc3339(refund.createdAt),
    bouncedAt: refund.bouncedAt === null ? null : toRfc3339(refund.bouncedAt),
    endedAt: refund.endedAt === null ? null : toRfc3339(refund.endedAt),
  };
}

export type RefundView = ReturnType<typeof refundView>;
