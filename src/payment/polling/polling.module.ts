/**
 * Owns asking Alipay of itself: about unpaid orders, refunds without an end, paid payments, and the
 * banks that refunds went to.
 * Promises that what is due is done though every notify is lost.
 */
import { Module } from '@nestjs/common';
import { AlipayModule } from '../../alipay/alipay.module.js';
import { EventsModule } from '../../events/events.module.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { DepositBackPoller } from './deposit-back-poller.service.js';
import { PaidPaymentPoller } from './paid-payment-poller.service.js';
import { PaymentMetrics } from './payment-metrics.service.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { RefundPoller } from './refund-poller.service.js';
import { SettlementModule } from '../settlement/settlement.module.js';
import { OrderPoller } from './order-poller.service.js';

@Module({
  imports: [
    AlipayModule,
    EventsModule,
    OrdersModule,
    PaymentModelModule,
    SettlementModule,
    RefundsModule,
  ],
  providers: [DepositBackPoller, PaidPaymentPoller, PaymentMetrics, RefundPoller, OrderPoller],
  exports: [DepositBackPoller, PaidPaymentPoller, RefundPoller, OrderPoller],
})
export class PollingModule {}
