import { Injectable, Logger } from '@nestjs/common';
import { AlipayConfig } from '../../config/alipay.config.js';
import { Metrics } from '../http/health/metrics.service.js';
import { SelfChecks } from '../http/health/self-checks.js';
import type { GatewayStatement } from './answer.js';
import { RefusedMessages } from './diagnosis/refused-messages.service.js';
import { keyHintOf } from './key-hint.js';

/** The methods that are called, and the codes that an alarm waits for: they are counted from 0. */
const CALLED_METHODS = [
  'alipay.trade.precreate',
  'alipay.trade.query',
  'alipay.trade.close',
  'alipay.trade.refund',
  'alipay.trade.fastpay.refund.query',
  'alipay.data.dataservice.bill.downloadurl.query',
];
const CODES = ['10000', '20000', '20001', '40001', '40002', '40003', '40004', '40005', '40006'];
const KNOWN_ANSWERS = CALLED_METHODS.flatMap((method) =>
  [...CODES, 'odd', 'unverified', 'none'].map((code) => ({ method, code })),
);

/** So many answers in a row that do not verify are no accident of one answer. */
const NO_ACCIDENT = 3;

/** What was asked of the gateway. */
interface Asked {
  readonly method: string;
  readonly outTradeNo: string;
}

/** Counts the gateway's answers, and says loudly which of them are not believed. */
@Injectable()
export class AnswerWatch {
  private readonly logger = new Logger(AnswerWatch.name);
  private readonly answers;
  private unverifiedInARow = 0;

  constructor(
    private readonly config: AlipayConfig,
    metrics: Metrics,
    private readonly selfChecks: SelfChecks,
    private readonly refused: RefusedMessages,
  ) {
    const help =
      'Calls to Alipay by the code of the answer; unverified: not proven to be of Alipay; none: no answer to rely on';
    this.answers = metrics.counter('alipay_answers_total', help, ['method', 'code'], KNOWN_ANSWERS);
  }

  /**
   * Notes how a call ended. Only what the gateway answers to our own calls tells of our keys: anybody can send a notify
   * that does not verify. Silence and unsigned refusals tell nothing of them.
   */
  note(asked: Asked, statement: GatewayStatement): void {
    this.answers.inc({ method: asked.method, code: codeIn(statement) });
    if (statement.kind === 'signed') this.unverifiedInARow = 0;
    if (statement.kind === 'unverified') this.unverifiedInARow += 1;
    this.selfChecks.set('alipay-answers-unverified', this.unverifiedInARow >= NO_ACCIDENT);
    if (statement.kind !== 'unverified') return;
    const { reason, text } = statement;
    const hint = text === undefined ? keyHintOf(this.config) : this.refused.ofAnswer(text);
    this.logger.error(
      { ...asked, reason, ...hint },
      'an answer of Alipay does not verify, so it is not believed',
    );
  }
}

/** As a label of a figure, of which there must not be many. */
function codeIn(statement: GatewayStatement): string {
  if (statement.kind === 'nothing') return 'none';
  if (statement.kind === 'unverified') return 'unverified';
  const { code = '' } = statement.fields;
  return /^\d{5}$/.test(code) ? code : 'odd';
}
