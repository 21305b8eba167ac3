import { Inject, Injectable, Logger } from '@nestjs/common';
import { AlipayClient, type Answer } from '../../alipay/alipay-client.js';
import type { TradeReport, TradeStatus } from '../../alipay/trade-report.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { OrderSchedule } from '../../orders/lifecycle/order-schedule.service.js';
import { type NoDecision, noDecisionOf } from './alipay-trouble.js';
import { firstGapMs } from '../model/check-schedule.js';
import { isOpen } from './closing.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { isPaid } from '../model/payment-states.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { RecheckRepository } from '../model/recheck.repository.js';
import { claimsPaid } from './settlement.js';
import { Settlements } from './settlements.service.js';

/** Return pages refresh themselves; Alipay is asked for one of them at most this often. */
const VISITOR_GAP_MS = 1_000;

/** How a question to Alipay ended: what it said, already applied, or nothing that can be relied on. */
export type Inquiry =
  | {
      readonly answered: true;
      readonly status: TradeStatus;
      readonly paid: boolean;
      /** Money came that is not this payment's, and is held: the trade can never pay the order. */
      readonly held: boolean;
    }
  | { readonly answered: false; readonly because: NoDecision };

/** Asks Alipay about trades and applies what it says. */
@Injectable()
export class TradeInquiry {
  private readonly logger = new Logger(TradeInquiry.name);

  constructor(
    private readonly alipay: AlipayClient,
    private readonly payments: PaymentRepository,
    private readonly rechecks: RecheckRepository,
    private readonly settlements: Settlements,
    private readonly schedule: OrderSchedule,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Asks `alipay.trade.query` now. */
  async ask(outTradeNo: string): Promise<Inquiry> {
    const askedAt = this.clock.now();
    const inquiry = await this.take(outTradeNo, await this.alipay.query(outTradeNo));
    if (inquiry.answered && inquiry.paid) await this.rechecks.noteAnswer(outTradeNo, askedAt);
    return inquiry;
  }

  /** Asks for somebody who waits for the answer: when there is none, or not yet, the worker asks again soon. */
  async askFor(payment: PaymentEntity): Promise<Inquiry> {
    const soon = plusMs(this.clock.now(), firstGapMs(0));
    if (isOpen(payment)) await this.schedule.bringForward(payment.orderId, soon);
    return this.ask(payment.outTradeNo);
  }

  /** Asks `alipay.trade.close` now; only what Alipay then says of the trade is believed. */
  async close(outTradeNo: string): Promise<Inquiry> {
    return this.take(outTradeNo, await this.alipay.close(outTradeNo));
  }

  /**
   * For a visitor who came back from Alipay: asks unless the payment is known to be paid or was asked for just now.
   * Answers whether it is known to be paid.
   */
  async lookAfterReturn(outTradeNo: string): Promise<boolean> {
    const known = await this.payments.byOutTradeNo(outTradeNo);
    if (known === null) return false;
    if (isPaid(known.state)) return true;
    const now = this.clock.now();
    const free = await this.payments.claimAsking(outTradeNo, now, plusMs(now, -VISITOR_GAP_MS));
    if (free) await this.askFor(known);
    const payment = await this.payments.byOutTradeNo(outTradeNo);
    return payment !== null && isPaid(payment.state);
  }

  private async take(outTradeNo: string, answer: Answer<TradeReport>): Promise<Inquiry> {
    switch (answer.outcome) {
      case 'done': {
        const { verdict } = await this.settlements.apply(answer.value);
        const claimed = claimsPaid(answer.value);
        const held = claimed && verdict === 'mismatch';
        return { answered: true, status: answer.value.status, paid: claimed && !held, held };
      }
      case 'refused':
        this.logger.warn({ outTradeNo, subCode: answer.subCode }, 'Alipay refused to answer');
        break;
      case 'unknown':
        this.logger.warn({ outTradeNo, reason: answer.reason }, 'no answer of Alipay to rely on');
    }
    return this.noDecision(outTradeNo, noDecisionOf(answer));
  }

  /** What is not silence is kept for whoever asks why the order still waits. */
  private async noDecision(outTradeNo: string, because: NoDecision): Promise<Inquiry> {
    if (because.why !== 'unanswered') {
      const why = because.why === 'refused' ? because.subCode : because.why;
      await this.rechecks.noteNoAnswer(outTradeNo, why, this.clock.now());
    }
    return { answered: false, because };
  }
}
