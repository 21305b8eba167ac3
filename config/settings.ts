import { AlipayConfig } from './alipay.config.js';
import { AppConfig } from './app.config.js';
import { AuthConfig } from './auth.config.js';
import { DatabaseConfig } from './database.config.js';
import { EnvReader } from './env-reader.js';
import type { SettingInForce } from './settings-in-force.js';
import { OrdersConfig } from './orders.config.js';
import { ReconciliationConfig } from './reconciliation.config.js';
import { RedisConfig } from './redis.config.js';
import { RetentionConfig } from './retention.config.js';
import { StorefrontsConfig } from './storefronts.config.js';
import { WebhooksConfig } from './webhooks.config.js';

/** Every setting of a process. */
export interface Settings {
  readonly app: AppConfig;
  readonly auth: AuthConfig;
  readonly database: DatabaseConfig;
  readonly redis: RedisConfig;
  readonly alipay: AlipayConfig;
  readonly orders: OrdersConfig;
  readonly reconciliation: ReconciliationConfig;
  readonly retention: RetentionConfig;
  readonly storefronts: StorefrontsConfig;
  readonly webhooks: WebhooksConfig;
  /** All of them as people read them, without what is secret. */
  readonly inForce: readonly SettingInForce[];
}

/** Reads all settings. Throws one error that names every wrong variable, without its value. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const reader = new EnvReader(env);
  const app = new AppConfig(reader);
  const auth = new AuthConfig(reader);
  const settings = {
    app,
    auth,
    database: new DatabaseConfig(reader),
    redis: new RedisConfig(reader),
    alipay: new AlipayConfig(reader),
    orders: new OrdersConfig(reader, auth.jwtSecret),
    reconciliation: new ReconciliationConfig(reader),
    retention: new RetentionConfig(reader),
    storefronts: new StorefrontsConfig(reader, app),
    webhooks: new WebhooksConfig(reader),
  };
  if (reader.faults.length > 0) {
    throw new Error(`The configuration is wrong:\n  ${reader.faults.join('\n  ')}`);
  }
  return { ...settings, inForce: reader.inForce() };
}
