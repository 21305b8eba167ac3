import { Injectable } from '@nestjs/common';
import type { Answer, RefundReport } from '../../alipay/alipay-client.js';
import { Transactions } from '../../database/transactions.js';
import { checksOfRefund } from '../settlement/checks.js';
import { Evidence } from '../settlement/evidence.service.js';
import type { RefundEntity } from '../model/refund.entity.js';
import type { RefundOutcome } from './refund-outcome.js';

const VERDICTS = {
  succeeded: 'refund-done',
  failed: 'refund-refused',
  wait: 'refund-waits',
  unknown: 'refund-open',
  doubtful: 'refund-open',
  'not-done': 'refund-not-there',
} as const satisfies Record<RefundOutcome['kind'], string>;

/** Keeps what Alipay said of refunds where it says nothing of their trade. */
@Injectable()
export class RefundEvidence {
  constructor(
    private readonly evidence: Evidence,
    private readonly transactions: Transactions,
  ) {}

  /** Records an answer that was given; the success of a booked refund is recorded as what it says of the trade. */
  async record(
    { paymentId, outTradeNo, outRequestNo, amount }: RefundEntity,
    answer: Answer<RefundReport>,
    { kind }: RefundOutcome,
  ): Promise<void> {
    if (answer.outcome === 'unknown' || (kind === 'succeeded' && paymentId !== null)) return;
    const evidence = { ...fieldsOf(answer), out_request_no: outRequestNo };
    const said = { paymentId, outTradeNo, evidence, checks: checksOfRefund(answer, amount) };
    await this.transactions.run((tx) => this.evidence.recordRefund(tx, said, VERDICTS[kind]));
  }
}

function fieldsOf(
  answer: Exclude<Answer<RefundReport>, { outcome: 'unknown' }>,
): Readonly<Record<string, string>> {
  if (answer.outcome === 'done') return answer.value.evidence;
  return { code: answer.code, sub_code: answer.subCode, sub_msg: answer.detail };
}
