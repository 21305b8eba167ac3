import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInstant,
  ApiOneOf,
  ApiText,
  ApiYuan,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { fenToYuan } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { REFUND_ORIGINS, type RefundEntity, type RefundOrigin } from '../model/refund.entity.js';
import { CLOSED_REASONS, type ClosedReason } from '../model/refund-rules.js';
import { REFUND_STATES, type RefundState } from '../model/refund-states.js';

/** A refund on the wire. */
@ApiSchema({ name: 'Refund' })
export class RefundView {
  @ApiText() readonly id!: string;
  @ApiText() readonly orderNo!: string;
  @ApiText({ description: 'Its number at Alipay (`out_request_no`)' })
  readonly outRequestNo!: string;
  @ApiYuan() readonly amount!: string;
  @ApiText() readonly reason!: string;
  @ApiOneOf('RefundOrigin', REFUND_ORIGINS) readonly origin!: RefundOrigin;
  @ApiFlag() readonly restock!: boolean;
  @ApiOneOf('RefundState', REFUND_STATES) readonly state!: RefundState;
  @ApiOneOf('RefundClosedReason', CLOSED_REASONS, { nullable: true })
  readonly closedReason!: ClosedReason | null;
  @ApiText({ nullable: true, description: "For operators: Alipay's code of what it waits for" })
  readonly waitsFor!: string | null;
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({ nullable: true, description: "When the buyer's bank sent the money back" })
  readonly bouncedAt!: string | null;
  @ApiInstant({ nullable: true }) readonly endedAt!: string | null;
}

/** A part of a list of refunds, on the wire. */
export const RefundPage = pageOfClass('RefundPage', RefundView);

/** A refund on the wire. What it waits for, such as the shop's own balance, is for operators alone. Pure. */
export function refundView(
  refund: RefundEntity,
  orderNo: string,
  forOperator: boolean,
): RefundView {
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
