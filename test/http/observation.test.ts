import { Controller, Get, Param } from '@nestjs/common';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Metrics } from '../../src/http/health/metrics.service.js';
import { until } from '../support/until.js';
import { type FakeApi, FakeController, startFakeApi } from './fake-api.js';

@Controller('shop')
class ShopController {
  @Get(':orderNo')
  read(@Param('orderNo') orderNo: string): unknown {
    return { orderNo };
  }
}

let api: FakeApi;
beforeAll(async () => {
  api = await startFakeApi([FakeController, ShopController]);
});
afterAll(() => api.app.close());

const lineOf = (requestId: string) =>
  until('the request is logged', () => api.lines.find((line) => line['requestId'] === requestId));

describe('a request id', () => {
  it('is taken from the client', async () => {
    const answer = await api.client.get('/shop/1', { headers: { 'x-request-id': 'client-0001' } });
    expect(answer.headers.get('x-request-id')).toBe('client-0001');
  });

  it.each(['short', 'with blanks in it', 'x'.repeat(65), '"},{"level":'])(
    'of another form is replaced: %s',
    async (id) => {
      const answer = await api.client.get('/shop/1', { headers: { 'x-request-id': id } });
      expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    },
  );
});

describe('the log', () => {
  it('has one line a request: id, order number, route, status, without the query', async () => {
    const id = 'log-line-of-order';
    const headers = { 'x-request-id': id, authorization: 'Bearer s3cret', cookie: 's3cret' };
    await api.client.get('/shop/777?sign=s3cret&buyer_id=2088', { headers });
    const line = await lineOf(id);
    expect(line).toMatchObject({
      level: 'info',
      process: 'test',
      route: '/shop/:orderNo',
      status: 200,
      req: { method: 'GET', path: '/shop/777', orderNo: '777' },
      msg: 'request answered',
    });
    expect(JSON.stringify(line)).not.toMatch(/s3cret|2088/);
    expect(api.lines.filter((one) => one['requestId'] === id)).toHaveLength(1);
  });

  it('warns of our own failures', async () => {
    const headers = { 'x-request-id': 'log-line-of-503' };
    await api.client.get('/fake/throw?what=unavailable', { headers });
    expect(await lineOf('log-line-of-503')).toMatchObject({ level: 'warn', status: 503 });
  });

  it('blots out secrets that a handler logs', async () => {
    await api.client.get('/fake/throw?what=conflict');
    const line = api.lines.find((one) => one['msg'] === 'about to throw');
    expect(line).toMatchObject({ password: '[hidden]', orderNo: '1', context: 'Fake' });
  });

  it("does not tell Nest's every module", () => {
    expect(api.lines.filter((line) => line['context'] === 'InstanceLoader')).toEqual([]);
  });
});

describe('figures', () => {
  it('count and time requests by route, not by address', async () => {
    await Promise.all(['/shop/1', '/shop/2', '/shop/3/'].map((path) => api.client.get(path)));
    await api.client.get('/no/such/page');
    const { body } = await api.app.get(Metrics).text();
    expect(body).toMatch(
      /http_requests_total\{method="GET",route="\/shop\/:orderNo",status="200"\} \d+/,
    );
    expect(body).toMatch(/http_requests_total\{method="GET",route="none",status="404"\} 1/);
    expect(body).toMatch(/http_request_duration_seconds_bucket\{le="0.001",method="GET",route=/);
    expect(body).not.toContain('/shop/1');
  });

  it('are read when they are asked for, and left out when that fails', async () => {
    const metrics = new Metrics();
    let waiting = 3;
    metrics.gauge('waiting', 'Waiting', ['kind'], () => [
      { labels: { kind: 'a' }, value: waiting },
    ]);
    metrics.gauge('lost', 'Lost', [], () => {
      throw new Error('the database is away');
    });
    metrics.gauge('gone', 'Gone', [], () => Promise.reject(new Error('away')));
    expect((await metrics.text()).body).toContain('waiting{kind="a"} 3');
    waiting = 4;
    const { body } = await metrics.text();
    expect(body).toContain('waiting{kind="a"} 4');
    expect(body).not.toMatch(/^(lost|gone) \d/m);
  });

  it('are read once for all who ask at the same time, and again for the next', async () => {
    const metrics = new Metrics();
    let reads = 0;
    metrics.gauge('read', 'Reads', [], () => {
      reads += 1;
      return Promise.resolve([{ labels: {}, value: reads }]);
    });
    const crowd = await Promise.all(Array.from({ length: 5 }, () => metrics.text()));
    expect(crowd.every(({ body }) => body.includes('read 1'))).toBe(true);
    expect((await metrics.text()).body).toContain('read 2');
  });
});

describe('headers', () => {
  it('forbid what a page of ours does not need, and name no software', async () => {
    const { headers } = await api.client.get('/shop/1');
    expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['https://evil.example', null],
  ])('let pages of named origins in: %s', async (origin, allowed) => {
    const other = await startFakeApi([ShopController], { CORS_ORIGINS: 'https://shop.example' });
    const answer = await other.client.get('/shop/1', { headers: { origin } });
    expect(answer.headers.get('access-control-allow-origin')).toBe(allowed);
    await other.app.close();
  });
});
