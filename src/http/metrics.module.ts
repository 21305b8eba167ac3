/**
 * Owns the process's figures.
 * Promises one registry that every floor may add its own figures to.
 */
import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.service.js';
import { PoolMetrics } from './pool-metrics.js';

@Global()
@Module({ providers: [Metrics, PoolMetrics], exports: [Metrics] })
export class MetricsModule {}
