import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeServerTls, redisTlsSettings } from '../../scripts/lib/servers/server-tls.mjs';
import { environmentBeside } from '../support/beside.js';
import { openPrivateRedis, type PrivateRedis } from '../support/private-redis.js';
import { startApi } from '../support/processes.js';
import { freePort } from '../support/ports.js';
import { openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-redis-tls-'));
const ours = makeServerTls(join(dir, 'ours'));
const others = makeServerTls(join(dir, 'others'));
const elsewhere = makeServerTls(join(dir, 'elsewhere'), { names: ['redis.example'] });

let redis: PrivateRedis;
let shop: Shop;

beforeAll(async () => {
  [redis, shop] = await Promise.all([openPrivateRedis(), openShop()]);
});

afterAll(async () => {
  await shop.close();
  await redis.close();
  rmSync(dir, { recursive: true, force: true });
});

describe('a Redis behind rediss://', () => {
  it.each<[string, typeof ours, string, string]>([
    ['is used when its certificate is for its host', ours, ours.authorityFile, 'up'],
    ['is told nothing when nobody named its authority', ours, others.authorityFile, 'down'],
    ['is told nothing when it is another host', elsewhere, elsewhere.authorityFile, 'down'],
  ])('%s', async (_, files, NODE_EXTRA_CA_CERTS, state) => {
    const tlsPort = await freePort();
    await redis.restart(redisTlsSettings(files, tlsPort));
    const REDIS_URL = `rediss://127.0.0.1:${tlsPort}/0`;
    const env = await environmentBeside(shop, { REDIS_URL, NODE_EXTRA_CA_CERTS });
    const api = await startApi(env);
    try {
      const readiness = await until(`Redis is told as ${state}`, async () => {
        const answer = await fetch(`${env['PUBLIC_URL']}/health/ready`);
        const told = (await answer.json()) as Record<string, unknown>;
        return told['redis'] === state ? told : null;
      });
      expect(readiness).toMatchObject({ database: 'up', cartRedis: state });
      const keys = await redis.admin.dbsize();
      expect(keys > 0).toBe(state === 'up');
    } finally {
      await api.kill();
    }
  });
});
