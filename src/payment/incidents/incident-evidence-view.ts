import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFacts,
  ApiInstant,
  ApiInteger,
  ApiOneOf,
  ApiPart,
  ApiText,
  ApiYuan,
} from '../../http/openapi/api-members.js';
import { fenToYuan } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { Language } from '../../kernel/words.js';
import type { EvidenceEntity } from '../model/evidence.entity.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PAYMENT_STATES, type PaymentState } from '../model/payment-states.js';
import { toldReport } from '../model/told-report.js';

/** What Alipay said, as it is kept, on the wire. */
@ApiSchema({ name: 'IncidentStatement' })
export class IncidentStatementView {
  @ApiText({ description: 'The way, what was said, each check and what came of it, in a sentence' })
  readonly told!: string;
  @ApiText({ description: '`notify`, `query`, `bill` …' }) readonly source!: string;
  @ApiInstant() readonly receivedAt!: string;
  @ApiInteger({ description: 'How often the same was said again' }) readonly repeats!: number;
  @ApiFacts({ description: "The message's own fields; what tells of the buyer is redacted" })
  readonly report!: Readonly<Record<string, unknown>>;
}

/** What the books know of an incident's trade, on the wire. */
@ApiSchema({ name: 'IncidentPayment' })
export class IncidentPaymentView {
  @ApiText({ nullable: true }) readonly orderNo!: string | null;
  @ApiText() readonly outTradeNo!: string;
  @ApiText({ nullable: true }) readonly tradeNo!: string | null;
  @ApiOneOf('PaymentState', PAYMENT_STATES) readonly state!: PaymentState;
  @ApiYuan() readonly amount!: string;
  @ApiYuan() readonly refundedAmount!: string;
  @ApiInstant({ nullable: true }) readonly paidAt!: string | null;
}

/** What a decision about an incident rests on, on the wire. */
@ApiSchema({ name: 'IncidentEvidence' })
export class IncidentEvidenceView {
  @ApiPart(() => IncidentStatementView, {
    nullable: true,
    description: 'Null: it rests on no message, but on what became of a refund',
  })
  readonly statement!: IncidentStatementView | null;
  @ApiPart(() => IncidentPaymentView, {
    nullable: true,
    description: 'Null: no payment here has a number of the trade',
  })
  readonly payment!: IncidentPaymentView | null;
  @ApiYuan({
    description:
      'What would go back to the buyer: the part that no order and no refund accounts for',
  })
  readonly goesBack!: string;
}

/** A statement of Alipay for operators, told in a language. Pure. */
export function statementView(row: EvidenceEntity, language: Language): IncidentStatementView {
  const { source, receivedAt, repeats, report } = row;
  const told = toldReport(row)[language];
  return { told, source, receivedAt: toRfc3339(receivedAt), repeats, report };
}

/** A payment beside an incident. Pure. */
export function incidentPaymentView(
  payment: PaymentEntity,
  orderNo: string | null,
): IncidentPaymentView {
  const { outTradeNo, tradeNo, state, amount, refundedAmount, paidAt } = payment;
  return {
    orderNo,
    outTradeNo,
    tradeNo,
    state,
    amount: fenToYuan(amount),
    refundedAmount: fenToYuan(refundedAmount),
    paidAt: paidAt === null ? null : toRfc3339(paidAt),
  };
}
