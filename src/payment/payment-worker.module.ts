/**
 * Owns what only the worker does for payments: Bull's queues, their consumers and the timers that wake them.
 * Promises that what is due in the database is done, with Redis or without.
 */
import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { RedisConfig } from '../../config/redis.config.js';
import { PaymentModule } from './payment.module.js';
import { Rounds } from './rounds.js';
import { RefundsProcessor, UnpaidOrdersProcessor } from './wake.processors.js';
import { bullOptions, REFUND_QUEUE, UNPAID_QUEUE } from './wake-queue.js';
import { Waker } from './waker.js';

@Module({
  imports: [
    BullModule.forRootAsync({ inject: [RedisConfig], useFactory: bullOptions }),
    BullModule.registerQueue({ name: UNPAID_QUEUE }, { name: REFUND_QUEUE }),
    PaymentModule,
  ],
  providers: [Rounds, RefundsProcessor, UnpaidOrdersProcessor, Waker],
})
export class PaymentWorkerModule {}
