import { Inject, Injectable, Logger } from '@nestjs/common';
import { AlipayClient } from '../../alipay/alipay-client.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { fen, fenToYuan, yuanToFen } from '../../kernel/money.js';
import { RefundRunner } from '../../payment/refunds/refund-runner.service.js';
import { BilledRefunds } from '../../payment/settlement/billed-refunds.service.js';
import { Settlements } from '../../payment/settlement/settlements.service.js';
import { TradeInquiry } from '../../payment/settlement/trade-inquiry.service.js';
import type { Discrepancy } from '../model/discrepancy.js';
import { DiscrepancyRepository } from '../model/discrepancy.repository.js';
import { billReport } from './bill-report.js';
import { BooksRepository } from './books.repository.js';
import { DiscrepancyLog } from './discrepancy-log.service.js';
import { MatchRepository } from './match.repository.js';

/** Nothing could be relied on: it is tried again then. */
const AGAIN_MS = 20 * 60_000;
/** So many are looked at before others have their turn, and so many questions are under way at once. */
const TOGETHER = 40;
const AT_ONCE = 8;

/** How a try ended. `later`: nobody knows yet. `person`: nothing more can be done by itself. */
type Attempt =
  | { readonly kind: 'healed'; readonly done: string }
  | { readonly kind: 'later'; readonly done: string }
  | {
      readonly kind: 'person';
      readonly done: string;
      readonly grave?: boolean;
      readonly incidentId?: string | null;
    }
  /** It was written down already. */
  | { readonly kind: 'over' };

const FOR_A_PERSON = { kind: 'person', done: 'a person decides' } as const;

/**
 * Heals what can be healed: asks Alipay, whose answers are signed as its bill is not, and lets the one settlement path do
 * the rest. What cannot be healed waits for a person.
 */
@Injectable()
export class Healing {
  private readonly logger = new Logger(Healing.name);

  private readonly attempts: Readonly<
    Record<Discrepancy['kind'], (one: Discrepancy) => Promise<Attempt>>
  > = {
    'missing-here': (one) => (one.paymentId === null ? this.report(one) : this.ask(one)),
    'missing-there': (one) => this.ask(one),
    'amount-differs': (one) => this.report(one),
    'refund-missing-here': (one) => this.bookRefund(one),
    'refund-missing-there': (one) => this.askRefund(one),
    'refund-amount-differs': () => Promise.resolve(FOR_A_PERSON),
    'state-differs': ({ refundId, ...one }) =>
      refundId === null ? this.report({ ...one, refundId }) : this.runRefund(refundId),
    'duplicate-line': () => Promise.resolve(FOR_A_PERSON),
    'balance-broken': () => Promise.resolve(FOR_A_PERSON),
    'fee-missing-in-account': () => Promise.resolve(FOR_A_PERSON),
    'refund-missing-in-account': () => Promise.resolve(FOR_A_PERSON),
  };

  constructor(
    private readonly repository: DiscrepancyRepository,
    private readonly books: BooksRepository,
    private readonly match: MatchRepository,
    private readonly log: DiscrepancyLog,
    private readonly inquiry: TradeInquiry,
    private readonly settlements: Settlements,
    private readonly runner: RefundRunner,
    private readonly billed: BilledRefunds,
    private readonly alipay: AlipayClient,
    private readonly transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Looks at some of what is due, and at what people have decided about incidents; answers how many there were. */
  async healDue(): Promise<number> {
    const decided = await this.followIncidents();
    const due = await this.repository.due(this.clock.now(), TOGETHER);
    for (let from = 0; from < due.length; from += AT_ONCE) {
      await Promise.all(due.slice(from, from + AT_ONCE).map((one) => this.healSafely(one)));
    }
    return decided + due.length;
  }

  /** {@link healDue}, until nothing is due. */
  async healAll(): Promise<void> {
    while ((await this.healDue()) > 0);
  }

  private async followIncidents(): Promise<number> {
    const decided = await this.books.decided(TOGETHER);
    for (const { id, resolution } of decided) {
      const one = await this.repository.byId(id);
      const told = `decided as incident ${one?.incidentId}`;
      if (one !== null) await this.end(one, `${told}: ${resolution ?? 'sent back'}`, told);
    }
    return decided.length;
  }

  private async healSafely(one: Discrepancy): Promise<void> {
    let attempt: Attempt;
    try {
      attempt = await this.attempts[one.kind](one);
    } catch (error) {
      this.logger.error({ err: error, discrepancyId: one.id }, 'a discrepancy could not be healed');
      attempt = { kind: 'later', done: 'it could not be looked at; the log says why' };
    }
    await this.record(one, attempt);
  }

  private async record(one: Discrepancy, attempt: Attempt): Promise<void> {
    if (attempt.kind === 'over') return;
    if (attempt.kind === 'healed') return this.end(one, attempt.done);
    const { done } = attempt;
    const nextCheckAt = attempt.kind === 'later' ? plusMs(this.clock.now(), AGAIN_MS) : null;
    const more = attempt.kind === 'person' ? attempt : {};
    const { grave = false, incidentId = null } = more as Extract<Attempt, { kind: 'person' }>;
    if (grave) {
      const { id, outTradeNo, requestNo } = one;
      this.logger.error(
        { discrepancyId: id, outTradeNo, requestNo },
        'not-at-alipay: Alipay does not know what our books call done',
      );
    }
    await this.transactions.run((tx) =>
      this.repository.note(tx, one.id, { done, nextCheckAt, grave, incidentId }),
    );
  }

  private async end(one: Discrepancy, done: string, told = done): Promise<void> {
    await this.transactions.run((tx) => this.log.end(tx, one, { done, endedBy: null, told }));
  }

  /** Asks for the trade; what Alipay says of it was settled when the answer is here. */
  private async ask({ kind, outTradeNo, tradeNo }: Discrepancy): Promise<Attempt> {
    const inquiry = await this.inquiry.ask(outTradeNo);
    if (!inquiry.answered) return { kind: 'later', done: 'Alipay was asked, and said nothing' };
    const { status } = inquiry;
    if (inquiry.paid) return { kind: 'healed', done: `Alipay was asked: ${status}` };
    if (inquiry.held) {
      const incidentId = await this.books.incidentOf(outTradeNo, tradeNo);
      return {
        kind: 'person',
        done: `Alipay was asked: ${status}, which does not fit`,
        incidentId,
      };
    }
    const grave = kind === 'missing-there';
    return { kind: 'person', done: `Alipay was asked: ${status}, so not paid`, grave };
  }

  /** What the bill says becomes a report, which becomes an incident: nobody acts on a bill alone. */
  private async report(one: Discrepancy): Promise<Attempt> {
    const { verdict } = await this.settlements.apply(billReport(one));
    const incidentId = await this.books.incidentOf(one.outTradeNo, one.tradeNo);
    return { kind: 'person', done: `held as an incident (${verdict})`, incidentId };
  }

  private async runRefund(refundId: string): Promise<Attempt> {
    const before = await this.books.refund(refundId);
    const isOpen = before.state === 'PROCESSING' || before.state === 'UNKNOWN';
    if (isOpen) await this.runner.run(refundId);
    const { state } = await this.books.refund(refundId);
    if (state === 'SUCCEEDED') return { kind: 'healed', done: 'Alipay was asked: it is refunded' };
    return isOpen
      ? { kind: 'later', done: 'Alipay was asked, and did not say that it is done' }
      : { kind: 'person', done: `the refund is ${state} here, and done by the bill` };
  }

  /** A refund of Alipay's pages: Alipay confirms its number, and it is booked in the same step in which this ends. */
  private async bookRefund(one: Discrepancy): Promise<Attempt> {
    const { outTradeNo, tradeNo, requestNo } = one;
    if (requestNo === null) return { kind: 'person', done: 'its line names no number to ask for' };
    const answer = await this.alipay.queryRefund({ outTradeNo, tradeNo, outRequestNo: requestNo });
    if (answer.outcome === 'unknown') return { kind: 'later', done: answer.reason };
    if (answer.outcome === 'refused' || answer.value.status !== 'done') {
      return { kind: 'person', done: 'Alipay was asked, and does not know this refund' };
    }
    const { refundAmount, evidence } = answer.value;
    if (refundAmount === null || fenToYuan(refundAmount) !== one.billAmount) {
      return { kind: 'person', done: 'Alipay was asked, and names another sum' };
    }
    const lines = await this.match.foreignLines([outTradeNo]);
    const billed = fen(lines.reduce((sum, line) => sum + yuanToFen(line.amount), 0));
    const refund = { outTradeNo, outRequestNo: requestNo, amount: refundAmount, billed, evidence };
    const done = 'booked as a refund on the pages of Alipay, which confirmed it';
    await this.transactions.run(async (tx) => {
      await this.billed.book(tx, refund);
      await this.log.end(tx, one, { done, endedBy: null });
    });
    return { kind: 'over' };
  }

  private async askRefund({ refundId, outTradeNo, tradeNo }: Discrepancy): Promise<Attempt> {
    if (refundId === null) return FOR_A_PERSON;
    const refund = await this.books.refund(refundId);
    if (refund.origin === 'alipay-console') {
      return {
        kind: 'person',
        done: 'it was made on the pages of Alipay, so its number is not known',
      };
    }
    const { outRequestNo } = refund;
    const answer = await this.alipay.queryRefund({ outTradeNo, tradeNo, outRequestNo });
    if (answer.outcome === 'unknown') return { kind: 'later', done: answer.reason };
    if (answer.outcome === 'refused' || answer.value.status !== 'done') {
      return {
        kind: 'person',
        done: 'Alipay was asked, and does not know this refund',
        grave: true,
      };
    }
    const { refundAmount } = answer.value;
    const isSame = refundAmount !== null && fenToYuan(refundAmount) === refund.amount;
    return isSame
      ? { kind: 'healed', done: 'Alipay was asked: it is refunded' }
      : { kind: 'person', done: 'Alipay was asked, and names another sum' };
  }
}
