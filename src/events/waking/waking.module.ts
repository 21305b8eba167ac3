/**
 * Owns how workers are woken: Bull's connection, the look at what is due and the polling that it starts.
 * Promises that what is due is found within a second by each worker, with Redis or without.
 */
import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { RedisConfig } from '../../../config/redis.config.js';
import { bullOptions, WAKE_QUEUE } from './bull-options.js';
import { DueRepository } from './due.repository.js';
import { PollRunner } from './poll-runner.js';
import { WakeQueue } from './wake-queue.service.js';
import { Waker } from './waker.js';

@Module({
  imports: [
    BullModule.forRootAsync({ inject: [RedisConfig], useFactory: bullOptions }),
    BullModule.registerQueue({ name: WAKE_QUEUE }),
  ],
  providers: [DueRepository, PollRunner, WakeQueue, Waker],
  exports: [Waker],
})
export class WakingModule {}
