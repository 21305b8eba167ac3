import { Injectable, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { DepositBack } from '../../alipay/deposit-back.js';
import { RefusedMessages } from '../../alipay/diagnosis/refused-messages.service.js';
import { AlipayMessages, type NotGenuine } from '../../alipay/message-verifier.js';
import { Metrics } from '../../http/health/metrics.service.js';
import { noteOrder } from '../../kernel/tracing.js';
import { DepositBacks } from '../settlement/deposit-backs.service.js';
import { MisdirectedReports } from './misdirected-reports.service.js';
import { type Settled, Settlements } from '../settlement/settlements.service.js';

/** What became of a notify: `recorded` may be answered with `success`, `refused` was not genuine. */
export type NotifyOutcome = 'recorded' | 'refused';

/** What a route answers to a notify when it is not `success`: each front end's contract has its own words. */
export interface NotifyTexts {
  readonly refused: string;
  readonly refusedStatus: number;
  /** Nothing was recorded: Alipay is to send it again. */
  readonly failed: string;
}

/** Every label of the count, so that each is told as 0 before it happens. */
const REFUSALS: Readonly<Record<NotGenuine['reason'], true>> = {
  malformed: true,
  'sign-type': true,
  signature: true,
  'app-id': true,
  'seller-id': true,
};
/** What becomes of a genuine message that is no report of a trade. */
type OtherVerdict = 'not-about-a-trade' | `deposit-back-${DepositBack['status']}`;

const VERDICTS: Readonly<Record<Settled['verdict'] | OtherVerdict, true>> = {
  paid: true,
  late: true,
  refunded: true,
  finished: true,
  closed: true,
  awaiting: true,
  unchanged: true,
  mismatch: true,
  'unknown-trade': true,
  'not-about-a-trade': true,
  'deposit-back-arrived': true,
  'deposit-back-bounced': true,
};
const KNOWN_VERDICTS = [
  ...Object.keys(VERDICTS),
  ...Object.keys(REFUSALS).map((reason) => `refused-${reason}`),
].map((verdict) => ({ verdict }));

/** Takes Alipay's asynchronous notifies. */
@Injectable()
export class Notifies {
  private readonly logger = new Logger(Notifies.name);
  private readonly verdicts;

  constructor(
    private readonly messages: AlipayMessages,
    private readonly refused: RefusedMessages,
    private readonly settlements: Settlements,
    private readonly misdirected: MisdirectedReports,
    private readonly depositBacks: DepositBacks,
    metrics: Metrics,
  ) {
    const help = 'Notifies from Alipay by what became of them';
    this.verdicts = metrics.counter('alipay_notifies_total', help, ['verdict'], KNOWN_VERDICTS);
  }

  /**
   * Verifies a notify's form fields and applies what it says. Answers after the commit; throws what the database's
   * trouble throws, so that Alipay sends the notify again.
   */
  async take(fields: unknown): Promise<NotifyOutcome> {
    const message = this.messages.notify(fields);
    if (!message.genuine) {
      this.verdicts.inc({ verdict: `refused-${message.reason}` });
      const { reason } = message;
      const hint = this.refused.ofNotify(fields);
      this.logger.warn({ reason, ...hint }, 'a notify was refused');
      if ('report' in message) await this.misdirected.keep(message);
      return 'refused';
    }
    if (message.kind === 'other') {
      this.verdicts.inc({ verdict: 'not-about-a-trade' });
      return 'recorded';
    }
    if (message.kind === 'deposit-back') {
      await this.depositBacks.take(message.depositBack);
      this.verdicts.inc({ verdict: `deposit-back-${message.depositBack.status}` });
      return 'recorded';
    }
    const settled = await this.settlements.apply(message.report);
    this.verdicts.inc({ verdict: settled.verdict });
    noteOrder(settled.orderNo);
    this.logger.log({ orderNo: settled.orderNo, verdict: settled.verdict }, 'a notify was applied');
    return 'recorded';
  }
}

/** Answers a notify in a route's words, after what it says is recorded. */
export async function answerNotify(
  reply: FastifyReply,
  texts: NotifyTexts,
  take: () => Promise<NotifyOutcome>,
): Promise<void> {
  void reply.type('text/plain; charset=utf-8');
  try {
    const outcome = await take();
    if (outcome === 'recorded') void reply.status(200).send('success');
    else void reply.status(texts.refusedStatus).send(texts.refused);
  } catch (error) {
    new Logger(Notifies.name).error({ err: error }, 'a notify could not be recorded');
    void reply.status(503).send(texts.failed);
  }
}
