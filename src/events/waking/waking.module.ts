/**
 * Owns how workers are woken: Bull's connection, the timers behind it and the polling that they start.
 * Promises that a poll is run again and again in each worker, with Redis or without.
 */
import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { RedisConfig } from '../../../config/redis.config.js';
import { bullOptions } from './bull-options.js';
import { PollRunner } from './poll-runner.js';
import { Waker } from './waker.js';

@Module({
  imports: [BullModule.forRootAsync({ inject: [RedisConfig], useFactory: bullOptions })],
  providers: [PollRunner, Waker],
  exports: [PollRunner, Waker],
})
export class WakingModule {}
