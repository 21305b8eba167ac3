import { Inject, Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AlipayClient, type Answer, type RefundReport } from '../../alipay/alipay-client.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { outcomeOfAsking, outcomeOfSending, type RefundOutcome } from './refund-outcome.js';
import { RefundEnding } from './refund-ending.service.js';
import { numbersOf } from './refund-numbers.js';
import { refundGapMs } from './refund-schedule.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { isUnderWay } from '../model/refund-states.js';
import { RefundRepository } from '../model/refund.repository.js';
import { checksOfRefund } from '../settlement/checks.js';
import { Evidence } from '../settlement/evidence.service.js';
import { TradeInquiry } from '../settlement/trade-inquiry.service.js';

const VERDICTS = {
  succeeded: 'refund-done',
  failed: 'refund-refused',
  wait: 'refund-waits',
  unknown: 'refund-open',
  doubtful: 'refund-open',
  'not-done': 'refund-not-there',
} as const satisfies Record<RefundOutcome['kind'], string>;

const NO_DOUBT = { refusal: null, refusals: 0 } as const;

/** Sends refunds to Alipay and asks for them until each is known to be done or refused. */
@Injectable()
export class RefundRunner {
  private readonly logger = new Logger(RefundRunner.name);

  constructor(
    private readonly alipay: AlipayClient,
    private readonly refunds: RefundRepository,
    private readonly ending: RefundEnding,
    private readonly evidence: Evidence,
    private readonly inquiry: TradeInquiry,
    private readonly transactions: Transactions,
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Takes a refund one step on. The number and the sum never change, so a step whose answer or whose record was lost is
   * simply taken again: Alipay refunds a number once.
   */
  async run(refundId: string): Promise<void> {
    const refund = await this.refunds.byId(refundId);
    if (refund === null || !isUnderWay(refund.state)) return;
    if (refund.state === 'UNKNOWN') return this.ask(refund);
    await this.send(refund);
  }

  private async send(refund: RefundEntity): Promise<void> {
    const { manager } = this.dataSource;
    const sentAt = this.timeOfSending(refund);
    if (!(await this.refunds.claimSending(manager, refund, sentAt))) return;
    const { amount, reason } = refund;
    const numbers = await numbersOf(manager, refund);
    const answer = await this.alipay.refund({ ...numbers, amount, reason });
    const outcome = outcomeOfSending(answer);
    // A refusal of what was sent before says nothing of the first time: that may have been done, and its record lost.
    const isInDoubt = outcome.kind === 'failed' && refund.sentAt !== null;
    const decided = isInDoubt ? ({ ...outcome, kind: 'unknown' } as const) : outcome;
    // Only refusals in a row count, for a sending without an answer may be done after all.
    const doubts = outcome.kind === 'doubtful' ? {} : NO_DOUBT;
    await this.record({ ...refund, ...doubts, sentAt }, answer, decided);
  }

  /** Now, but never that of the last time: it tells one sending from another. */
  private timeOfSending({ sentAt }: RefundEntity): Date {
    const now = this.clock.now();
    return sentAt === null || now > sentAt ? now : plusMs(sentAt, 1);
  }

  private async ask(refund: RefundEntity): Promise<void> {
    const answer = await this.alipay.queryRefund(await numbersOf(this.dataSource.manager, refund));
    await this.record(refund, answer, outcomeOfAsking(answer, refund));
  }

  private async record(
    refund: RefundEntity,
    answer: Answer<RefundReport>,
    outcome: RefundOutcome,
  ): Promise<void> {
    const { id } = refund;
    await this.keepEvidence(refund, answer, outcome);
    this.logger.log({ refundId: id, outcome: outcome.kind }, 'a refund went a step');
    switch (outcome.kind) {
      case 'succeeded':
        return this.ending.succeed(id, outcome.refundedTotal, evidenceIn(answer));
      case 'failed':
        return this.fail(refund, outcome.why);
      case 'wait':
      case 'unknown':
        return this.postpone(refund, outcome.kind, outcome.why);
      case 'doubtful': {
        const doubts = { refusal: outcome.why, refusals: refund.refusals + 1 };
        return this.postpone({ ...refund, ...doubts }, 'unknown', outcome.why);
      }
      case 'not-done':
        return this.sendAgain(refund);
    }
  }

  /** Keeps an answer that says nothing of the trade; the success of a booked refund is kept as what it says of that. */
  private async keepEvidence(
    { paymentId, outTradeNo, outRequestNo, amount }: RefundEntity,
    answer: Answer<RefundReport>,
    { kind }: RefundOutcome,
  ): Promise<void> {
    if (answer.outcome === 'unknown' || (kind === 'succeeded' && paymentId !== null)) return;
    const evidence = { ...fieldsOf(answer), out_request_no: outRequestNo };
    const said = { paymentId, outTradeNo, evidence, checks: checksOfRefund(answer, amount) };
    await this.transactions.run((tx) => this.evidence.recordRefund(tx, said, VERDICTS[kind]));
  }

  /** The trade itself may tell why: somebody has sent all of it back on Alipay's own pages. */
  private async fail(refund: RefundEntity, why: string): Promise<void> {
    const isOver = await this.ending.fail(refund.id, why, refund.sentAt);
    if (!isOver) await this.postpone(refund, 'unknown', why);
    else if (refund.paymentId !== null) await this.inquiry.ask(refund.outTradeNo);
  }

  private async postpone(
    refund: RefundEntity,
    kind: 'wait' | 'unknown',
    fault: string,
  ): Promise<void> {
    const { manager } = this.dataSource;
    const now = this.clock.now();
    const since = refund.decidedAt ?? refund.createdAt;
    const nextCheckAt = plusMs(now, refundGapMs(now.getTime() - since.getTime()));
    const { refusal, refusals } = refund;
    const change = { fault, attempts: refund.attempts + 1, refusal, refusals, nextCheckAt };
    const loses = kind === 'unknown' && refund.state === 'PROCESSING';
    if (loses) await this.refunds.move(manager, refund, 'lose', change);
    else await this.refunds.touch(manager, refund, change);
  }

  /** Alipay knows of no such refund: the next time is the first, unless somebody has sent it again while it was asked. */
  private async sendAgain(refund: RefundEntity): Promise<void> {
    await this.refunds.resend(this.dataSource.manager, refund, this.clock.now());
  }
}

function evidenceIn(answer: Answer<RefundReport>): Readonly<Record<string, string>> {
  return answer.outcome === 'done' ? answer.value.evidence : {};
}

function fieldsOf(
  answer: Exclude<Answer<RefundReport>, { outcome: 'unknown' }>,
): Readonly<Record<string, string>> {
  if (answer.outcome === 'done') return answer.value.evidence;
  return { code: answer.code, sub_code: answer.subCode, sub_msg: answer.detail };
}
