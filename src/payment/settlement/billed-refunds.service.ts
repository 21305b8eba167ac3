import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ANSWER_CHECKS } from '../../alipay/trade-report.js';
import { addFen, type Fen, fen } from '../../kernel/money.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { RefundRepository } from '../model/refund.repository.js';
import { sumOf } from '../model/refund-rules.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import { Settlements } from './settlements.service.js';

/** A refund on Alipay's own pages that the daily bill tells of, and that Alipay's answer to a question has confirmed. */
export interface BilledRefund {
  readonly outTradeNo: string;
  readonly outRequestNo: string;
  readonly amount: Fen;
  /** All of the trade's refunds in bills whose numbers are none of ours. */
  readonly billed: Fen;
  readonly evidence: Readonly<Record<string, string>>;
}

/** Books refunds of Alipay's own pages that nobody but the daily bill has told of. */
@Injectable()
export class BilledRefunds {
  private readonly logger = new Logger(BilledRefunds.name);

  constructor(
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly refunds: RefundRepository,
    private readonly settlements: Settlements,
  ) {}

  /**
   * Books as much of a refund as the books lack of all that bills tell of its trade's, by the one way in which refunds on
   * Alipay's pages are booked. Booking it again changes nothing. The transaction holds no lock yet.
   */
  async book(tx: EntityManager, found: BilledRefund): Promise<void> {
    const { outTradeNo, outRequestNo, amount, billed, evidence } = found;
    const known = await this.payments.ofTrade(tx, { outTradeNo, tradeNo: null });
    if (known === null) return;
    await this.transitions.lockById(tx, known.orderId);
    const payment = await this.payments.lockByOutTradeNo(tx, outTradeNo);
    if (payment === null) return;
    const counted = await this.refunds.counted(tx, payment.id);
    const own = counted.filter(({ state, origin }) => {
      return state === 'SUCCEEDED' && origin !== 'alipay-console';
    });
    const missing = sumOf(own) + billed - payment.refundedAmount;
    if (missing <= 0) return;
    this.logger.warn({ outTradeNo }, 'a refund on the pages of Alipay was found in its bill');
    const refunded = addFen(payment.refundedAmount, fen(Math.min(missing, amount)));
    await this.settlements.applyIn(tx, {
      source: 'bill',
      outTradeNo,
      tradeNo: payment.tradeNo,
      status: 'TRADE_SUCCESS',
      totalAmount: payment.amount,
      refundedAmount: fen(Math.min(refunded, payment.amount)),
      paidAt: payment.paidAt,
      outRequestNo,
      // The sum and the number above are ours.
      checks: { ...ANSWER_CHECKS, total_amount: 'not-said', trade_no: 'not-said' },
      evidence,
    });
  }
}
