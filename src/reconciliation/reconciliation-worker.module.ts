/**
 * Owns what only the worker does for bills.
 * Promises that a bill that is due in the database is done, with Redis or without.
 */
import { Module } from '@nestjs/common';
import { WakingModule } from '../events/waking/waking.module.js';
import { BillWakes } from './days/bill-wakes.js';
import { ReconciliationModule } from './reconciliation.module.js';

@Module({
  imports: [WakingModule, ReconciliationModule],
  providers: [BillWakes],
})
export class ReconciliationWorkerModule {}
