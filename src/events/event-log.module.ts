/**
 * Owns the reading of events that were written.
 * Promises that what explains orders can run with a database alone.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EventLog } from './event-log.service.js';
import { OutboxEntity } from './outbox.entity.js';

@Module({
  imports: [TypeOrmModule.forFeature([OutboxEntity])],
  providers: [EventLog],
  exports: [EventLog],
})
export class EventLogModule {}
