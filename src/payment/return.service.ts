import { Injectable } from '@nestjs/common';
import { AlipayMessages } from '../alipay/message-verifier.js';
import { orderNoOf } from '../kernel/ids.js';
import { fenToYuan } from '../kernel/money.js';
import type { PaymentEntity } from './payment.entity.js';
import { isPaid } from './payment-states.js';
import { PaymentStore } from './payment-store.js';
import { TradeInquiry } from './trade-inquiry.service.js';

/** What is known when a buyer comes back: of a genuine return, or that the address was not signed by Alipay. */
export type Returned =
  | {
      readonly known: 'paid' | 'refunded' | 'waiting';
      readonly orderNo: string;
      readonly tradeNo: string;
      /** Yuan. */
      readonly amount: string;
    }
  | { readonly known: 'forged' };

/** Looks after buyers who come back from Alipay. A return pays nothing: it is a reason to ask. */
@Injectable()
export class ReturnService {
  constructor(
    private readonly messages: AlipayMessages,
    private readonly inquiry: TradeInquiry,
    private readonly payments: PaymentStore,
  ) {}

  /** Verifies the query of a return address and answers what is known of its payment, asking Alipay when it must. */
  async look(query: Readonly<Record<string, unknown>>): Promise<Returned> {
    const message = this.messages.returned(query);
    if (!message.genuine) return { known: 'forged' };
    const { outTradeNo, tradeNo } = message;
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
}

function shownOf(payment: PaymentEntity, returnedTradeNo: string): Returned {
  const shown = {
    orderNo: orderNoOf(payment.outTradeNo, payment.attempt),
    tradeNo: payment.tradeNo ?? returnedTradeNo,
    amount: fenToYuan(payment.amount),
  };
  if (!isPaid(payment.state)) return { known: 'waiting', ...shown };
  return { known: payment.state === 'REFUNDED' ? 'refunded' : 'paid', ...shown };
}
