/**
 * Owns the list of floors that doing a day's bill by hand needs.
 * Promises nothing itself: it wires.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { DatabaseModule } from '../database/database.module.js';
import { RedisModule } from '../database/redis.module.js';
import { EventsModule } from '../events/events.module.js';
import { MetricsModule } from '../http/health/metrics.module.js';
import { RedisHealthModule } from '../http/health/redis-health.module.js';
import { IdempotencyModule } from '../http/idempotency/idempotency.module.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import { SettingsModule } from './settings.module.js';

@Module({
  imports: [
    DatabaseModule,
    RedisModule,
    MetricsModule,
    RedisHealthModule,
    EventsModule,
    IdempotencyModule,
    ReconciliationModule,
  ],
})
export class ReconcileModule {
  /** What a day is done with. */
  static with(settings: Settings): DynamicModule {
    return { module: ReconcileModule, imports: [SettingsModule.with(settings)] };
  }
}
