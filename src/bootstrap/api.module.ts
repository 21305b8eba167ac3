/**
 * Owns the list of floors that the HTTP process is made of.
 * Promises nothing itself: it wires.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { AddressesModule } from '../addresses/addresses.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CartModule } from '../cart/cart.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { ConsoleModule } from '../console/console.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { RedisModule } from '../database/redis.module.js';
import { EventsModule } from '../events/events.module.js';
import { DoctorModule } from '../doctor/doctor.module.js';
import { HttpModule } from '../http/http.module.js';
import { RedisHealthModule } from '../http/health/redis-health.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { OverviewModule } from '../overview/overview.module.js';
import { PaymentModule } from '../payment/payment.module.js';
import { ReconciliationModule } from '../reconciliation/reconciliation.module.js';
import { StorefrontsModule } from '../storefronts/storefronts.module.js';
import { type RuntimeOverrides, SettingsModule } from './settings.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';

@Module({
  imports: [
    DatabaseModule,
    RedisModule,
    HttpModule,
    RedisHealthModule,
    EventsModule,
    AuthModule,
    AddressesModule,
    CatalogModule,
    CartModule,
    OrdersModule,
    PaymentModule,
    ReconciliationModule,
    WebhooksModule,
    ConsoleModule,
    DoctorModule,
    OverviewModule,
  ],
})
export class ApiModule {
  /** The whole HTTP process with these settings. */
  static with(settings: Settings, outside?: RuntimeOverrides): DynamicModule {
    const storefronts = StorefrontsModule.with(settings.storefronts.shops);
    return { module: ApiModule, imports: [SettingsModule.with(settings, outside), storefronts] };
  }
}
