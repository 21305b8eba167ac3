/**
 * Owns payments: links to Alipay, what Alipay reports of them, and what that means for their orders. Joins its rooms.
 * Promises that one function decides what a report means and one service applies it, in one transaction.
 */
import { Module } from '@nestjs/common';
import { AfterSalesModule } from './after-sales/after-sales.module.js';
import { IncidentsModule } from './incidents/incidents.module.js';
import { LinksModule } from './links/links.module.js';
import { NotifyModule } from './notify/notify.module.js';
import { OrderActionsModule } from './order-actions/order-actions.module.js';
import { ListsModule } from './lists/lists.module.js';
import { PlacementModule } from './placement/placement.module.js';
import { PollingModule } from './polling/polling.module.js';
import { RefundsModule } from './refunds/refunds.module.js';
import { TimelineModule } from './timeline/timeline.module.js';

const ROOMS = [
  AfterSalesModule,
  LinksModule,
  PlacementModule,
  NotifyModule,
  RefundsModule,
  IncidentsModule,
  OrderActionsModule,
  ListsModule,
  PollingModule,
  TimelineModule,
];

@Module({ imports: ROOMS, exports: ROOMS })
export class PaymentModule {}
