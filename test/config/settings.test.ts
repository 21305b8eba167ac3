import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { redisAddress } from '../../config/redis-address.js';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { serverOptions } from '../../src/database/redis-options.js';

const development = { NODE_ENV: 'test' };

describe('settings that are wrong', () => {
  it('are all named at once, without their values', () => {
    const wrong = {
      ...development,
      PORT: 'eighty-secret',
      DATABASE_POOL: '0',
      DATABASE_URL: 'postgres://root:secret@db/shop',
      FREIGHT: '10.001secret',
      METRICS_TOKEN: 'short',
    };
    const read = () => readSettings(wrong);
    const names = Object.keys(wrong).filter((name) => name !== 'NODE_ENV');
    for (const name of names) expect(read).toThrow(name);
    expect(read).not.toThrow('secret');
  });

  it.each(['0', '65536', '443;8443', '8443-8450', '-1', '8e3', '443,https'])(
    'include the ports %j of webhooks',
    (ports) => {
      const read = () => readSettings({ ...development, WEBHOOK_PORTS: ports });
      expect(read).toThrow('WEBHOOK_PORTS must be');
    },
  );

  it.each(['PUBLIC_URL', 'DADASHOP_RETURN_URL', 'MEIDUO_RETURN_URL', 'LUFFY_RETURN_URL'])(
    'include a %s with a query or a fragment, which would break the signature of a return',
    (name) => {
      for (const rest of ['?shop=1', '#/paid', '/?']) {
        const env = { ...development, [name]: `https://shop.example${rest}` };
        expect(() => readSettings(env)).toThrow(name);
      }
      const good = { ...development, [name]: 'https://shop.example/paid' };
      expect(() => readSettings(good)).not.toThrow();
    },
  );

  it('of production include what only development has defaults for', () => {
    const read = () => readSettings({ NODE_ENV: 'production' });
    for (const name of ['DATABASE_URL', 'REDIS_URL', 'JWT_SECRET', 'ALIPAY_APP_ID']) {
      expect(read).toThrow(`${name} must be set in production`);
    }
  });

  it.each(['production ', ' production', 'production\r'])(
    'of production include them however it is written: %j',
    (environment) => {
      const read = () => readSettings({ NODE_ENV: environment });
      expect(read).toThrow('JWT_SECRET must be set in production');
    },
  );

  it.each([
    ['REDIS_URL', 'redis://redis:6379/0?sentinel=shop'],
    ['REDIS_URL', 'redis://redis:6379/0#1'],
    ['CART_REDIS_URL', 'redis://redis:6379/1?db=3'],
  ])('include a %s with a query or fragment', (name, url) => {
    expect(() => readSettings({ ...development, [name]: url })).toThrow(`${name} must be without`);
  });

  it.each([
    ['DATABASE_URL', 'mysql://root:100%secret@db/shop'],
    ['REDIS_URL', 'redis://:100%secret@redis:6379/0'],
    ['CART_REDIS_URL', 'redis://:100%secret@redis:6379/1'],
  ])('include a %s with a password that cannot be decoded', (name, url) => {
    const read = () => readSettings({ ...development, [name]: url });
    expect(read).toThrow(name);
    expect(read).not.toThrow('secret');
    expect(() => readSettings({ ...development, [name]: url.replace('%', '%25') })).not.toThrow();
  });

  it.each([
    'https://shop.example/',
    'https://shop.example/cart',
    'https://Shop.example',
    'shop.example',
    'https://shop.example:443',
    '//shop.example',
  ])('include an origin that no browser sends: %s', (origin) => {
    const read = () =>
      readSettings({ ...development, CORS_ORIGINS: `http://127.0.0.1:8080,${origin}` });
    expect(read).toThrow('CORS_ORIGINS');
  });

  it.each([
    [undefined, '9999', true],
    [undefined, '10000', false],
    ['30000', '15000', true],
    ['0', '0', true],
  ])('%s ms to stop in, %s ms of them for saying so, are good: %s', (grace, drain, isGood) => {
    const read = () =>
      readSettings({ ...development, SHUTDOWN_GRACE_MS: grace, SHUTDOWN_DRAIN_MS: drain });
    if (isGood) expect(read().app.shutdownDrainMs).toBe(Number(drain));
    else expect(read).toThrow('SHUTDOWN_GRACE_MS must be longer than SHUTDOWN_DRAIN_MS');
  });

  it.each([
    ['5000', '5', false],
    ['5001', '5', true],
    ['10000', '10', false],
  ])('a statement limit of %s ms, with %s s for a lock, is good: %s', (limit, wait, isGood) => {
    const read = () =>
      readSettings({
        ...development,
        DATABASE_STATEMENT_TIMEOUT_MS: limit,
        DATABASE_LOCK_WAIT_SECONDS: wait,
      });
    if (isGood) expect(read().database.statementTimeoutMs).toBe(Number(limit));
    else expect(read).toThrow('must be longer than DATABASE_LOCK_WAIT_SECONDS');
  });

  it.each([
    ['10000', '10000', false],
    ['10000', '10001', true],
    ['600000', undefined, true],
  ])('a statement limit of %s ms, with %s ms of silence, is good: %s', (limit, silence, isGood) => {
    const read = () =>
      readSettings({
        ...development,
        DATABASE_STATEMENT_TIMEOUT_MS: limit,
        DATABASE_SILENCE_TIMEOUT_MS: silence,
      });
    if (isGood) expect(read().database.silenceTimeoutMs).toBeGreaterThan(Number(limit));
    else expect(read).toThrow('must be longer than DATABASE_STATEMENT_TIMEOUT_MS');
  });
});

describe('the seller that notifies must name', () => {
  it.each(['shop@example.com', '2088…', '2088 0000 0000 0001', '2088000000000001x'])(
    'is a number: %s would have every notify refused',
    (text) => {
      const read = () => readSettings({ ...development, ALIPAY_SELLER_ID: text });
      expect(read).toThrow('ALIPAY_SELLER_ID');
    },
  );

  it('need not be given', () => {
    expect(readSettings(development).alipay.sellerId).toBeNull();
    const given = { ...development, ALIPAY_SELLER_ID: '2088000000000001' };
    expect(readSettings(given).alipay.sellerId).toBe('2088000000000001');
  });
});

describe("the gateway's address", () => {
  it.each(['?charset=utf-8', '#', '?'])(
    'ends before %s: pay links put their query there',
    (rest) => {
      const ALIPAY_GATEWAY = `https://openapi.alipay.com/gateway.do${rest}`;
      expect(() => readSettings({ ...development, ALIPAY_GATEWAY })).toThrow('ALIPAY_GATEWAY');
    },
  );
});

describe('the last seconds in which an order gets no pay link', () => {
  it.each([
    ['1800', '1800', false],
    ['1800', '1799', true],
    ['120', undefined, true],
    [undefined, '3600', false],
  ])('of an order that lives %s s are %s s: good is %s', (life, last, isGood) => {
    const read = () =>
      readSettings({ ...development, ORDER_TTL_SECONDS: life, ORDER_LAST_LINK_SECONDS: last });
    if (isGood) expect(read().orders.lastLinkMs).toBeLessThan(read().orders.ttlMs);
    else expect(read).toThrow('ORDER_LAST_LINK_SECONDS must be shorter than ORDER_TTL_SECONDS');
  });
});

describe('proxies before the server', () => {
  it.each([
    [undefined, 0],
    ['false', 0],
    ['true', 1],
    ['2', 2],
  ])('%s: so many are believed: %d', (text, count) => {
    expect(readSettings({ ...development, TRUST_PROXY: text }).app.proxies).toBe(count);
  });

  it.each(['0', '-1', '1.5', '10', 'yes', 'constructor', '10.0.0.0/8'])('are not %s', (text) => {
    expect(() => readSettings({ ...development, TRUST_PROXY: text })).toThrow('TRUST_PROXY');
  });
});

describe('the origins whose pages may call', () => {
  it.each([
    [
      'https://shop.example,http://127.0.0.1:8080',
      ['https://shop.example', 'http://127.0.0.1:8080'],
    ],
    ['*', ['*']],
    ['capacitor://localhost', ['capacitor://localhost']],
    [undefined, []],
  ])('are %s', (text, origins) => {
    expect(readSettings({ ...development, CORS_ORIGINS: text }).app.corsOrigins).toEqual(origins);
  });
});

it('servers may have IPv6 addresses', () => {
  const { database, redis } = readSettings({
    ...development,
    DATABASE_URL: 'mysql://root@[fd00::1]:3306/shop',
    REDIS_URL: 'redis://[fd00::2]:6379/0',
  });
  expect(dataSourceOptions(database).host).toBe('fd00::1');
  expect(serverOptions(redisAddress(redis.url), redis)).toMatchObject({ host: 'fd00::2' });
});

describe('settings that are not given', () => {
  it('have their defaults, an empty one too', () => {
    expect(readSettings({ ...development, PORT: ' ' }).app.port).toBe(3000);
  });
});

describe('a secret that nobody has set', () => {
  const readIn = (folder: string, more: Readonly<Record<string, string>> = {}) =>
    readSettings({ DATA_DIR: folder, ...more });

  function inFolder(work: (folder: string) => void): void {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    try {
      work(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  it('is made at random and kept, whatever NODE_ENV was forgotten', () => {
    inFolder((one) => {
      const { auth, orders } = readIn(join(one, 'made'));
      expect(auth.jwtSecret).toMatch(/^[0-9a-f]{64}$/);
      expect(readIn(join(one, 'made')).auth.jwtSecret).toBe(auth.jwtSecret);
      expect(statSync(join(one, 'made', 'jwt-secret')).mode & 0o777).toBe(0o600);
      expect(readdirSync(join(one, 'made'))).toEqual(['jwt-secret']);
      inFolder((other) => {
        expect(readIn(other).auth.jwtSecret).not.toBe(auth.jwtSecret);
        expect(readIn(other).orders.quoteSecret).not.toBe(orders.quoteSecret);
      });
    });
  });

  it('is forgotten after a test', () => {
    const secrets = [1, 2].map(() => readSettings(development));
    expect(secrets[0]?.auth.jwtSecret).not.toBe(secrets[1]?.auth.jwtSecret);
    expect(secrets[0]?.orders.quoteSecret).not.toBe(secrets[1]?.orders.quoteSecret);
  });

  it('stops the start where it cannot be kept, or what was kept is too short', () => {
    inFolder((folder) => {
      writeFileSync(join(folder, 'file'), '');
      expect(() => readIn(join(folder, 'file'))).toThrow('JWT_SECRET must be set');
      writeFileSync(join(folder, 'jwt-secret'), 'short');
      expect(() => readIn(folder)).toThrow('JWT_SECRET must be set');
      expect(() => readIn(folder, { JWT_SECRET: 'x'.repeat(32) })).not.toThrow();
    });
  });

  it.each(['JWT_SECRET', 'QUOTE_SECRET'])('%s is refused when it is short', (name) => {
    expect(() => readSettings({ ...development, [name]: 'x'.repeat(31) })).toThrow(
      `${name} must have at least 32 bytes`,
    );
  });
});
