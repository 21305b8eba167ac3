/**
 * Owns the outbox: events are written in the transaction of their state change, and relayed after it.
 * Promises delivery at least once, in order per order, with an id that tells repeats.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventHandlers } from './event-handlers.js';
import { EventLog } from './event-log.service.js';
import { EventRetention } from './event-retention.service.js';
import { Outbox } from './outbox.js';
import { OutboxEntity } from './outbox.entity.js';
import { OutboxMetrics } from './outbox-metrics.js';
import { Relay } from './relay.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([OutboxEntity])],
  providers: [Outbox, EventHandlers, EventLog, EventRetention, Relay, OutboxMetrics],
  exports: [Outbox, EventHandlers, EventLog, EventRetention, Relay],
})
export class EventsModule {}
