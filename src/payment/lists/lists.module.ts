/**
 * Owns how staff find orders and money: by number, buyer, parcel, time, sum, state and trouble, over all tables.
 * Promises that no question reads a whole table, and that each part of a list goes on where the one before it ended.
 */
import { Module } from '@nestjs/common';
import { ArchiveModule } from '../../archive/archive.module.js';
import { AuthModule } from '../../auth/auth.module.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { Exports } from './exports.service.js';
import { IncidentListController } from './incident-list.controller.js';
import { MoneyListsRepository } from './money-lists.repository.js';
import { MoneyLists } from './money-lists.service.js';
import { OrderFilters } from './order-filters.service.js';
import { OrderListsController } from './order-lists.controller.js';
import { OrderLists } from './order-lists.service.js';
import { OrderSearchRepository } from './order-search.repository.js';
import { PaymentListController } from './payment-list.controller.js';
import { RefundListController } from './refund-list.controller.js';

@Module({
  imports: [ArchiveModule, AuthModule, OrdersModule],
  controllers: [
    OrderListsController,
    RefundListController,
    PaymentListController,
    IncidentListController,
  ],
  providers: [
    Exports,
    MoneyLists,
    MoneyListsRepository,
    OrderFilters,
    OrderLists,
    OrderSearchRepository,
  ],
})
export class ListsModule {}
