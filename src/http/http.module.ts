/**
 * Owns what every route has in common: problems, validation, health, figures and the OpenAPI document.
 * Promises that a client sees one form of refusal and that nothing of the inside leaks through it.
 */
import { Module } from '@nestjs/common';
import { ForwardedWatch } from './forwarded-watch.js';
import { HealthController } from './health/health.controller.js';
import { MetricsGuard } from './health/metrics.guard.js';
import { MetricsModule } from './health/metrics.module.js';
import { Readiness } from './health/readiness.js';

@Module({
  imports: [MetricsModule],
  controllers: [HealthController],
  providers: [ForwardedWatch, MetricsGuard, Readiness],
  exports: [ForwardedWatch, Readiness],
})
export class HttpModule {}
