/**
 * Owns orders: what they would cost, how they are made, what state they are in and who may see them.
 * Promises one order a quote at the prices and address of that moment, with its stock, its lines and its events in one
 * transaction, and no move that the state table does not know.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AddressesModule } from '../addresses/addresses.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CartModule } from '../cart/cart.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EventsModule } from '../events/events.module.js';
import { IdempotencyModule } from '../http/idempotency.module.js';
import { Checkout } from './checkout.service.js';
import { DirectOrders } from './direct-orders.service.js';
import { DueOrders } from './due-orders.service.js';
import { CreateOrder } from './create-order.service.js';
import { NewOrders } from './new-orders.service.js';
import { OrderEntity } from './order.entity.js';
import { OrderLedger } from './order-ledger.service.js';
import { OrderLineEntity } from './order-line.entity.js';
import { OrderReads } from './order-reads.service.js';
import { OrderSchedule } from './order-schedule.service.js';
import { OrdersController } from './orders.controller.js';
import { OrdersService } from './orders.service.js';
import { OrderStore } from './order-store.js';
import { PlaceOrder } from './place-order.service.js';
import { PriceList } from './price-list.service.js';
import { Quotes } from './quotes.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([OrderEntity, OrderLineEntity]),
    AddressesModule,
    AuthModule,
    CartModule,
    CatalogModule,
    EventsModule,
    IdempotencyModule,
  ],
  controllers: [OrdersController],
  providers: [
    Checkout,
    CreateOrder,
    DirectOrders,
    DueOrders,
    NewOrders,
    OrderLedger,
    OrderReads,
    OrderSchedule,
    OrdersService,
    OrderStore,
    PlaceOrder,
    PriceList,
    Quotes,
  ],
  exports: [
    Checkout,
    DirectOrders,
    DueOrders,
    OrderLedger,
    OrderSchedule,
    OrdersService,
    PlaceOrder,
  ],
})
export class OrdersModule {}
