/**
 * Owns how orders are placed, by every front end: alone, or with their payments.
 * Promises one order a request, and that an order, its payment, its events, its stock and the answer to its key are there
 * together or not at all.
 */
import { Module } from '@nestjs/common';
import { AuthModule } from '../../auth/auth.module.js';
import { CartModule } from '../../cart/cart.module.js';
import { EventsModule } from '../../events/events.module.js';
import { IdempotencyModule } from '../../http/idempotency/idempotency.module.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { LinksModule } from '../links/links.module.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { PlaceAndPay } from './place-and-pay.service.js';
import { PlaceOrder } from './place-order.service.js';
import { PlacementController } from './placement.controller.js';

@Module({
  imports: [
    AuthModule,
    CartModule,
    EventsModule,
    IdempotencyModule,
    LinksModule,
    OrdersModule,
    PaymentModelModule,
  ],
  controllers: [PlacementController],
  providers: [PlaceAndPay, PlaceOrder],
  exports: [PlaceAndPay, PlaceOrder],
})
export class PlacementModule {}
