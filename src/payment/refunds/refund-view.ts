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
import { fenToYuan, leastFen } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { Language } from '../../kernel/words.js';
import type { RefundParts, RefundPiece } from '../model/refund-content.js';
import { waitingWords } from '../model/refund-fault-words.js';
import { paidForPieces, type RefundBooks } from '../model/refund-plan.js';
import {
  REFUND_ORIGINS,
  REFUND_SCOPES,
  type RefundEntity,
  type RefundOrigin,
  type RefundScope,
} from '../model/refund.entity.js';
import { CLOSED_REASONS, type ClosedReason } from '../model/refund-rules.js';
import { REFUND_STATES, type RefundState } from '../model/refund-states.js';

/** Pieces of a line that a refund is for, on the wire. */
@ApiSchema({ name: 'RefundLine' })
export class RefundLineView {
  @ApiInteger({ description: 'The line of the order' }) readonly lineId!: number;
  @ApiInteger() readonly skuId!: number;
  @ApiText() readonly name!: string;
  @ApiInteger() readonly count!: number;
  @ApiInteger({ description: 'Those that go into the stock when the money is back' })
  readonly restockCount!: number;
  @ApiYuan({ description: 'What goes back for them' }) readonly amount!: string;
}

/** What is left of a line, on the wire. */
@ApiSchema({ name: 'RefundableLine' })
export class RefundableLineView {
  @ApiInteger() readonly lineId!: number;
  @ApiInteger({ description: 'Pieces that can still be refunded' }) readonly count!: number;
  @ApiYuan({ description: 'What was paid for them' }) readonly amount!: string;
}

/** What a refund leaves of its order, on the wire. */
@ApiSchema({ name: 'RefundRest' })
export class RefundRestView {
  @ApiYuan({ description: 'All that can still be sent back' }) readonly amount!: string;
  @ApiYuan({ description: 'Freight that can still be sent back, within the amount' })
  readonly freight!: string;
  @ApiParts(() => RefundableLineView) readonly lines!: readonly RefundableLineView[];
}

/** A refund on the wire. */
@ApiSchema({ name: 'Refund' })
export class RefundView {
  @ApiText() readonly id!: string;
  @ApiText() readonly orderNo!: string;
  @ApiText({ description: 'Its number at Alipay (`out_request_no`)' })
  readonly outRequestNo!: string;
  @ApiYuan({ description: 'What its lines, its freight and its free amount add up to' })
  readonly amount!: string;
  @ApiOneOf('RefundScope', REFUND_SCOPES) readonly scope!: RefundScope;
  @ApiParts(() => RefundLineView) readonly lines!: readonly RefundLineView[];
  @ApiYuan() readonly freight!: string;
  @ApiYuan({ description: 'The part of it that is bound to no piece' })
  readonly freeAmount!: string;
  @ApiText() readonly reason!: string;
  @ApiOneOf('RefundOrigin', REFUND_ORIGINS) readonly origin!: RefundOrigin;
  @ApiFlag({ description: 'Whether any piece goes into the stock' }) readonly restock!: boolean;
  @ApiOneOf('RefundState', REFUND_STATES) readonly state!: RefundState;
  @ApiOneOf('RefundClosedReason', CLOSED_REASONS, { nullable: true })
  readonly closedReason!: ClosedReason | null;
  @ApiText({ nullable: true, description: "For operators: Alipay's code of what it waits for" })
  readonly waitsFor!: string | null;
  @ApiText({
    nullable: true,
    description: 'For operators: what it waits for, or why Alipay refused it, in a sentence',
  })
  readonly waitsForDetail!: string | null;
  @ApiInstant({
    nullable: true,
    description:
      'For operators: when the first of two persons approved it; the second has not yet, while it is REQUESTED',
  })
  readonly firstApprovedAt!: string | null;
  @ApiText({ nullable: true, description: 'For operators: who asked; nobody approves their own' })
  readonly requestedBy!: string | null;
  @ApiText({ nullable: true, description: 'For operators: who approved it first' })
  readonly firstApprovedBy!: string | null;
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({ nullable: true, description: "When the buyer's bank sent the money back" })
  readonly bouncedAt!: string | null;
  @ApiInstant({ nullable: true }) readonly endedAt!: string | null;
}

/** A refund that was made just now, on the wire. */
@ApiSchema({ name: 'MadeRefund' })
export class MadeRefundView extends RefundView {
  @ApiPart(() => RefundRestView, {
    description: 'What it leaves; of a request that waits: what it would leave',
  })
  readonly leaves!: RefundRestView;
}

/** A part of a list of refunds, on the wire. */
export const RefundPage = pageOfClass('RefundPage', RefundView);

/** User names by their rows' ids. */
type Names = ReadonlyMap<number, string>;

/** Whose names the staff is told. Pure. */
export function namedIn(refunds: readonly RefundEntity[]): (number | null)[] {
  return refunds.flatMap(({ requestedBy, firstApprovedBy }) => [requestedBy, firstApprovedBy]);
}

/**
 * What a refund's row alone says of it, on the wire. What it waits for, such as the shop's own balance, is for the staff
 * alone, and so are `names`. Pure.
 */
export function refundSummary(refund: RefundEntity, forStaff: boolean, names: Names) {
  return {
    id: refund.id,
    outRequestNo: refund.outRequestNo,
    amount: fenToYuan(refund.amount),
    scope: refund.scope,
    freight: fenToYuan(refund.freightAmount),
    reason: refund.reason,
    origin: refund.origin,
    restock: refund.restock,
    state: refund.state,
    closedReason: refund.closedReason,
    waitsFor: forStaff ? refund.fault : null,
    waitsForDetail: forStaff ? (waitingWords(waitingOf(refund))?.en ?? null) : null,
    firstApprovedAt: forStaff ? instantOrNull(refund.firstApprovedAt) : null,
    requestedBy: nameIn(names, refund.requestedBy),
    firstApprovedBy: nameIn(names, refund.firstApprovedBy),
    createdAt: toRfc3339(refund.createdAt),
    bouncedAt: instantOrNull(refund.bouncedAt),
    endedAt: instantOrNull(refund.endedAt),
  };
}

function waitingOf({ state, fault, firstApprovedAt }: RefundEntity) {
  return { state, fault, isApprovedOnce: firstApprovedAt !== null };
}

/** A refund whose sentence is told in a language. Pure. */
export function refundIn<View extends ToldWaiting>(view: View, language: Language): View {
  if (view.waitsForDetail === null) return view;
  const { state, waitsFor: fault, firstApprovedAt } = view;
  const words = waitingWords({ state, fault, isApprovedOnce: firstApprovedAt !== null });
  return { ...view, waitsForDetail: words?.[language] ?? null };
}

/** A view as far as its sentence says what the refund waits for. */
type ToldWaiting = Pick<RefundView, 'state' | 'waitsFor' | 'waitsForDetail' | 'firstApprovedAt'>;

function nameIn(names: Names, id: number | null): string | null {
  return id === null ? null : (names.get(id) ?? null);
}

function instantOrNull(instant: Date | null): string | null {
  return instant === null ? null : toRfc3339(instant);
}

/** Of which order a refund is shown to whom. */
export interface RefundShown {
  readonly orderNo: string;
  readonly isStaff: boolean;
  readonly names: Names;
}

/** A refund on the wire, with what it is for. Pure. */
export function refundView(
  refund: RefundEntity,
  { lines, free }: RefundParts,
  { orderNo, isStaff, names }: RefundShown,
): RefundView {
  return {
    ...refundSummary(refund, isStaff, names),
    orderNo,
    lines: lines.map(refundLineView),
    freeAmount: fenToYuan(free),
    restock: lines.some(({ restockCount }) => restockCount > 0),
  };
}

/** Pieces that a refund is for, on the wire. Pure. */
export function refundLineView({
  lineId,
  skuId,
  name,
  count,
  restockCount,
  amount,
}: Omit<RefundPiece, 'unshippedCount' | 'paidAmount'>): RefundLineView {
  return { lineId, skuId, name, count, restockCount, amount: fenToYuan(amount) };
}

/** What is left of an order, on the wire. Pure. */
export function restView({ left, freightLeft, lines }: RefundBooks): RefundRestView {
  return {
    amount: fenToYuan(left),
    freight: fenToYuan(leastFen(freightLeft, left)),
    lines: lines.map((line, index) => {
      const count = line.count - line.refundedCount;
      return { lineId: index + 1, count, amount: fenToYuan(paidForPieces(line, count)) };
    }),
  };
}
