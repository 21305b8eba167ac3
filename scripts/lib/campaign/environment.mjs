import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeKeyPair } from '../keys.mjs';

export const APP_ID = '9021000000000001';
export const SELLER_ID = '2088000000000001';
const ORDER_TTL_SECONDS = 120;

/** The key pairs of a shop and of Alipay, and the files that the shop reads. */
export function makeKeys(cleanup) {
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-keys-'));
  cleanup.defer(() => rmSync(dir, { recursive: true, force: true }));
  const [app, alipay] = [makeKeyPair(), makeKeyPair()];
  const write = (name, pem) => {
    const file = join(dir, name);
    writeFileSync(file, pem, { mode: 0o600 });
    return file;
  };
  const files = [write('app.pem', app.privateKey), write('alipay.pem', alipay.publicKey)];
  return { app, alipay, files };
}

/**
 * What all processes of a run are told.
 *
 * @param {{ databaseUrl: string, redisUrl: string, base: string, gateway: string, keys: { files: readonly string[] } }} where
 */
export function environmentOf({ databaseUrl, redisUrl, base, gateway, keys }) {
  return {
    ...process.env,
    NODE_ENV: 'development',
    PUBLIC_URL: base,
    LOG_LEVEL: 'silent',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    JWT_SECRET: randomBytes(32).toString('hex'),
    LOGIN_ATTEMPTS: '1000000',
    MAX_UNPAID_ORDERS: '1000000',
    ORDER_TTL_SECONDS: String(ORDER_TTL_SECONDS),
    ORDER_LAST_LINK_SECONDS: '61',
    WEBHOOK_ALLOW_PRIVATE: 'true',
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_GATEWAY: gateway,
    ALIPAY_PRIVATE_KEY_FILE: keys.files[0],
    ALIPAY_PUBLIC_KEY_FILE: keys.files[1],
    ALIPAY_TIMEOUT_MS: '1500',
    ALIPAY_ASKS_PER_MINUTE: '1000000',
  };
}
