import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInstant,
  ApiInteger,
  ApiOneOf,
  ApiPart,
  ApiParts,
  ApiText,
  ApiYuan,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { fenToYuan, yuanOrNull } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import {
  AFTER_SALE_STATES,
  AFTER_SALE_TYPES,
  type AfterSaleState,
  type AfterSaleType,
} from './after-sale-states.js';
import type { AfterSaleEntity } from './after-sale.entity.js';
import type { AfterSaleLine } from './after-sale.repository.js';

/** Pieces of a case, on the wire. */
@ApiSchema({ name: 'AfterSaleLine' })
export class AfterSaleLineView {
  @ApiInteger({ description: 'Names the line within its order' }) readonly lineId!: number;
  @ApiInteger() readonly skuId!: number;
  @ApiText() readonly name!: string;
  @ApiInteger() readonly count!: number;
  @ApiInteger({ nullable: true, description: 'Pieces that really came back' })
  readonly receivedCount!: number | null;
  @ApiFlag({ nullable: true, description: 'Whether those go into the stock' })
  readonly restock!: boolean | null;
}

/** Where goods are sent back to, on the wire. */
@ApiSchema({ name: 'ReturnAddress' })
export class ReturnAddressView {
  @ApiText() readonly receiver!: string;
  @ApiText() readonly mobile!: string;
  @ApiText() readonly address!: string;
}

/** A buyer's case on the wire: null has not come. */
@ApiSchema({ name: 'AfterSale' })
export class AfterSaleView {
  @ApiText() readonly id!: string;
  @ApiText() readonly orderNo!: string;
  @ApiOneOf('AfterSaleType', AFTER_SALE_TYPES) readonly type!: AfterSaleType;
  @ApiOneOf('AfterSaleState', AFTER_SALE_STATES) readonly state!: AfterSaleState;
  @ApiText() readonly reason!: string;
  @ApiText() readonly description!: string;
  @ApiParts(() => AfterSaleLineView, { description: 'Empty for a sum that is bound to no piece' })
  readonly lines!: readonly AfterSaleLineView[];
  @ApiYuan({ description: 'What would go back as it was asked for' }) readonly amount!: string;
  @ApiText({ nullable: true, description: 'The refund that it came to' })
  readonly refundId!: string | null;
  @ApiPart(() => ReturnAddressView, { nullable: true })
  readonly returnAddress!: ReturnAddressView | null;
  @ApiText({ nullable: true, description: 'By whom the buyer sent the goods back' })
  readonly carrier!: string | null;
  @ApiText({ nullable: true }) readonly trackingNumber!: string | null;
  @ApiYuan({ nullable: true, description: 'What goes back when that is less than was paid' })
  readonly refundAtMost!: string | null;
  @ApiText({ nullable: true, description: 'Why it is less' }) readonly refundReason!: string | null;
  @ApiText({ nullable: true }) readonly rejectReason!: string | null;
  @ApiInstant({ description: 'Until when the shop means to answer' }) readonly answerDueAt!: string;
  @ApiInstant({ nullable: true, description: 'When it ends unless the goods are sent back' })
  readonly sendBackBy!: string | null;
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({ nullable: true }) readonly agreedAt!: string | null;
  @ApiInstant({ nullable: true }) readonly sentBackAt!: string | null;
  @ApiInstant({ nullable: true }) readonly receivedBackAt!: string | null;
  @ApiInstant({ nullable: true }) readonly endedAt!: string | null;
}

/** A part of a list of cases, on the wire. */
export const AfterSalePage = pageOfClass('AfterSalePage', AfterSaleView);

/** A case of the order with this number, on the wire. Pure. */
export function afterSaleView(
  found: AfterSaleEntity,
  orderNo: string,
  lines: readonly AfterSaleLine[],
): AfterSaleView {
  const { id, type, state, reason, description, refundId } = found;
  const { returnAddress, carrier, trackingNumber, refundReason, rejectReason } = found;
  return {
    id,
    orderNo,
    type,
    state,
    reason,
    description,
    lines: lines.filter(({ afterSaleId }) => afterSaleId === id).map(lineView),
    amount: fenToYuan(found.amount),
    refundId,
    returnAddress,
    carrier,
    trackingNumber,
    refundAtMost: yuanOrNull(found.refundAtMost),
    refundReason,
    rejectReason,
    answerDueAt: toRfc3339(found.answerDueAt),
    sendBackBy: timeView(found.sendBackBy),
    createdAt: toRfc3339(found.createdAt),
    agreedAt: timeView(found.agreedAt),
    sentBackAt: timeView(found.sentBackAt),
    receivedBackAt: timeView(found.receivedBackAt),
    endedAt: timeView(found.endedAt),
  };
}

function lineView(line: AfterSaleLine): AfterSaleLineView {
  const { lineId, skuId, name, count, receivedCount, restock } = line;
  return { lineId, skuId, name, count, receivedCount, restock };
}

function timeView(time: Date | null): string | null {
  return time === null ? null : toRfc3339(time);
}
