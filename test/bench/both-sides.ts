import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { makeCatalogue, mintTokens } from '../../bench/world.mjs';
import { freshDatabase, testRedisUrl, tlsVariables } from '../support/database.js';
import { freePort } from '../support/ports.js';
import { APP_ID, openShop, SELLER_ID, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

/** Users, each with an address, on both sides. */
const USERS = 400;

/** One of the two that are measured: where it listens, and what it keeps its rows and carts in. */
async function sideOf(name: string, port: number, databaseUrl: string, prefix: string) {
  const db = await createConnection({ uri: databaseUrl, supportBigNumbers: true, timezone: 'Z' });
  const redis = new Redis(testRedisUrl());
  await makeCatalogue(db, USERS);
  const close = async () => {
    await db.end();
    redis.disconnect();
  };
  return { name, host: '127.0.0.1', port, db, redis, prefix, base: 0, close };
}

/** Of its own: all tests share one Redis. */
const prefixOf = (port: number) => `floor-${port}`;

export type Side = Awaited<ReturnType<typeof sideOf>>;

async function startFloor(
  port: number,
  shop: Shop,
  databaseUrl: string,
  more: Record<string, string> = {},
): Promise<ChildProcess> {
  const env = {
    ...tlsVariables(),
    ...more,
    PATH: process.env['PATH'],
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: databaseUrl,
    CART_REDIS_URL: testRedisUrl(),
    REDIS_KEY_PREFIX: prefixOf(port),
    JWT_SECRET: shop.settings.auth.jwtSecret,
    ALIPAY_APP_ID: APP_ID,
    ALIPAY_SELLER_ID: SELLER_ID,
    ALIPAY_GATEWAY: shop.simulator.gatewayUrl,
    ALIPAY_PRIVATE_KEY_FILE: shop.settings.alipay.privateKeyFile,
    ALIPAY_PUBLIC_KEY_FILE: shop.settings.alipay.publicKeyFile,
  };
  const child = spawn(process.execPath, ['bench/floor/floor.mjs'], { env, stdio: 'inherit' });
  const health = `http://127.0.0.1:${port}/health/ready`;
  await until('the floor answers', () =>
    fetch(health).then(
      (answer) => answer.ok,
      () => false,
    ),
  );
  return child;
}

/** The floor whose orders and notifies are stored procedures. */
async function openOneTrip(shop: Shop) {
  const database = await freshDatabase();
  const port = await freePort();
  const child = await startFloor(port, shop, database.url, { FLOOR_PROCEDURES: '1' });
  const side = await sideOf('procedures', port, database.url, prefixOf(port));
  const close = async () => {
    await side.close();
    child.kill('SIGTERM');
    await once(child, 'exit');
    await database.drop();
  };
  return { side, close };
}

/** The backend and the floor on tables of their own with the same rows, and what the jobs need to know of them. */
export async function openBothSides() {
  const shop = await openShop();
  const floorDatabase = await freshDatabase();
  const port = await freePort();
  const floorProcess = await startFloor(port, shop, floorDatabase.url);
  const oneTrip = await openOneTrip(shop);
  const { settings } = shop;
  const app = await sideOf('app', settings.app.port, shop.database.url, settings.redis.keyPrefix);
  const floor = await sideOf('floor', port, floorDatabase.url, prefixOf(port));
  const keyDir = mkdtempSync(join(tmpdir(), 'bench-keys-'));
  const keyFile = join(keyDir, 'alipay-private-key.pem');
  writeFileSync(keyFile, shop.keys.alipayPrivateKey, { mode: 0o600 });
  const tokens = mintTokens(settings.auth.jwtSecret, USERS);
  const alipay = { keyFile, appId: APP_ID, sellerId: SELLER_ID };
  const world = { users: USERS, tokens, forms: {}, alipay };
  const close = async () => {
    await app.close();
    await floor.close();
    await oneTrip.close();
    floorProcess.kill('SIGTERM');
    await once(floorProcess, 'exit');
    await floorDatabase.drop();
    await shop.close();
    rmSync(keyDir, { recursive: true });
  };
  return {
    app,
    floor,
    procedures: oneTrip.side,
    world,
    appPublicKey: shop.keys.appPublicKey,
    close,
  };
}

export type BothSides = Awaited<ReturnType<typeof openBothSides>>;
