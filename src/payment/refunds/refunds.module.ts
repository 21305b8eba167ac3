/**
 * Owns refunds: who asked for one, who decided it, and sending it until its end is known.
 * Promises that a number is refunded once, and that no refund is given up while its money may have gone.
 */
import { Module } from '@nestjs/common';
import { AlipayModule } from '../../alipay/alipay.module.js';
import { AuthModule } from '../../auth/auth.module.js';
import { EventsModule } from '../../events/events.module.js';
import { IdempotencyModule } from '../../http/idempotency/idempotency.module.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { DepositBackInquiry } from './deposit-back-inquiry.service.js';
import { RefundDecisions } from './refund-decisions.service.js';
import { RefundEnding } from './refund-ending.service.js';
import { RefundRetries } from './refund-retries.service.js';
import { RefundRunner } from './refund-runner.service.js';
import { RefundWorkController } from './refund-work.controller.js';
import { RefundViews } from './refund-views.service.js';
import { Refunds } from './refunds.service.js';
import { RefundsController } from './refunds.controller.js';
import { SettlementModule } from '../settlement/settlement.module.js';

@Module({
  imports: [
    AlipayModule,
    AuthModule,
    EventsModule,
    IdempotencyModule,
    OrdersModule,
    PaymentModelModule,
    SettlementModule,
  ],
  controllers: [RefundsController, RefundWorkController],
  providers: [
    DepositBackInquiry,
    RefundDecisions,
    RefundEnding,
    RefundRetries,
    RefundRunner,
    Refunds,
    RefundViews,
  ],
  exports: [DepositBackInquiry, RefundRunner, Refunds],
})
export class RefundsModule {}
