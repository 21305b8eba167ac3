/**
 * Owns orders: what they would cost, how they are made, what state they are in and who may see them.
 * Promises one order a quote at the prices and address of that moment, with its stock, its lines and its events in one
 * transaction, and no move that the state table does not know.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ArchiveModule } from '../archive/archive.module.js';
import { AddressesModule } from '../addresses/addresses.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CartModule } from '../cart/cart.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { EventsModule } from '../events/events.module.js';
import { Quoting } from './quote/quoting.service.js';
import { DueOrders } from './lifecycle/due-orders.service.js';
import { OrderPlacement } from './placement/order-placement.service.js';
import { OrderEdits } from './lifecycle/order-edits.service.js';
import { OrderEntity } from './model/order.entity.js';
import { OrderTransitions } from './lifecycle/order-transitions.service.js';
import { OrderLineEntity } from './model/order-line.entity.js';
import { OrderMetrics } from './lifecycle/order-metrics.js';
import { OrderLineRepository } from './model/order-line.repository.js';
import { OrderListRepository } from './lifecycle/order-list.repository.js';
import { OrderScheduleRepository } from './lifecycle/order-schedule.repository.js';
import { OrderSchedule } from './lifecycle/order-schedule.service.js';
import { OrdersController } from './lifecycle/orders.controller.js';
import { OrdersService } from './lifecycle/orders.service.js';
import { OrderRepository } from './model/order.repository.js';
import { RefundedLines } from './lifecycle/refunded-lines.service.js';
import { Quotes } from './quote/quotes.service.js';
import { ShipmentEntity, ShipmentLineEntity } from './model/shipment.entity.js';
import { ShipmentRepository } from './model/shipment.repository.js';
import { Shipments } from './lifecycle/shipments.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([OrderEntity, OrderLineEntity, ShipmentEntity, ShipmentLineEntity]),
    AddressesModule,
    ArchiveModule,
    AuthModule,
    CartModule,
    CatalogModule,
    EventsModule,
  ],
  controllers: [OrdersController],
  providers: [
    Quoting,
    DueOrders,
    OrderPlacement,
    OrderTransitions,
    OrderEdits,
    OrderMetrics,
    OrderLineRepository,
    OrderListRepository,
    OrderSchedule,
    OrderScheduleRepository,
    OrdersService,
    OrderRepository,
    Quotes,
    ShipmentRepository,
    Shipments,
    RefundedLines,
  ],
  exports: [
    Quoting,
    DueOrders,
    OrderEdits,
    OrderPlacement,
    OrderTransitions,
    OrderSchedule,
    OrdersService,
    Quotes,
    Shipments,
    RefundedLines,
  ],
})
export class OrdersModule {}
