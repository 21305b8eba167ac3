/**
 * Owns the process's figures, and what it knows to be wrong with itself.
 * Promises one registry of each that every floor may add its own to.
 */
import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.service.js';
import { PoolMetrics } from './pool-metrics.js';
import { SelfChecks } from './self-checks.js';

@Global()
@Module({ providers: [Metrics, PoolMetrics, SelfChecks], exports: [Metrics, SelfChecks] })
export class MetricsModule {}
