import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AlipayClient, type RefundReport } from '../../alipay/alipay-client.js';
import { ANSWER_CHECKS } from '../../alipay/trade-report.js';
import { Transactions } from '../../database/transactions.js';
import { addFen, type Fen, fen } from '../../kernel/money.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { isRefundable, sumDone } from '../model/refund-rules.js';
import { RefundRepository } from '../model/refund.repository.js';
import { Settlements } from './settlements.service.js';

type Found = RefundReport & { readonly refundAmount: Fen };

/**
 * Looks for refunds of a part that were made on Alipay's own pages and whose notify was lost. The trade's own query does
 * not tell of them, and a refund's query wants its number: so only those are found that were made without one, for which
 * Alipay puts the trade's numbers in (alipay.md 2). The daily bill tells of the others.
 */
@Injectable()
export class ConsoleRefunds {
  private readonly logger = new Logger(ConsoleRefunds.name);

  constructor(
    private readonly alipay: AlipayClient,
    private readonly transactions: Transactions,
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly refunds: RefundRepository,
    private readonly settlements: Settlements,
  ) {}

  /** Asks `alipay.trade.fastpay.refund.query` under both numbers, and books what is found. */
  async look(outTradeNo: string): Promise<void> {
    const payment = await this.payments.byOutTradeNo(outTradeNo);
    if (payment === null || !isRefundable(payment)) return;
    const found = await this.ask(payment);
    if (found.length > 0) await this.transactions.run((tx) => this.book(tx, payment, found));
  }

  private async ask({ outTradeNo, tradeNo }: PaymentEntity): Promise<Found[]> {
    const found: Found[] = [];
    for (const outRequestNo of [outTradeNo, tradeNo]) {
      if (outRequestNo === null) continue;
      const answer = await this.alipay.queryRefund({ outTradeNo, tradeNo, outRequestNo });
      if (answer.outcome !== 'done' || answer.value.status !== 'done') continue;
      const { refundAmount } = answer.value;
      if (refundAmount !== null) found.push({ ...answer.value, refundAmount });
    }
    return found;
  }

  /**
   * At least so much went back: what is done under our numbers, and the greater of what was found. Both numbers may name
   * one refund, so they are not added up; what is too little here only grows later.
   */
  private async book(
    tx: EntityManager,
    { orderId, outTradeNo }: PaymentEntity,
    found: readonly Found[],
  ): Promise<void> {
    await this.transitions.lockById(tx, orderId);
    const payment = await this.payments.lockByOutTradeNo(tx, outTradeNo);
    const [greatest] = found.toSorted((one, other) => other.refundAmount - one.refundAmount);
    if (payment === null || greatest === undefined) return;
    const counted = await this.refunds.counted(tx, payment.id);
    const own = counted.filter(({ origin }) => origin !== 'alipay-console');
    const refundedAmount = addFen(sumDone(own), greatest.refundAmount);
    if (refundedAmount <= payment.refundedAmount) return;
    this.logger.warn({ outTradeNo }, 'a refund on the pages of Alipay was found by asking');
    await this.settlements.applyIn(tx, {
      source: 'refund',
      outTradeNo,
      tradeNo: payment.tradeNo,
      status: 'TRADE_SUCCESS',
      totalAmount: payment.amount,
      refundedAmount: fen(Math.min(refundedAmount, payment.amount)),
      paidAt: payment.paidAt,
      outRequestNo: greatest.outRequestNo,
      // The sum and the number above are ours.
      checks: { ...ANSWER_CHECKS, total_amount: 'not-said', trade_no: 'not-said' },
      evidence: greatest.evidence,
    });
  }
}
