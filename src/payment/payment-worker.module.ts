/**
 * Owns what only the worker does for payments: its queues and their consumers.
 * Promises that what is due in the database is done, with Redis or without.
 */
import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { WakingModule } from '../events/waking/waking.module.js';
import { AFTER_SALE_QUEUE, AfterSaleWakes } from './after-sales/after-sale-wakes.js';
import { PaymentModule } from './payment.module.js';
import { PaymentWakes } from './polling/payment-wakes.js';
import { PAID_QUEUE, REFUND_QUEUE, UNPAID_QUEUE } from './polling/wake-queue.js';

@Module({
  imports: [
    WakingModule,
    BullModule.registerQueue(
      { name: UNPAID_QUEUE },
      { name: REFUND_QUEUE },
      { name: PAID_QUEUE },
      { name: AFTER_SALE_QUEUE },
    ),
    PaymentModule,
  ],
  providers: [AfterSaleWakes, PaymentWakes],
})
export class PaymentWorkerModule {}
