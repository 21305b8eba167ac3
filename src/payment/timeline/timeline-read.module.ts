/**
 * Owns the gathering of what is written down about an order or a trade.
 * Promises that it needs a database alone, so that a timeline can be told while everything else is down.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventLogModule } from '../../events/event-log.module.js';
import { OrderLookupModule } from '../../orders/lifecycle/order-lookup.module.js';
import { EvidenceEntity } from '../model/evidence.entity.js';
import { IncidentEntity } from '../model/incident.entity.js';
import { PaymentEntity } from '../model/payment.entity.js';
import { RefundEntity } from '../model/refund.entity.js';
import { TradeTimelines } from './trade-timelines.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([PaymentEntity, EvidenceEntity, IncidentEntity, RefundEntity]),
    EventLogModule,
    OrderLookupModule,
  ],
  providers: [TradeTimelines],
  exports: [TradeTimelines],
})
export class TimelineReadModule {}
