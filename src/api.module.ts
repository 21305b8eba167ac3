/**
 * Owns the composition of the API process: every floor that answers requests.
 * Promises that this process only answers; what is due later is the worker's.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import type { Settings } from '../config/settings.js';
import { AddressesModule } from './addresses/addresses.module.js';
import { AuthModule } from './auth/auth.module.js';
import { CatalogModule } from './catalog/catalog.module.js';
import { DatabaseModule } from './database/database.module.js';
import { RedisModule } from './database/redis.module.js';
import { EventsModule } from './events/events.module.js';
import { HttpModule } from './http/http.module.js';
import { type Outside, SettingsModule } from './settings.module.js';

@Module({})
export class ApiModule {
  /** The root module for these settings; `outside` replaces the clock and the ids in tests. */
  static with(settings: Settings, outside: Outside = {}): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        SettingsModule.with(settings, outside),
        DatabaseModule,
        RedisModule,
        HttpModule,
        EventsModule,
        AuthModule,
        AddressesModule,
        CatalogModule,
      ],
    };
  }
}
