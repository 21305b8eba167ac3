/**
 * Owns the list of floors that the background process is made of.
 * Promises that loops and queue consumers run in it alone.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { DatabaseModule } from '../database/database.module.js';
import { RedisModule } from '../database/redis.module.js';
import { EventsModule } from '../events/events.module.js';
import { RelayWakes } from '../events/relay-wakes.js';
import { WakingModule } from '../events/waking/waking.module.js';
import { Housekeeping } from './housekeeping.js';
import { IdempotencyModule } from '../http/idempotency/idempotency.module.js';
import { MetricsModule } from '../http/health/metrics.module.js';
import { Readiness } from '../http/health/readiness.js';
import { RedisHealthModule } from '../http/health/redis-health.module.js';
import { WorkerServer } from '../http/health/worker-server.js';
import { OverviewWorkerModule } from '../overview/overview-worker.module.js';
import { PresenceModule } from '../doctor/presence.module.js';
import { PaymentWorkerModule } from '../payment/payment-worker.module.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import { ReconciliationWorkerModule } from '../reconciliation/reconciliation-worker.module.js';
import { type RuntimeOverrides, SettingsModule } from './settings.module.js';
import { WebhooksWorkerModule } from '../webhooks/webhooks-worker.module.js';

@Module({
  imports: [
    DatabaseModule,
    RedisModule,
    MetricsModule,
    RedisHealthModule,
    EventsModule,
    WakingModule,
    IdempotencyModule,
    PaymentWorkerModule,
    ReconciliationModule,
    ReconciliationWorkerModule,
    WebhooksWorkerModule,
    OverviewWorkerModule,
    PresenceModule.ofWorker(),
  ],
  providers: [Housekeeping, Readiness, RelayWakes, WorkerServer],
})
export class WorkerModule {
  /** The whole background process with these settings. */
  static with(settings: Settings, outside?: RuntimeOverrides): DynamicModule {
    return { module: WorkerModule, imports: [SettingsModule.with(settings, outside)] };
  }
}
