import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openBeside } from '../support/beside.js';
import type { Answer, Client } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const AUTH = '/api/v1/auth';
const PASSWORD = 'correct horse';
const OTHER = 'battery staple';
/** It holds in every process after so long. */
const EVERYWHERE_MS = 5_000;

let shop: Shop;
let names = 0;

beforeAll(async () => {
  shop = await openShop({ STOREFRONTS: 'dadashop,meiduo,luffy' });
});

afterAll(() => shop?.close());

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

function login(username: string, password = PASSWORD): Promise<Answer> {
  return shop.anybody.post(`${AUTH}/login`, { username, password });
}

async function person(): Promise<{ client: Client; name: string; id: string }> {
  names += 1;
  const name = `person-${names}`;
  const { body } = await shop.anybody.post(`${AUTH}/register`, {
    username: name,
    password: PASSWORD,
  });
  return { client: shop.anybody.as(body.token), name, id: body.user.id };
}

const isIn = async (client: Client) => (await client.get(`${AUTH}/me`)).status === 200;

describe('signing out', () => {
  it('ends this token, and no other one of the user', async () => {
    const { client, name } = await person();
    const other = shop.anybody.as((await login(name)).body.token);
    const answer = await client.post(`${AUTH}/logout`);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(slugOf(await client.get(`${AUTH}/me`))).toEqual([401, 'invalid-token']);
    expect(slugOf(await client.post(`${AUTH}/logout`))).toEqual([401, 'invalid-token']);
    expect(await isIn(other)).toBe(true);
  });

  it('ends all tokens of the user where that is asked for', async () => {
    const { client, name } = await person();
    const bystander = await person();
    const other = shop.anybody.as((await login(name)).body.token);
    expect((await client.post(`${AUTH}/logout`, { everywhere: true })).status).toBe(204);
    expect([await isIn(client), await isIn(other)]).toEqual([false, false]);
    expect(await isIn(bystander.client)).toBe(true);
    expect(await isIn(shop.anybody.as((await login(name)).body.token))).toBe(true);
  });

  it('has the browser forget the cookie of the pages', async () => {
    const { client } = await person();
    const { headers } = await client.post(`${AUTH}/logout`);
    expect(headers.get('set-cookie')).toBe(
      'token=; Path=/payment; Max-Age=0; HttpOnly; SameSite=Lax',
    );
  });

  it('ends the token for the old front ends as well', async () => {
    const { client } = await person();
    const old = shop.anybody.with({ authorization: `JWT ${client.token}` });
    const list = '/v1/orders/processing/?status=1&order_status=0';
    expect((await old.get(list)).status).toBe(200);
    await client.post(`${AUTH}/logout`);
    expect((await old.get(list)).status).toBe(401);
  });

  it('holds in other processes five seconds later', async () => {
    const databasePort = Number(new URL(shop.database.url).port);
    const { jwtSecret } = shop.settings.auth;
    const beside = await openBeside(shop, { JWT_SECRET: jwtSecret }, databasePort);
    try {
      const { client } = await person();
      const there = beside.anybody.as(client.token);
      expect(await isIn(there)).toBe(true);
      await client.post(`${AUTH}/logout`);
      expect(await until('it is over there', async () => !(await isIn(there)))).toBe(true);
    } finally {
      await beside.app.close();
    }
  });

  it('is remembered one by one up to a bound, and then ends all', async () => {
    const { client, name, id } = await person();
    await shop.database.query(
      `INSERT INTO ended_tokens (digest, user_id, expires_at)
       SELECT SHA2(n, 256), users.id, NOW(3) + INTERVAL 1 DAY FROM users,
         (SELECT a.d * 10 + b.d AS n FROM ${DIGITS} a, ${DIGITS} b) numbers WHERE public_id = ?`,
      [id],
    );
    const last = shop.anybody.as((await login(name)).body.token);
    await last.post(`${AUTH}/logout`);
    expect([await isIn(client), await isIn(last)]).toEqual([false, false]);
    const kept = await shop.database.query(
      'SELECT digest FROM ended_tokens JOIN users ON users.id = user_id WHERE public_id = ?',
      [id],
    );
    expect(kept).toHaveLength(1);
  });

  it('leaves no trace of tokens that are over anyway', async () => {
    const [first, second] = [await person(), await person()];
    await first.client.post(`${AUTH}/logout`);
    await shop.database.query('UPDATE ended_tokens SET expires_at = ?', [new Date(0)]);
    await second.client.post(`${AUTH}/logout`);
    expect(await shop.database.query('SELECT digest FROM ended_tokens')).toHaveLength(1);
  });
});

const DIGITS = `(${Array.from({ length: 10 }, (_, d) => `SELECT ${d} AS d`).join(' UNION ALL ')})`;

describe('changing the password', () => {
  const change = (client: Client, currentPassword: string, newPassword = OTHER) =>
    client.post(`${AUTH}/password`, { currentPassword, newPassword });

  it('ends all tokens and answers a new one', async () => {
    const { client, name, id } = await person();
    const answer = await change(client, PASSWORD);
    expect(answer.status).toBe(200);
    const user = { id, username: name, role: 'customer' };
    expect(answer.body).toEqual({ user, token: answer.body.token, expiresIn: 86_400 });
    expect(answer.headers.get('set-cookie')).toContain(`token=${answer.body.token};`);
    expect([await isIn(client), await isIn(shop.anybody.as(answer.body.token))]).toEqual([
      false,
      true,
    ]);
    expect((await login(name)).status).toBe(401);
    expect((await login(name, OTHER)).status).toBe(200);
  });

  it('wants the present one', async () => {
    const { client, name } = await person();
    expect(slugOf(await change(client, 'not the password'))).toEqual([403, 'wrong-password']);
    expect(await isIn(client)).toBe(true);
    expect((await login(name)).status).toBe(200);
  });

  it('lets one of two who change it at once do so', async () => {
    const { client } = await person();
    const answers = await Promise.all([change(client, PASSWORD), change(client, PASSWORD)]);
    const statuses = answers.map(({ status }) => status);
    expect(statuses.toSorted((one, other) => one - other)).toEqual([200, 403]);
  });

  it.each([
    ['nobody', null, 401],
    ['a short one', 'short', 400],
  ])('is refused for %s', async (_, newPassword, status) => {
    const { client } = await person();
    const sender = newPassword === null ? shop.anybody : client;
    expect((await change(sender, PASSWORD, newPassword ?? OTHER)).status).toBe(status);
  });
});

describe('the row of a user decides', () => {
  it('that who was deleted is nobody, at once where a row of theirs is to be written', async () => {
    const { client, id } = await person();
    expect(await isIn(client)).toBe(true);
    await shop.database.query('DELETE FROM users WHERE public_id = ?', [id]);
    const skuId = await shop.sku({ requiresShipping: false });
    const quote = await client.post('/api/v1/orders/quote', { source: 'buyNow', skuId, count: 1 });
    const { quoteToken } = quote.body;
    expect(slugOf(await client.post('/api/v1/orders', { quoteToken }))).toEqual([
      401,
      'invalid-token',
    ]);
    shop.advance(EVERYWHERE_MS);
    expect(slugOf(await client.get(`${AUTH}/me`))).toEqual([401, 'invalid-token']);
  });

  it('that a member of the staff is none any more at the next request', async () => {
    const { client, id } = await person();
    const setRole = (role: string) =>
      shop.database.query('UPDATE users SET role = ? WHERE public_id = ?', [role, id]);
    await setRole('finance');
    expect((await client.get('/api/v1/incidents')).status).toBe(200);
    await setRole('customer');
    expect(slugOf(await client.get('/api/v1/incidents'))).toEqual([403, 'permission-required']);
    await setRole('finance');
    shop.advance(EVERYWHERE_MS);
    expect((await client.get('/api/v1/incidents')).status).toBe(200);
  });
});
