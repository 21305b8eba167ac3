/**
 * Owns the timeline of an order as its owner and operators see it.
 * Promises an entry for everything that was written down about its money, in the order in which it happened.
 */
import { Module } from '@nestjs/common';
import { AuthModule } from '../../auth/auth.module.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { TimelineReadModule } from './timeline-read.module.js';
import { TimelineController } from './timeline.controller.js';
import { Timeline } from './timeline.service.js';

@Module({
  imports: [AuthModule, OrdersModule, TimelineReadModule],
  controllers: [TimelineController],
  providers: [Timeline],
})
export class TimelineModule {}
