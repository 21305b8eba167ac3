/**
 * Owns what only the worker does for bills: their queue and its consumer.
 * Promises that a bill that is due in the database is done, with Redis or without.
 */
import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { WakingModule } from '../events/waking/waking.module.js';
import { BILL_QUEUE } from './days/bill-queue.js';
import { BillWakes } from './days/bill-wakes.js';
import { ReconciliationModule } from './reconciliation.module.js';

@Module({
  imports: [WakingModule, BullModule.registerQueue({ name: BILL_QUEUE }), ReconciliationModule],
  providers: [BillWakes],
})
export class ReconciliationWorkerModule {}
