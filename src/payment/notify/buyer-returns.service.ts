import { Injectable, Logger } from '@nestjs/common';
import { AlipayMessages } from '../../alipay/message-verifier.js';
import { Transactions } from '../../database/transactions.js';
import { orderNoOf } from '../../kernel/ids.js';
import { fenToYuan } from '../../kernel/money.js';
import type { Visit } from '../settlement/checks.js';
import { Evidence } from '../settlement/evidence.service.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { isPaid } from '../model/payment-states.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { TradeInquiry } from '../settlement/trade-inquiry.service.js';

/** What is known when a buyer comes back: of a genuine return, or that the address was not signed by Alipay. */
export type Returned =
  | {
      readonly known: 'paid' | 'refunded' | 'waiting';
      readonly orderNo: string;
      readonly tradeNo: string;
      /** Yuan. */
      readonly amount: string;
    }
  | {
      readonly known: 'forged';
      /** The order that the address speaks of, whoever wrote it; null when there is no number. */
      readonly orderNo: string | null;
    };

/** Looks after buyers who come back from Alipay. A return pays nothing: it is a reason to ask. */
@Injectable()
export class BuyerReturns {
  private readonly logger = new Logger(BuyerReturns.name);

  constructor(
    private readonly messages: AlipayMessages,
    private readonly inquiry: TradeInquiry,
    private readonly payments: PaymentRepository,
    private readonly evidence: Evidence,
    private readonly transactions: Transactions,
  ) {}

  /** Verifies the query of a return address and answers what is known of its payment, asking Alipay when it must. */
  async look(query: Readonly<Record<string, unknown>>): Promise<Returned> {
    const message = this.messages.returned(query);
    if (!message.genuine) return { known: 'forged', orderNo: numberOn(query) };
    const { outTradeNo, tradeNo } = message;
    await this.record(message);
    await this.inquiry.lookAfterReturn(outTradeNo);
    const payment = await this.payments.byOutTradeNo(outTradeNo);
    if (payment !== null) return shownOf(payment, tradeNo);
    return {
      known: 'waiting',
      orderNo: outTradeNo,
      tradeNo,
      amount: fenToYuan(message.totalAmount),
    };
  }

  /** A visit that cannot be recorded is no reason to leave the buyer without an answer. */
  private async record(visit: Visit): Promise<void> {
    try {
      const payment = await this.payments.byOutTradeNo(visit.outTradeNo);
      const verdict = verdictOf(payment);
      await this.transactions.run((tx) => this.evidence.recordVisit(tx, payment, visit, verdict));
    } catch (error) {
      this.logger.warn({ err: error }, 'a return could not be recorded');
    }
  }
}

const NUMBER = /^\d{16,32}$/;

function numberOn({ out_trade_no: number }: Readonly<Record<string, unknown>>): string | null {
  return typeof number === 'string' && NUMBER.test(number) ? number : null;
}

function verdictOf(payment: PaymentEntity | null): 'known' | 'asked' | 'unknown-trade' {
  if (payment === null) return 'unknown-trade';
  return isPaid(payment.state) ? 'known' : 'asked';
}

function shownOf(payment: PaymentEntity, returnedTradeNo: string): Returned {
  const shown = {
    orderNo: orderNoOf(payment.outTradeNo, payment.attempt),
    tradeNo: payment.tradeNo ?? returnedTradeNo,
    amount: fenToYuan(payment.amount),
  };
  if (!isPaid(payment.state)) return { known: 'waiting', ...shown };
  // Money that no order could use is on its way back: the buyer must not take it for a purchase.
  const isUsed = payment.appliedAt !== null && payment.state !== 'REFUNDED';
  return { known: isUsed ? 'paid' : 'refunded', ...shown };
}
