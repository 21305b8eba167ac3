import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from '../support/client.js';
import { type Process, startApi } from '../support/processes.js';
import { freePort } from '../support/ports.js';
import { environmentOf, openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const SESSIONS = '/api/v1/auth/sessions';
const PASSWORD = 'a long password';
const LAST = 'the-last-of-the-requests';

let shop: Shop;
let api: Process;
let anybody: Client;

beforeAll(async () => {
  shop = await openShop();
  await shop.operator();
  const { database, simulator, keys } = shop;
  const port = await freePort();
  const more = { LOG_LEVEL: 'debug' };
  const { gatewayUrl } = simulator;
  const env = environmentOf({ port, databaseUrl: database.url, gatewayUrl, keys, more });
  api = await startApi(env);
  anybody = new Client(env['PUBLIC_URL'] ?? '');
});

afterAll(async () => {
  await api?.kill();
  await shop.close();
});

it('no log line holds the cookie or the CSRF token of a session, nor a password', async () => {
  const made = await anybody.post(SESSIONS, { username: 'test-operator', password: PASSWORD });
  expect(made.status).toBe(201);
  const [cookie = ''] = made.headers.getSetCookie().map((one) => one.split(';', 1)[0] ?? '');
  const browser = anybody.with({ cookie });
  const csrf = { 'x-csrf-token': String(made.body.csrfToken) };
  const person = { username: 'new-person', role: 'viewer', password: 'their first word' };
  expect((await browser.post('/api/v1/people', person, csrf)).status).toBe(201);
  expect((await browser.post('/api/v1/people', person, csrf)).status).toBe(409);
  expect((await browser.post('/api/v1/people', person)).status).toBe(403);
  expect((await browser.get(`/no/such?at=${made.body.csrfToken}`)).status).toBe(404);
  await browser.get('/api/v1/people', { headers: { 'x-request-id': LAST } });
  await until('the last request is logged', () => api.output().includes(LAST));
  const log = api.output();
  const secret = cookie.split('=')[1] ?? '';
  expect(secret).toHaveLength(43);
  const secrets = [secret, made.body.csrfToken, PASSWORD, person.password];
  for (const one of secrets) expect(log).not.toContain(one);
});
