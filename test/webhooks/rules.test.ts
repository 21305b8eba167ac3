import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../config/settings.js';
import { plusMs } from '../../src/kernel/clock.js';
import {
  afterCutOff,
  type EndpointHealth,
  endpointAfter,
  isCutOff,
  nextTryOf,
  type Outcome,
  outcomeOf,
} from '../../src/webhooks/delivery/delivery-outcome.js';
import { mostUnderWay, type Pace } from '../../src/webhooks/delivery/endpoint-room.js';
import { Destinations, type Resolver } from '../../src/webhooks/endpoints/destinations.service.js';
import { envelopeOf } from '../../src/webhooks/delivery/envelope.js';
import { HttpPost } from '../../src/webhooks/delivery/http-post.service.js';
import { isPublicAddress } from '../../src/webhooks/endpoints/public-address.js';
import {
  afterFailure,
  gapAfterMs,
  type Health,
  isDead,
  MOST_ATTEMPTS,
} from '../../src/webhooks/delivery/retry-schedule.js';
import { newSecret, signedHeaders } from '../../src/webhooks/endpoints/signature.js';
import { openReceiver } from './receiver.js';

const HOUR = 3_600_000;
const NOW = new Date('2026-11-21T04:00:00Z');

describe('an IP address', () => {
  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '192.167.255.255',
    '198.17.255.255',
    '223.255.255.255',
    '2606:4700:4700::1111',
    '2400:3200::1',
    '2001:4860:4860::8888',
    '2a00::1',
  ])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each([
    ['unspecified', '0.0.0.0'],
    ['"this" network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['carrier-grade NAT', '100.127.255.255'],
    ['loopback', '127.0.0.1'],
    ['loopback', '127.255.255.254'],
    ['link-local, cloud metadata', '169.254.169.254'],
    ['protocol assignments', '192.0.0.170'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.1'],
    ['documentation', '203.0.113.1'],
    ['benchmarks', '198.18.0.1'],
    ['benchmarks', '198.19.255.255'],
    ['6to4 relays', '192.88.99.1'],
    ['multicast', '224.0.0.1'],
    ['multicast', '239.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped loopback in hex', '::ffff:7f00:1'],
    ['mapped private', '::ffff:10.0.0.1'],
    ['mapped public', '::ffff:8.8.8.8'],
    ['compatible', '::127.0.0.1'],
    ['NAT64 of loopback', '64:ff9b::7f00:1'],
    ['NAT64, local', '64:ff9b:1::1'],
    ['discard', '100::1'],
    ['unique local', 'fc00::1'],
    ['unique local', 'fd12:3456::1'],
    ['link-local', 'fe80::1'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['documentation', '2001:db8::1'],
    ['documentation', '3fff::1'],
    ['Teredo', '2001:0:53aa:64c::1'],
    ['6to4 of loopback', '2002:7f00:1::'],
    ['no address', 'localhost'],
    ['no address', ''],
  ])('of %s, %s, is not', (_name, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

function destinations(resolver: Resolver, env: Record<string, string> = {}): Destinations {
  return new Destinations(readSettings(env).webhooks, resolver);
}

const nobody: Resolver = () => Promise.reject(new Error('ENOTFOUND'));
const resolvesTo =
  (...addresses: string[]): Resolver =>
  () =>
    Promise.resolve(
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('an address of a webhook', () => {
  it.each<[string, string, Resolver]>([
    ['no address', 'erp', nobody],
    ['another scheme', 'ftp://erp.example.com/', nobody],
    ['a file', 'file:///etc/passwd', nobody],
    ['no TLS', 'http://erp.example.com/', resolvesTo('8.8.8.8')],
    ['a password', 'https://me:secret@erp.example.com/', resolvesTo('8.8.8.8')],
    ['a fragment', 'https://erp.example.com/#x', resolvesTo('8.8.8.8')],
    ['another port', 'https://erp.example.com:8443/', resolvesTo('8.8.8.8')],
    ['another port of a public address', 'https://8.8.8.8:22/', nobody],
    ['port 0', 'https://8.8.8.8:0/', nobody],
    ['loopback', 'https://127.0.0.1/', nobody],
    ['loopback in one number', 'https://2130706433/', nobody],
    ['loopback in hex', 'https://0x7f.1/', nobody],
    ['loopback in octal', 'https://0177.0.0.1/', nobody],
    ['loopback in wide digits', 'https://１２７.0.0.1/', nobody],
    ['IPv6 loopback', 'https://[::1]/', nobody],
    ['mapped loopback', 'https://[::ffff:127.0.0.1]/', nobody],
    ['cloud metadata', 'https://169.254.169.254/latest/meta-data', nobody],
    ['a name of loopback', 'https://localhost/', resolvesTo('127.0.0.1', '::1')],
    ['a name of a private host', 'https://intranet.example.com/', resolvesTo('10.1.2.3')],
    [
      'a name with one private address among public ones',
      'https://both.example.com/',
      resolvesTo('8.8.8.8', '192.168.0.1'),
    ],
  ])('is refused with %s', async (_name, url, resolver) => {
    await expect(destinations(resolver).check(url)).rejects.toMatchObject({
      kind: 'unprocessable',
      slug: 'webhook-address-refused',
    });
  });

  it.each<[string, string, Resolver, string]>([
    [
      'a public name',
      'https://ERP.example.com/hooks',
      resolvesTo('8.8.8.8'),
      'https://erp.example.com/hooks',
    ],
    ['a public address', 'https://8.8.8.8/', nobody, 'https://8.8.8.8/'],
    ['one with port 443', 'https://8.8.8.8:443/', nobody, 'https://8.8.8.8/'],
    ['one with port 80', 'https://8.8.8.8:80/', nobody, 'https://8.8.8.8:80/'],
    [
      'a name that is not known yet',
      'https://soon.example.com',
      nobody,
      'https://soon.example.com/',
    ],
  ])('may be %s', async (_name, url, resolver, stored) => {
    expect(await destinations(resolver).check(url)).toBe(stored);
  });

  it('may have the ports that are configured, beside 80 and 443', async () => {
    const guarded = destinations(nobody, { WEBHOOK_PORTS: '8443, 9443' });
    for (const port of ['', ':80', ':8443', ':9443']) {
      expect(await guarded.check(`https://8.8.8.8${port}/`)).toBe(`https://8.8.8.8${port}/`);
    }
    await expect(guarded.check('https://8.8.8.8:8080/')).rejects.toMatchObject({
      slug: 'webhook-address-refused',
      message: expect.stringMatching(/port/) as unknown,
    });
  });

  it('may be private and without TLS where that is configured, but never hold a password', async () => {
    const inside = destinations(nobody, { WEBHOOK_ALLOW_PRIVATE: 'true' });
    expect(await inside.check('http://10.0.0.7:8080/hook')).toBe('http://10.0.0.7:8080/hook');
    await expect(inside.check('http://a:b@10.0.0.7/')).rejects.toMatchObject({
      slug: 'webhook-address-refused',
    });
  });
});

describe('a connection', () => {
  it('is refused when the name leads elsewhere than when it was checked', async () => {
    const receiver = await openReceiver();
    const port = new URL(receiver.url).port;
    const answers = ['8.8.8.8', '127.0.0.1'];
    const rebinding: Resolver = () => resolvesTo(answers.shift() ?? '127.0.0.1')('');
    const env = { WEBHOOK_PORTS: port };
    const guarded = destinations(rebinding, env);
    await guarded.check(`https://rebind.example.com:${port}/`);
    const post = new HttpPost(readSettings(env).webhooks, guarded);
    const answered = await post.send(`https://rebind.example.com:${port}/`, {}, '{}');
    await receiver.close();
    expect(answered).toMatchObject({ status: null, error: 'address refused' });
    expect(receiver.received).toEqual([]);
  });

  it('is made where private addresses are allowed, by name too', async () => {
    const receiver = await openReceiver();
    const { webhooks } = readSettings({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    const post = new HttpPost(webhooks, new Destinations(webhooks, resolvesTo('127.0.0.1')));
    const byName = receiver.url.replace('127.0.0.1', 'erp.example.com');
    const answered = await post.send(byName, {}, '{"a":1}');
    await receiver.close();
    expect(answered).toMatchObject({ status: 204, error: null });
    expect(receiver.received).toMatchObject([{ path: '/hook', body: { a: 1 } }]);
  });

  it.each(['https://127.0.0.1:1/', 'https://[::1]:1/', 'http://8.8.8.8/', 'https://8.8.8.8:8443/'])(
    'to %s is not even tried',
    async (url) => {
      const post = new HttpPost(readSettings({}).webhooks, destinations(nobody));
      expect(await post.send(url, {}, '{}')).toMatchObject({
        status: null,
        error: 'address refused',
      });
    },
  );

  it('ends after the configured time, whether the answer has begun or not', async () => {
    const receiver = await openReceiver();
    const within = (timeoutMs: string) => {
      const { webhooks } = readSettings({
        WEBHOOK_ALLOW_PRIVATE: 'true',
        WEBHOOK_TIMEOUT_MS: timeoutMs,
      });
      return new HttpPost(webhooks, new Destinations(webhooks, nobody));
    };
    receiver.answer(() => null);
    const silence = await within('100').send(receiver.url, {}, '{}');
    receiver.answer(() => ({ status: 200, body: 'one moment', endless: true }));
    // Time enough for an answer to begin, on however slow a machine.
    const begun = await within('3000').send(receiver.url, {}, '{}');
    await receiver.close();
    expect(silence).toMatchObject({ status: null, error: 'no answer in time' });
    expect(begun).toMatchObject({ status: 200, answer: 'one moment' });
    expect(Math.max(silence.ms, begun.ms)).toBeLessThan(60_000);
  });

  it('keeps the beginning of an answer, and follows no redirect', async () => {
    const receiver = await openReceiver();
    const { webhooks } = readSettings({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    const post = new HttpPost(webhooks, new Destinations(webhooks, nobody));
    receiver.answer(() => ({
      status: 302,
      headers: { location: '/else' },
      body: '账'.repeat(5_000),
    }));
    const answered = await post.send(receiver.url, {}, '{}');
    await receiver.close();
    expect(answered.status).toBe(302);
    expect(answered.answer).toBe('账'.repeat(500));
    expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
  });

  it('ends when the receiver changes to another protocol instead of answering', async () => {
    const server = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', () => {
          socket.write(
            'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
          );
        });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const { webhooks } = readSettings({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    const post = new HttpPost(webhooks, new Destinations(webhooks, nobody));
    const answered = await post.send(`http://127.0.0.1:${port}/`, {}, '{}');
    server.close();
    expect(answered).toMatchObject({ status: null, error: expect.stringContaining('closed') });
  });

  it('keeps its connection for the next one, and is sent by a new one when that has ended', async () => {
    let connections = 0;
    const server = createHttpServer((_request, response) => void response.writeHead(204).end());
    server.on('connection', () => (connections += 1));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const { webhooks } = readSettings({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    const post = new HttpPost(webhooks, new Destinations(webhooks, nobody));
    const send = () => post.send(`http://127.0.0.1:${port}/`, { 'content-length': '2' }, '{}');
    expect([(await send()).status, (await send()).status, connections]).toEqual([204, 204, 1]);
    const ended = Array.from({ length: 3 }, send);
    server.closeIdleConnections();
    expect((await Promise.all(ended)).map(({ status }) => status)).toEqual([204, 204, 204]);
    server.closeAllConnections();
    expect((await send()).status).toBe(204);
    server.close();
    server.closeAllConnections();
  });

  it('is sent once more when a kept connection is cut without an answer', async () => {
    const seen: string[] = [];
    const server = createServer((socket) => {
      let requests = 0;
      socket
        .on('error', () => undefined)
        .on('data', (data) => {
          seen.push(String(data).split('\r\n')[0] ?? '');
          requests += 1;
          if (requests > 1) socket.destroy();
          else socket.write('HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n');
        });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const { webhooks } = readSettings({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    const post = new HttpPost(webhooks, new Destinations(webhooks, nobody));
    const send = (path: string) => post.send(`http://127.0.0.1:${port}/${path}`, {}, '{}');
    expect((await send('a')).status).toBe(204);
    expect((await send('b')).status).toBe(204);
    server.close();
    expect(seen.filter((line) => line.startsWith('POST'))).toEqual([
      'POST /a HTTP/1.1',
      'POST /b HTTP/1.1',
      'POST /b HTTP/1.1',
    ]);
  });

  it('says why there was none', async () => {
    const { webhooks } = readSettings({ WEBHOOK_ALLOW_PRIVATE: 'true' });
    const post = new HttpPost(webhooks, new Destinations(webhooks, nobody));
    const answered = await post.send('http://127.0.0.1:1/', {}, '{}');
    expect(answered).toMatchObject({
      status: null,
      error: expect.stringContaining('ECONNREFUSED'),
    });
  });
});

describe('the schedule of tries', () => {
  it('has growing gaps over about three days', () => {
    const gaps = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, i) => gapAfterMs(i + 1, 0) ?? 0);
    expect(gaps[0]).toBe(5_000);
    expect(gaps).toEqual(gaps.toSorted((one, other) => one - other));
    const total = gaps.reduce((sum, gap) => sum + gap, 0);
    expect(total / HOUR).toBeGreaterThan(72);
    expect(total / HOUR).toBeLessThan(96);
    expect(gapAfterMs(MOST_ATTEMPTS, 0)).toBeNull();
  });

  it('spreads them by up to a fifth', () => {
    expect(gapAfterMs(1, 0.5)).toBe(5_500);
    expect(gapAfterMs(1, 0.999_999)).toBe(6_000);
  });

  it.each<[string, Health, boolean]>([
    ['never failed', { failures: 0, failingSince: null }, false],
    ['failed often in an hour', { failures: 500, failingSince: plusMs(NOW, -HOUR) }, false],
    ['failed seldom for a week', { failures: 9, failingSince: plusMs(NOW, -168 * HOUR) }, false],
    ['failed often for three days', { failures: 10, failingSince: plusMs(NOW, -72 * HOUR) }, true],
  ])('an endpoint that %s', (_name, health, dead) => {
    expect(isDead(health, NOW)).toBe(dead);
  });

  it('remembers the first failure', () => {
    const first = afterFailure({ failures: 0, failingSince: null }, NOW);
    expect(afterFailure(first, plusMs(NOW, HOUR))).toEqual({ failures: 2, failingSince: NOW });
  });
});

describe('what follows a try', () => {
  const well: Health = { failures: 0, failingSince: null };
  const dying: Health = { failures: 30, failingSince: plusMs(NOW, -73 * HOUR) };
  const answered = (status: number | null) => ({ status, error: null, answer: '', ms: 1 });

  it.each<[string, number | null, number, Health, object]>([
    ['200', 200, 1, well, { kind: 'delivered' }],
    ['204 after failures', 204, 5, dying, { kind: 'delivered' }],
    ['a redirect', 302, 1, well, { kind: 'retry', at: plusMs(NOW, 5_000) }],
    ['an error', 500, 2, well, { kind: 'retry', at: plusMs(NOW, 300_000) }],
    ['silence', null, 1, well, { kind: 'retry', health: { failures: 1, failingSince: NOW } }],
    ['the last try, of one event alone', 400, 10, well, { kind: 'given-up' }],
    ['the last try, of a dead endpoint', 500, 10, dying, { kind: 'pause', reason: 'failing' }],
    ['any try, of a dead endpoint', 500, 3, dying, { kind: 'pause', reason: 'failing' }],
    ['410', 410, 1, well, { kind: 'pause', reason: 'gone' }],
  ])('%s', (_name, status, attempts, health, outcome) => {
    expect(outcomeOf(answered(status), attempts, health, NOW, 0)).toMatchObject(outcome);
  });
});

describe('an endpoint after a try', () => {
  const was: EndpointHealth = {
    state: 'ACTIVE',
    pauseReason: null,
    pausedAt: null,
    failures: 2,
    failingSince: plusMs(NOW, -HOUR),
  };
  const health: Health = { failures: 3, failingSince: was.failingSince };
  const well = { failures: 0, failingSince: null };
  const paused = {
    state: 'PAUSED',
    pauseReason: 'operator',
    pausedAt: plusMs(NOW, -HOUR),
  } as const;
  const at = plusMs(NOW, 5_000);

  it.each<[string, EndpointHealth, Outcome, Partial<EndpointHealth>, object]>([
    ['taken', was, { kind: 'delivered' }, well, { next: 'DELIVERED', counts: true }],
    ['refused', was, { kind: 'retry', health, at }, health, { next: at, counts: true }],
    ['given up', was, { kind: 'given-up', health }, health, { next: 'FAILED', counts: true }],
    ['our own fault', was, { kind: 'cut-off', at }, {}, { next: at, counts: false }],
    [
      'dead',
      was,
      { kind: 'pause', health, reason: 'failing' },
      { ...health, state: 'PAUSED', pauseReason: 'failing', pausedAt: NOW },
      { next: NOW, counts: true },
    ],
    [
      'gone while an operator had paused it',
      { ...was, ...paused },
      { kind: 'pause', health, reason: 'gone' },
      health,
      { next: NOW, counts: true },
    ],
  ])('that was %s', (_name, before, outcome, changed, next) => {
    expect(endpointAfter(before, outcome, NOW)).toEqual({ ...before, ...changed });
    expect(nextTryOf(outcome, NOW)).toEqual(next);
  });
});

describe('the deliveries to an endpoint that are under way', () => {
  it.each<[string, Pace, number]>([
    ['of which nothing is known', { failures: 0, answerMs: null }, 8],
    ['that answers at once', { failures: 0, answerMs: 500 }, 32],
    ['that is slow', { failures: 0, answerMs: 501 }, 4],
    ['that fails, however quickly', { failures: 1, answerMs: 1 }, 1],
  ])('are limited for one %s', (_name, pace, most) => {
    expect(mostUnderWay(pace)).toBe(most);
  });
});

describe('the signature', () => {
  it('is that of the example of Standard Webhooks', () => {
    // From the specification's own test vector.
    const message = {
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      at: new Date(1_614_265_330_000),
      body: '{"test": 2432232314}',
    };
    expect(signedHeaders(message, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])).toEqual({
      'webhook-id': message.id,
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('comes once for each secret', () => {
    const secrets = [newSecret(), newSecret()];
    const headers = signedHeaders({ id: 'E1', at: NOW, body: '{}' }, secrets);
    const signatures = String(headers['webhook-signature']).split(' ');
    expect(signatures).toHaveLength(2);
    expect(new Set(signatures).size).toBe(2);
  });

  it('is verified by the lines of the guide for receivers', async () => {
    const guide = readFileSync('docs/webhooks.md', 'utf8');
    const code = /```js\n([^`]+(?:`[^`]+`[^`]+)*)```/.exec(guide)?.[1] ?? '';
    const { isGenuine } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const [secret, body] = [newSecret(), '{"账":1}'];
    const headers = signedHeaders({ id: 'E1', at: NOW, body }, [newSecret(), secret]);
    const nowSeconds = NOW.getTime() / 1_000;
    expect(isGenuine(headers, body, secret, nowSeconds)).toBe(true);
    expect(isGenuine(headers, body, secret, nowSeconds + 301)).toBe(false);
    expect(isGenuine(headers, `${body} `, secret, nowSeconds)).toBe(false);
    expect(isGenuine(headers, body, newSecret(), nowSeconds)).toBe(false);
  });

  it('has keys of 32 bytes', () => {
    const secret = newSecret();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(newSecret()).not.toBe(secret);
  });
});

const DATA = {
  orderNo: '1',
  payable: '209.00',
  paidAt: '2026-11-21T12:00:00+08:00',
  revived: false,
};

describe('the envelope', () => {
  it('is the event, without what it lacks', () => {
    const event = {
      id: 'E1',
      type: 'order.paid' as const,
      occurredAt: NOW,
      orderId: '7',
      paymentId: null,
      version: 1,
      data: DATA,
    };
    expect(JSON.parse(envelopeOf(event))).toEqual({
      id: 'E1',
      type: 'order.paid',
      occurredAt: '2026-11-21T12:00:00+08:00',
      orderId: '7',
      version: 1,
      data: DATA,
    });
    expect(JSON.parse(envelopeOf({ ...event, paymentId: '41' }))).toMatchObject({
      paymentId: '41',
    });
  });
});

describe('a try that failed by our own fault', () => {
  const TIMEOUT = 10_000;
  it.each([
    ['no network', { status: null, error: 'ENETUNREACH connect', ms: 3 }, true],
    ['no name server', { status: null, error: 'EAI_AGAIN getaddrinfo x', ms: 3 }, true],
    ['no file left', { status: null, error: 'EMFILE connect', ms: 3 }, true],
    ['a process that stood still', { status: null, error: 'no answer in time', ms: 60_000 }, true],
    ['a silent receiver', { status: null, error: 'no answer in time', ms: 10_100 }, false],
    ['a receiver that refuses', { status: null, error: 'ECONNREFUSED connect', ms: 3 }, false],
    ['a name that is not', { status: null, error: 'ENOTFOUND getaddrinfo x', ms: 3 }, false],
    ['a slow answer', { status: 500, error: null, ms: 60_000 }, false],
  ])('is told from others: %s', (_, answered, expected) => {
    expect(isCutOff({ ...answered, answer: '' }, TIMEOUT)).toBe(expected);
  });

  it('is made again soon for a day, and then counts as the receiver’s', () => {
    expect(afterCutOff(NOW, NOW, 0)).toEqual({ kind: 'cut-off', at: plusMs(NOW, 15_000) });
    expect(afterCutOff(plusMs(NOW, -24 * HOUR), NOW, 0)).not.toBeNull();
    expect(afterCutOff(plusMs(NOW, -24 * HOUR - 1), NOW, 0)).toBeNull();
  });
});
