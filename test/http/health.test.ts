import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { Readiness } from '../../src/http/health/readiness.js';
import { WorkerServer } from '../../src/http/health/worker-server.js';
import { Client } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ WORKER_PORT: '0' });
});
afterAll(() => shop.close());

const ready = async (client = shop.anybody) => {
  const { status, body } = await client.get('/health/ready');
  return { code: status, ...body };
};

describe('health', () => {
  it('is live', async () => {
    const answer = await shop.anybody.get('/health/live');
    expect([answer.status, answer.body]).toEqual([200, { status: 'live' }]);
  });

  it('is ready with its database and its Redis', async () => {
    expect(await ready()).toEqual({
      code: 200,
      status: 'ready',
      database: 'up',
      redis: 'up',
      cartRedis: 'up',
    });
  });
});

describe('figures', () => {
  it('tell of requests, the pool, the outbox, payments and unpaid orders', async () => {
    await shop.anybody.get('/api/v1/skus');
    const { text, headers } = await shop.anybody.get('/metrics');
    expect(headers.get('content-type')).toMatch(/^text\/plain/);
    for (const figure of [
      /^http_requests_total\{method="GET",route="\/api\/v1\/skus",status="200"\} 1$/m,
      /^database_pool\{kind="open"\} [1-9]/m,
      /^outbox_pending 0$/m,
      /^outbox_lag_seconds 0$/m,
      /^oldest_unpaid_order_seconds 0$/m,
      /^process_resident_memory_bytes /m,
    ]) {
      expect(text).toMatch(figure);
    }
  });
});

describe('figures with a token', () => {
  const token = 'a-token-of-the-figures';
  let closed: Shop;
  beforeAll(async () => {
    closed = await openShop({ METRICS_TOKEN: token });
  });
  afterAll(() => closed.close());

  it.each([
    ['no token', {}],
    ['another one', { authorization: 'Bearer another-token-of-figures' }],
    ['the right one in another way', { authorization: `Basic ${token}` }],
    ['a part of it', { authorization: `Bearer ${token.slice(0, -1)}` }],
  ])('are not told to who shows %s', async (_, headers) => {
    const answer = await fetch(`${closed.url}/metrics`, { headers });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('metrics-token-required');
  });

  it('that anybody could guess are refused at boot', () => {
    expect(() => readSettings({ NODE_ENV: 'test', METRICS_TOKEN: 'short' })).toThrow(
      /METRICS_TOKEN/,
    );
  });

  it('are told to who shows it; health needs none', async () => {
    const figures = await closed.anybody.as(token).get('/metrics');
    expect([figures.status, figures.text]).toEqual([
      200,
      expect.stringContaining('outbox_pending'),
    ]);
    expect((await closed.anybody.get('/health/live')).status).toBe(200);
    expect((await closed.anybody.get('/health/ready')).status).toBe(200);
  });
});

describe('a worker', () => {
  it('tells its health and figures on a port of its own, until it stops', async () => {
    const worker = await shop.worker();
    const client = new Client(`http://127.0.0.1:${worker.get(WorkerServer).port}`);
    expect(await ready(client)).toEqual({
      code: 200,
      status: 'ready',
      database: 'up',
      redis: 'up',
      cartRedis: 'up',
    });
    expect((await client.get('/health/live')).body).toEqual({ status: 'live' });
    expect((await client.get('/metrics')).text).toMatch(/^outbox_lag_seconds 0$/m);
    expect((await client.get('/api/v1/skus')).status).toBe(404);
    await worker.close();
    await expect(client.get('/health/live')).rejects.toThrow('fetch failed');
  });
});

describe('readiness', () => {
  it('is over while the process stops or has no database', async () => {
    const other = await openShop();
    other.app.get(Readiness).drain();
    const draining = await other.anybody.get('/health/ready');
    expect([draining.status, draining.body.status]).toEqual([503, 'draining']);
    await other.close();

    const readiness = shop.app.get(Readiness);
    const source = shop.app.get(DataSource);
    const query = source.query.bind(source);
    source.query = () => Promise.reject(new Error('away'));
    const away = await readiness.look();
    source.query = query;
    expect(away).toEqual({
      status: 'database-away',
      database: 'down',
      redis: 'up',
      cartRedis: 'up',
    });
  });
});
