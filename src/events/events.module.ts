/**
 * Owns the outbox: events are written in the transaction of their state change, and relayed after it.
 * Promises delivery at least once, in order per order, with an id that tells repeats.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventInboxEntity } from './event-inbox.entity.js';
import { EventHandlers } from './event-handlers.js';
import { EventLogModule } from './event-log.module.js';
import { EventRetentionRepository } from './event-retention.repository.js';
import { EventRetention } from './event-retention.service.js';
import { Outbox } from './outbox.js';
import { OutboxEntity } from './outbox.entity.js';
import { OutboxMetrics } from './outbox-metrics.js';
import { RelayRepository } from './relay.repository.js';
import { Relay } from './relay.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([OutboxEntity, EventInboxEntity]), EventLogModule],
  providers: [
    Outbox,
    EventHandlers,
    EventRetention,
    EventRetentionRepository,
    Relay,
    RelayRepository,
    OutboxMetrics,
  ],
  exports: [Outbox, EventHandlers, EventLogModule, EventRetention, Relay],
})
export class EventsModule {}
