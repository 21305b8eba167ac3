/**
 * Owns the acts on an order that need Alipay first: cancelling and shipping.
 * Promises that neither happens against what Alipay knows of the money.
 */
import { Module } from '@nestjs/common';
import { AdjustingController } from './adjusting.controller.js';
import { AdjustOrder } from './adjust-order.service.js';
import { AuthModule } from '../../auth/auth.module.js';
import { CancellingController } from './cancelling.controller.js';
import { CancelOrder } from './cancel-order.service.js';
import { EventsModule } from '../../events/events.module.js';
import { IdempotencyModule } from '../../http/idempotency/idempotency.module.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { SettlementModule } from '../settlement/settlement.module.js';
import { ShipOrder } from './ship-order.service.js';
import { ShippingController } from './shipping.controller.js';

@Module({
  imports: [
    AuthModule,
    EventsModule,
    IdempotencyModule,
    OrdersModule,
    PaymentModelModule,
    SettlementModule,
    RefundsModule,
  ],
  controllers: [AdjustingController, CancellingController, ShippingController],
  providers: [AdjustOrder, CancelOrder, ShipOrder],
})
export class OrderActionsModule {}
