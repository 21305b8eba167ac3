import { describe, expect, it } from '@jest/globals';
import { needsSimulator, startSettings } from '../../scripts/lib/start-settings.mjs';

const facts = {
  ports: { api: 4000, simulator: 4100, worker: 4200 },
  servers: {
    database: 'mysql://u:p@127.0.0.1:1/alipay_checkout',
    redis: 'redis://127.0.0.1:2',
    ways: { redis: 'program' },
  },
  jwtSecret: 'a'.repeat(64),
};

describe('startSettings', () => {
  it('makes up what a development process needs', () => {
    expect(startSettings({ ...facts, env: {} })).toMatchObject({
      NODE_ENV: 'development',
      PORT: '4000',
      WORKER_PORT: '4200',
      PUBLIC_URL: 'http://127.0.0.1:4000',
      ALIPAY_GATEWAY: 'http://127.0.0.1:4100/gateway.do',
      REDIS_URL: 'redis://127.0.0.1:2/0',
      CART_REDIS_URL: 'redis://127.0.0.1:2/1',
      JWT_SECRET: facts.jwtSecret,
      SIMULATOR_LEDGER_FILE: '.data/simulator-ledger.jsonl',
    });
  });

  it('lets what is set win, and takes an empty variable for one that is not set', () => {
    const env = { PUBLIC_URL: 'https://shop.example', ALIPAY_APP_ID: '' };
    const settings = startSettings({ ...facts, env });
    expect(settings.PUBLIC_URL).toBe('https://shop.example');
    expect(settings.ALIPAY_APP_ID).toBe('9021000000000001');
  });

  it('assumes no seller at another gateway', () => {
    const env = { ALIPAY_GATEWAY: 'https://openapi.alipay.com/gateway.do' };
    expect(startSettings({ ...facts, env })).not.toHaveProperty('ALIPAY_SELLER_ID');
  });

  it('makes up no secret and no key for production', () => {
    const settings = startSettings({ ...facts, env: { NODE_ENV: 'production' } });
    expect(settings).not.toHaveProperty('JWT_SECRET');
    expect(settings).not.toHaveProperty('ALIPAY_PRIVATE_KEY_FILE');
  });

  it('leaves a given Redis as it was given', () => {
    const servers = { ...facts.servers, redis: 'redis://there:6379/7', ways: { redis: 'given' } };
    const settings = startSettings({ ...facts, servers, env: {} });
    expect(settings.REDIS_URL).toBe('redis://there:6379/7');
    expect(settings).not.toHaveProperty('CART_REDIS_URL');
  });
});

describe('needsSimulator', () => {
  const sandbox = 'https://openapi-sandbox.dl.alipaydev.com/gateway.do';

  it('plays Alipay unless another gateway is named', () => {
    expect(needsSimulator({})).toBe(true);
    expect(needsSimulator({ ALIPAY_GATEWAY: 'http://127.0.0.1:9/gateway.do' })).toBe(false);
  });

  it('refuses a real gateway without the application and its key', () => {
    expect(() => needsSimulator({ ALIPAY_GATEWAY: sandbox, ALIPAY_APP_ID: '1' })).toThrow(
      'ALIPAY_PRIVATE_KEY_FILE',
    );
    const env = { ALIPAY_GATEWAY: sandbox, ALIPAY_APP_ID: '1', ALIPAY_PRIVATE_KEY_FILE: 'k' };
    expect(needsSimulator(env)).toBe(false);
  });
});
