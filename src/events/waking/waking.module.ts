/**
 * Owns how workers are woken: Bull's connection, the timers behind it and the rounds that they start.
 * Promises that a round is run again and again in each worker, with Redis or without.
 */
import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { RedisConfig } from '../../../config/redis.config.js';
import { bullOptions } from './bull-options.js';
import { Rounds } from './rounds.js';
import { Waker } from './waker.js';

@Module({
  imports: [BullModule.forRootAsync({ inject: [RedisConfig], useFactory: bullOptions })],
  providers: [Rounds, Waker],
  exports: [Rounds, Waker],
})
export class WakingModule {}
