import { expect, it } from '@jest/globals';
import { welcomeLines } from '../../scripts/lib/welcome.mjs';

const facts = {
  env: { NODE_ENV: 'development', PUBLIC_URL: 'http://127.0.0.1:4000' },
  apiUrl: 'http://127.0.0.1:4000',
  simulatorUrl: 'http://127.0.0.1:4100',
  hasShop: true,
  hasConsole: true,
  demo: {
    username: 'demo',
    operator: 'operator',
    staff: ['finance', 'viewer'],
    password: 'a password',
  },
  curl: 'curl …',
};
const gateway = 'https://gateway.example/gateway.do';

const said = (changes: object) => welcomeLines({ ...facts, ...changes }).join('\n');

it('names the shop, the docs, the simulator and the demo users', () => {
  expect(said({})).toContain('http://127.0.0.1:4000/demo');
  expect(said({})).toContain('http://127.0.0.1:4000/console');
  expect(said({})).toContain('http://127.0.0.1:4000/docs');
  expect(said({})).toContain('http://127.0.0.1:4100/');
  expect(said({})).toContain('demo (customer) or operator (admin), password a password');
  expect(said({})).toContain('finance, viewer, same password');
  expect(said({})).toContain('curl …');
  expect(said({})).not.toContain('cannot reach');
  expect(said({})).toContain('npm run demo-data');
  expect(said({ hasShop: false })).not.toContain('/demo');
  expect(said({ hasConsole: false })).not.toContain('/console');
});

it('says that another gateway cannot reach an address of this machine', () => {
  const env = { ...facts.env, ALIPAY_GATEWAY: gateway };
  expect(said({ env, simulatorUrl: undefined })).toContain(gateway);
  expect(said({ env, simulatorUrl: undefined })).not.toContain('npm run demo-data');
  expect(said({ env, simulatorUrl: undefined })).toContain('Alipay cannot reach PUBLIC_URL');
  const here = { ...env, ALIPAY_GATEWAY: 'http://127.0.0.1:4100/gateway.do' };
  expect(said({ env: here, simulatorUrl: undefined })).not.toContain('cannot reach');
});

it('says nothing of it when the address is public, and nothing of demo users in production', () => {
  const env = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://shop.example',
    ALIPAY_GATEWAY: gateway,
  };
  expect(said({ env, simulatorUrl: undefined })).not.toContain('cannot reach');
  expect(said({ env, simulatorUrl: undefined })).not.toContain('a password');
});
