/**
 * Owns the list of floors that loading the demo data needs.
 * Promises nothing itself: it wires.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../../config/settings.js';
import { AddressesModule } from '../addresses/addresses.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { CatalogModule } from '../catalog/catalog.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { RedisModule } from '../database/redis.module.js';
import { MetricsModule } from '../http/health/metrics.module.js';
import { SettingsModule } from './settings.module.js';

@Module({
  imports: [DatabaseModule, RedisModule, MetricsModule, AuthModule, AddressesModule, CatalogModule],
})
export class DemoDataModule {
  /** What the demo data is loaded with. */
  static with(settings: Settings): DynamicModule {
    return { module: DemoDataModule, imports: [SettingsModule.with(settings)] };
  }
}
