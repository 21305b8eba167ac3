import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';

const SESSIONS = '/api/v1/auth/sessions';
const PASSWORD = 'a long password';
const MINUTE = 60_000;

let shop: Shop;
let admin: Client;

beforeAll(async () => {
  shop = await openShop();
  shop.stopClock();
  admin = await shop.operator();
  await shop.staff('support');
});
afterAll(() => shop.close());

interface Browser {
  readonly client: Client;
  readonly csrf: Readonly<Record<string, string>>;
  readonly setCookie: string;
}

const slugOf = ({ status, body }: Answer) => [status, String(body.type).split(':').at(-1)];

/** Signs in as a browser does, and keeps its cookie. */
async function signIn(username: string, password = PASSWORD): Promise<Browser> {
  const answer = await shop.anybody.post(SESSIONS, { username, password });
  if (answer.status !== 201) throw new Error(answer.text);
  const cookies = answer.headers.getSetCookie();
  const setCookie = cookies.find((one) => one.startsWith('console=')) ?? '';
  const cookie = setCookie.split(';', 1)[0] ?? '';
  const csrf = { 'x-csrf-token': answer.body.csrfToken };
  return { client: shop.anybody.with({ cookie }), csrf, setCookie };
}

describe('a session of the console', () => {
  it('is a cookie that no script and no other origin gets, and says what one may', async () => {
    const { setCookie, client } = await signIn('test-support');
    expect(setCookie).toMatch(
      /^console=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/,
    );
    const { status, body } = await client.get(`${SESSIONS}/current`);
    expect(status).toBe(200);
    expect(body.user).toMatchObject({ username: 'test-support', role: 'support' });
    expect(body.permissions).toContain('orders.ship');
    expect(body.permissions).not.toContain('refunds.approve');
  });

  it('is Secure where people reach the shop by HTTPS', async () => {
    const other = await openShop({ PUBLIC_URL: 'https://shop.example' });
    await other.staff('viewer').catch(() => undefined);
    const url = `http://127.0.0.1:${other.settings.app.port}${SESSIONS}`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'test-viewer', password: PASSWORD }),
    });
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('console='));
    expect(cookie).toMatch(/; Secure$/);
    await other.close();
  });

  it('opens reads by itself, and writes with its token alone', async () => {
    const { client, csrf } = await signIn('test-operator');
    expect((await client.get('/api/v1/incidents')).status).toBe(200);
    const sku = { name: '新茶', price: '9.00', stock: 1, requiresShipping: false };
    expect(slugOf(await client.post('/api/v1/skus', sku))).toEqual([403, 'csrf-token-required']);
    const forged = { 'x-csrf-token': 'x'.repeat(43) };
    expect(slugOf(await client.post('/api/v1/skus', sku, forged))).toEqual([
      403,
      'csrf-token-required',
    ]);
    const other = await signIn('test-operator');
    expect(slugOf(await client.post('/api/v1/skus', sku, other.csrf))).toEqual([
      403,
      'csrf-token-required',
    ]);
    expect((await client.post('/api/v1/skus', sku, csrf)).status).toBe(201);
    const [entry] = await shop.database.query(
      "SELECT via, username FROM audit_log WHERE action = 'sku.create' ORDER BY id DESC LIMIT 1",
    );
    expect(entry).toEqual({ via: 'console', username: 'test-operator' });
  });

  it('is for the staff alone', async () => {
    const credentials = { username: 'a-customer', password: PASSWORD };
    await shop.anybody.post('/api/v1/auth/register', credentials);
    expect(slugOf(await shop.anybody.post(SESSIONS, credentials))).toEqual([403, 'staff-only']);
  });

  it('ends by itself when it is not used, and at last although it is', async () => {
    const { client } = await signIn('test-support');
    for (let i = 0; i < 12 * 3; i += 1) {
      expect((await client.get(`${SESSIONS}/current`)).status).toBe(200);
      shop.advance(20 * MINUTE);
    }
    expect(slugOf(await client.get(`${SESSIONS}/current`))).toEqual([401, 'sign-in-required']);
    const idle = await signIn('test-support');
    shop.advance(30 * MINUTE);
    expect(slugOf(await idle.client.get(`${SESSIONS}/current`))[0]).toBe(401);
    admin = await shop.operator();
  });

  it('ends by signing out, by its owner from elsewhere, and by nobody else', async () => {
    const [one, two] = [await signIn('test-support'), await signIn('test-support')];
    const { body } = await one.client.get(SESSIONS);
    const ids = body.items as { id: string; current: boolean }[];
    const other = ids.find(({ current }) => !current)?.id ?? '';
    const stranger = await signIn('test-operator');
    const path = `${SESSIONS}/${other}`;
    const ending = (who: Browser) => who.client.send('DELETE', path, { headers: who.csrf });
    expect((await ending(stranger)).status).toBe(404);
    expect((await ending(one)).status).toBe(204);
    expect((await two.client.get(`${SESSIONS}/current`)).status).toBe(401);
    expect((await one.client.post('/api/v1/auth/logout', {}, one.csrf)).status).toBe(204);
    expect((await one.client.get(`${SESSIONS}/current`)).status).toBe(401);
  });

  it('leaves the shop open to a guest whose cookie is over', async () => {
    const guest = shop.anybody.with({ cookie: `console=${'x'.repeat(43)}` });
    expect((await guest.get('/api/v1/skus')).status).toBe(200);
    expect((await guest.post('/api/v1/cart/guest')).status).toBeLessThan(300);
  });
});

describe('people', () => {
  it('are made, get another role and are disabled, which ends all they have at once', async () => {
    const password = PASSWORD;
    const alices = { username: 'alice', role: 'viewer', password };
    const made = await admin.post('/api/v1/people', alices);
    expect(made.status).toBe(201);
    const { id } = made.body;
    const alice = await signIn('alice', password);
    const token = (await shop.anybody.post('/api/v1/auth/login', { username: 'alice', password }))
      .body.token;
    const byToken = shop.anybody.as(token);
    expect((await alice.client.get('/api/v1/incidents')).status).toBe(200);
    const path = `/api/v1/people/${id}`;
    const role = { body: { role: 'finance' } };
    expect((await admin.send('PATCH', path, role)).body).toMatchObject({ role: 'finance' });
    expect((await alice.client.get(`${SESSIONS}/current`)).body.user.role).toBe('finance');
    const gone = await admin.send('PATCH', path, { body: { disabled: true } });
    expect(gone.body).toMatchObject({ disabled: true });
    expect((await alice.client.get(`${SESSIONS}/current`)).status).toBe(401);
    expect((await byToken.get('/api/v1/incidents')).status).toBe(401);
    const again = { username: 'alice', password };
    expect(slugOf(await shop.anybody.post(SESSIONS, again))).toEqual([401, 'wrong-credentials']);
    await admin.send('PATCH', path, { body: { disabled: false } });
    expect((await alice.client.get(`${SESSIONS}/current`)).status).toBe(401);
    expect((await shop.anybody.post(SESSIONS, again)).status).toBe(201);
    const { body } = await admin.get('/api/v1/people');
    const names = (body.items as { username: string }[]).map(({ username }) => username);
    expect(names).toEqual(['test-operator', 'test-support', 'alice']);
  });

  it('get another password from an admin, and change their own', async () => {
    const made = await admin.post('/api/v1/people', { username: 'bob', role: 'viewer' });
    const { id } = made.body;
    const before = await signIn('bob', made.body.password);
    const reset = await admin.post(`/api/v1/people/${id}/reset-password`);
    expect((await before.client.get(`${SESSIONS}/current`)).status).toBe(401);
    const { client, csrf } = await signIn('bob', reset.body.password);
    const change = { currentPassword: reset.body.password, newPassword: 'quite another one' };
    expect((await client.post('/api/v1/auth/password', change, csrf)).status).toBe(200);
    expect((await client.get(`${SESSIONS}/current`)).status).toBe(401);
    await signIn('bob', 'quite another one');
  });

  it('keep one admin, who does not change themself', async () => {
    const { body } = await admin.get('/api/v1/auth/me');
    const own = `/api/v1/people/${body.id}`;
    const disabled = { body: { disabled: true } };
    expect(slugOf(await admin.send('PATCH', own, disabled))).toEqual([409, 'own-account']);
    const seconds = { username: 'second', role: 'admin', password: PASSWORD };
    const made = await admin.post('/api/v1/people', seconds);
    const login = { username: 'second', password: PASSWORD };
    const second = shop.anybody.as(
      (await shop.anybody.post('/api/v1/auth/login', login)).body.token,
    );
    // Each disables the other at the same instant: one of them is left.
    const answers = await Promise.all([
      admin.send('PATCH', `/api/v1/people/${made.body.id}`, disabled),
      second.send('PATCH', own, disabled),
    ]);
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect([
      [200, 401],
      [200, 409],
    ]).toContainEqual(statuses);
    const [left] = await shop.database.query<{ n: number }>(
      "SELECT COUNT(*) AS n FROM users WHERE role = 'admin' AND disabled_at IS NULL",
    );
    expect(Number(left?.n)).toBe(1);
  });
});
