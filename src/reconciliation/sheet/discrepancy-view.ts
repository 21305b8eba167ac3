import { ApiSchema } from '@nestjs/swagger';
import {
  ApiDay,
  ApiFlag,
  ApiInstant,
  ApiOneOf,
  ApiText,
  ApiYuan,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { Language } from '../../kernel/words.js';
import { differenceWords } from '../../payment/model/difference-words.js';
import {
  type Discrepancy,
  DISCREPANCY_KINDS,
  DISCREPANCY_STATES,
  type DiscrepancyKind,
  type DiscrepancyState,
} from '../model/discrepancy.js';

/** A discrepancy on the wire. */
@ApiSchema({ name: 'Discrepancy' })
export class DiscrepancyView {
  @ApiText() readonly id!: string;
  @ApiDay() readonly day!: string;
  @ApiOneOf('DiscrepancyKind', DISCREPANCY_KINDS) readonly kind!: DiscrepancyKind;
  @ApiOneOf('DiscrepancyState', DISCREPANCY_STATES) readonly state!: DiscrepancyState;
  @ApiFlag({ description: 'Alipay does not know what our books call done: the gravest alarm' })
  readonly notAtAlipay!: boolean;
  @ApiText() readonly outTradeNo!: string;
  @ApiText({ nullable: true }) readonly tradeNo!: string | null;
  @ApiText({ nullable: true }) readonly outRequestNo!: string | null;
  @ApiYuan({ nullable: true }) readonly billAmount!: string | null;
  @ApiYuan({ nullable: true }) readonly ourAmount!: string | null;
  @ApiText({ nullable: true }) readonly incidentId!: string | null;
  @ApiText({ nullable: true, description: 'What was tried, or who decided what' })
  readonly done!: string | null;
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({ nullable: true }) readonly endedAt!: string | null;
}

/** A part of a list of discrepancies, on the wire. */
export const DiscrepancyPage = pageOfClass('DiscrepancyPage', DiscrepancyView);

/** A discrepancy for operators, in their language. Pure. */
export function discrepancyView(one: Discrepancy, language: Language): DiscrepancyView {
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
    done: done === null ? null : differenceWords(done)[language],
    createdAt: toRfc3339(one.createdAt),
    endedAt: one.endedAt === null ? null : toRfc3339(one.endedAt),
  };
}
