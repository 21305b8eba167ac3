/**
 * Owns how a payment begins: its number, and the signed links to it.
 * Promises that an order has one payment that is open, whatever links were given out.
 */
import { Module } from '@nestjs/common';
import { AlipayModule } from '../../alipay/alipay.module.js';
import { AskingLimit } from './asking-limit.js';
import { AuthModule } from '../../auth/auth.module.js';
import { EventsModule } from '../../events/events.module.js';
import { IdempotencyModule } from '../../http/idempotency/idempotency.module.js';
import { NewPayments } from './new-payments.service.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { PayAddresses } from './pay-addresses.js';
import { PayLinks } from './pay-links.service.js';
import { PaymentController } from './payment.controller.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { PaymentsService } from './payments.service.js';
import { RecentLinkRepository } from './recent-link.repository.js';
import { RecentLinks } from './recent-links.service.js';
import { SettlementModule } from '../settlement/settlement.module.js';
import { StartPayment } from './start-payment.service.js';

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
  controllers: [PaymentController],
  providers: [
    AskingLimit,
    NewPayments,
    PayAddresses,
    PayLinks,
    PaymentsService,
    RecentLinkRepository,
    RecentLinks,
    StartPayment,
  ],
  exports: [AskingLimit, NewPayments, PayAddresses, PayLinks, StartPayment],
})
export class LinksModule {}
