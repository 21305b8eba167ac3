/**
 * Owns what every floor is handed from outside: the typed settings, the clock, chance and the source of ids.
 * Promises that a process gets them once, read and checked before anything else starts.
 */
import { type DynamicModule, Module } from '@nestjs/common';
import { AlipayConfig } from '../../config/alipay.config.js';
import { AppConfig } from '../../config/app.config.js';
import { AuthConfig } from '../../config/auth.config.js';
import { DatabaseConfig } from '../../config/database.config.js';
import { OrdersConfig } from '../../config/orders.config.js';
import { ReconciliationConfig } from '../../config/reconciliation.config.js';
import { RedisConfig } from '../../config/redis.config.js';
import { RetentionConfig } from '../../config/retention.config.js';
import { StorefrontsConfig } from '../../config/storefronts.config.js';
import { WebhooksConfig } from '../../config/webhooks.config.js';
import type { Settings } from '../../config/settings.js';
import { SETTINGS_IN_FORCE } from '../kernel/settings-in-force.js';
import { CHANCE, type Chance, systemChance } from '../kernel/chance.js';
import { AgreedClock, CLOCK, type Clock } from '../kernel/clock.js';
import { IDS, type Ids, systemIds } from '../kernel/ids.js';

/** What a test may replace. */
export interface RuntimeOverrides {
  readonly clock?: Clock;
  readonly chance?: Chance;
  readonly ids?: Ids;
}

@Module({})
export class SettingsModule {
  /** The module that hands out `settings`, with a clock that follows the database's, and the system's chance and ids, unless others are given. */
  static with(settings: Settings, outside: RuntimeOverrides = {}): DynamicModule {
    const providers = [
      { provide: AppConfig, useValue: settings.app },
      { provide: AuthConfig, useValue: settings.auth },
      { provide: DatabaseConfig, useValue: settings.database },
      { provide: RedisConfig, useValue: settings.redis },
      { provide: AlipayConfig, useValue: settings.alipay },
      { provide: OrdersConfig, useValue: settings.orders },
      { provide: ReconciliationConfig, useValue: settings.reconciliation },
      { provide: RetentionConfig, useValue: settings.retention },
      { provide: StorefrontsConfig, useValue: settings.storefronts },
      { provide: WebhooksConfig, useValue: settings.webhooks },
      { provide: SETTINGS_IN_FORCE, useValue: settings.inForce },
      { provide: CLOCK, useValue: outside.clock ?? new AgreedClock() },
      { provide: CHANCE, useValue: outside.chance ?? systemChance },
      { provide: IDS, useValue: outside.ids ?? systemIds },
    ];
    return { module: SettingsModule, global: true, providers, exports: providers };
  }
}
