/**
 * Owns what only the worker does for payments.
 * Promises that what is due in the database is done, with Redis or without.
 */
import { Module } from '@nestjs/common';
import { WakingModule } from '../events/waking/waking.module.js';
import { AfterSaleWakes } from './after-sales/after-sale-wakes.js';
import { PaymentModule } from './payment.module.js';
import { PaymentWakes } from './polling/payment-wakes.js';

@Module({
  imports: [WakingModule, PaymentModule],
  providers: [AfterSaleWakes, PaymentWakes],
})
export class PaymentWorkerModule {}
