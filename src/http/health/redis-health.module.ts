/**
 * Owns what a process knows of its Redis.
 * Promises that a refusal is said once and shows in the figures, and that no process ends because of it.
 */
import { Global, Module } from '@nestjs/common';
import { RedisHealth } from './redis-health.service.js';

@Global()
@Module({ providers: [RedisHealth], exports: [RedisHealth] })
export class RedisHealthModule {}
