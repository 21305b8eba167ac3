import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, UseGuards } from '@nestjs/common';
import { AppConfig } from '../../config/app.config.js';
import { EnvReader } from '../../config/env-reader.js';
import { isFromThisMachine } from '../../src/http/local-request.js';
import { MetricsGuard } from '../../src/http/health/metrics.guard.js';
import { type FakeApi, startFakeApi } from './fake-api.js';

const TOKEN = 'a-token-of-the-figures';
const guardOf = (env: Record<string, string>) =>
  new MetricsGuard(new AppConfig(new EnvReader(env)));

@Controller()
class FiguresController {
  @Get('development')
  @UseGuards(guardOf({ NODE_ENV: 'development' }))
  development(): string {
    return 'figures';
  }

  @Get('production')
  @UseGuards(guardOf({ NODE_ENV: 'production' }))
  production(): string {
    return 'figures';
  }

  @Get('token')
  @UseGuards(guardOf({ NODE_ENV: 'production', METRICS_TOKEN: TOKEN }))
  token(): string {
    return 'figures';
  }
}

let api: FakeApi;
beforeAll(async () => {
  // One proxy is trusted, so an X-Forwarded-For that names nobody is taken out of the parsed headers.
  api = await startFakeApi([FiguresController], { TRUST_PROXY: '1' });
});
afterAll(() => api.app.close());

/** `fetch` chooses the Host header itself. */
async function statusOf(path: string, headers: Record<string, string> = {}): Promise<number> {
  const asked = request({ host: '127.0.0.1', port: api.port, path, headers, agent: false });
  asked.end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  return answer.statusCode ?? 0;
}

describe('figures without a token', () => {
  const asProxy = { host: 'shop.example', 'x-forwarded-for': '203.0.113.8' };

  it('are open in development', async () => {
    expect(await statusOf('/development', asProxy)).toBe(200);
  });

  it('are told in production to who asks on the machine itself', async () => {
    expect(await statusOf('/production')).toBe(200);
    expect(await statusOf('/production', { host: `localhost:${api.port}` })).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ['a proxy on the machine', asProxy],
    ['one that passes no Host on', { 'x-forwarded-for': '203.0.113.8' }],
    ['one that does not know the client', { 'x-forwarded-for': 'unknown' }],
    ['one with an empty list', { 'x-forwarded-for': '' }],
    ['one that says itself alone', { via: '1.1 proxy' }],
    ['another name of the machine', { host: 'rebound.example' }],
  ])('are not told in production through %s', async (_, headers) => {
    expect(await statusOf('/production', headers)).toBe(401);
  });
});

it('figures with a token want it on the machine itself, too', async () => {
  expect(await statusOf('/token')).toBe(401);
  expect(await statusOf('/token', { authorization: `Bearer ${TOKEN}` })).toBe(200);
});

describe('a request', () => {
  const host = ['Host', '127.0.0.1:3000'];

  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1'])(
    'from %s is from this machine',
    (address) => {
      expect(isFromThisMachine(address, host)).toBe(true);
    },
  );

  it.each([
    undefined,
    '',
    '10.0.0.7',
    '172.17.0.1',
    '::ffff:10.0.0.7',
    'fe80::1%eth0',
    '2400:3200::1',
    '128.0.0.1',
  ])('from %s is not', (address) => {
    expect(isFromThisMachine(address, host)).toBe(false);
  });

  it.each(['localhost', 'LOCALHOST:3000', '127.0.0.1', '127.1.2.3:80', '[::1]', '[::1]:3000'])(
    'to %s is from this machine',
    (name) => {
      expect(isFromThisMachine('127.0.0.1', ['host', name])).toBe(true);
    },
  );

  it.each([
    '',
    'shop.example',
    'localhost.example',
    '127.0.0.1.example',
    'a@127.0.0.1',
    '10.0.0.7',
    '[::2]',
  ])('to %j is not', (name) => {
    expect(isFromThisMachine('127.0.0.1', ['host', name])).toBe(false);
  });

  it.each([
    'Forwarded',
    'VIA',
    'X-Forwarded-For',
    'X-Forwarded-Host',
    'X-Forwarded-Proto',
    'X-Real-IP',
    'X-Client-IP',
    'X-Cluster-Client-IP',
    'X-Original-Forwarded-For',
    'X-Original-Host',
    'True-Client-IP',
    'CF-Connecting-IP',
    'Fastly-Client-IP',
    'Ali-CDN-Real-IP',
    'X-Envoy-External-Address',
  ])('with %s is not', (name) => {
    expect(isFromThisMachine('127.0.0.1', [...host, name, 'x'])).toBe(false);
  });

  it('is not without a Host or with two', () => {
    expect(isFromThisMachine('127.0.0.1', [])).toBe(false);
    expect(isFromThisMachine('127.0.0.1', [...host, 'Host', 'shop.example'])).toBe(false);
  });

  it('is with the headers of a scraper', () => {
    const more = ['User-Agent', 'Prometheus', 'Accept', 'text/plain', 'X-Request-Id', 'forwarded'];
    expect(isFromThisMachine('127.0.0.1', [...host, ...more])).toBe(true);
  });
});
