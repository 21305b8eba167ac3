import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { nameDelaySeconds } from '../../src/auth/sign-in-limits.js';
import { Users } from '../../src/auth/users.service.js';
import type { Answer } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const ATTEMPTS = 3;
const PASSWORD = 'correct horse';
const FEW = { LOGIN_ATTEMPTS: String(ATTEMPTS), LOGIN_WINDOW_SECONDS: '600', TRUST_PROXY: 'true' };

function loginAt(shop: Shop, address: string) {
  return (username: string, password: string): Promise<Answer> =>
    shop.anybody.post('/api/v1/auth/login', { username, password }, { 'x-forwarded-for': address });
}

async function statusesOf(answers: Iterable<() => Promise<Answer>>): Promise<number[]> {
  const statuses: number[] = [];
  for (const answer of answers) statuses.push((await answer()).status);
  return statuses;
}

const times = <Value>(count: number, value: (index: number) => Value) =>
  Array.from({ length: count }, (_, index) => value(index));

describe.each([
  ['with Redis', FEW],
  ['without Redis', { ...FEW, REDIS_URL: 'redis://127.0.0.1:1' }],
])('attempts to sign in, %s', (_, environment) => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(environment);
    const users = shop.app.get(Users);
    for (const name of ['victim', 'forgiven', 'in-parallel', 'accented']) {
      await users.ensureDemoUser(name, PASSWORD, 'customer');
    }
  });

  afterAll(() => shop?.close());

  it('wait ever longer for one name, from wherever they come and however it is written', async () => {
    const names = ['victim', 'VICTIM', 'Victim'];
    const wrong = names.map(
      (name, index) => () => loginAt(shop, `198.51.100.${index}`)(name, 'not the password'),
    );
    expect(await statusesOf(wrong)).toEqual([401, 401, 401]);
    let tries = 10;
    let refused: Answer | null = null;
    // A machine that is slow lets a short delay pass; the next one is longer.
    await until('it has to wait', async () => {
      tries += 1;
      refused = await loginAt(shop, `198.51.100.${tries}`)('victim', 'not the password');
      return refused.status === 429;
    });
    expect((refused as Answer | null)?.body).toMatchObject({
      type: 'urn:problem:alipay-checkout:too-many-attempts',
      status: 429,
    });
    expect(Number((refused as Answer | null)?.headers.get('retry-after'))).toBeGreaterThan(0);
    const isIn = async () =>
      (await loginAt(shop, '198.51.100.99')('victim', PASSWORD)).status === 200;
    expect(await until('the delay is over', isIn)).toBe(true);
  });

  it('cost nothing when they are right', async () => {
    const login = loginAt(shop, '198.51.100.80');
    const right = times(ATTEMPTS * 10 + 1, () => () => login('forgiven', PASSWORD));
    expect(new Set(await statusesOf(right))).toEqual(new Set([200]));
    expect((await login('nobody-here', PASSWORD)).status).toBe(401);
  });

  it('are no fewer than allowed when they come at once', async () => {
    const answers = await Promise.all(
      times(8, () => loginAt(shop, '198.51.100.50')('in-parallel', 'not the password')),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(ATTEMPTS);
    expect(statuses.filter((status) => status === 429)).toHaveLength(8 - ATTEMPTS);
  });

  it('are forgotten once the password was right', async () => {
    const login = loginAt(shop, '198.51.100.60');
    const twice = times(3, () => [
      () => login('forgiven', 'not the password'),
      () => login('forgiven', PASSWORD),
    ]).flat();
    expect(await statusesOf(twice)).toEqual([401, 200, 401, 200, 401, 200]);
  });

  it('gain nothing by names that the database takes for the same', async () => {
    const login = loginAt(shop, '198.51.100.70');
    const aliases = ['áccented', 'accénted', 'àccented', 'accentêd', 'accëntëd'];
    const tries = aliases.map((name) => () => login(name, PASSWORD));
    expect(await statusesOf(tries)).toEqual([401, 401, 401, 401, 401]);
  });

  it('are refused from one address, whatever the names', async () => {
    const login = loginAt(shop, '203.0.113.1');
    const tries = times(ATTEMPTS * 10, (index) => () => login(`guess-${index}`, PASSWORD));
    expect(new Set(await statusesOf(tries))).toEqual(new Set([401]));
    expect((await login('guess-more', PASSWORD)).status).toBe(429);
    const elsewhere = loginAt(shop, '203.0.113.2');
    expect((await elsewhere('guess-more', PASSWORD)).status).toBe(401);
  });

  it('are refused from one address, whatever the client wrote before the proxy did', async () => {
    const forged = (index: number) => loginAt(shop, `10.0.0.${index}, 203.0.113.3`);
    const tries = times(ATTEMPTS * 10, (n) => () => forged(n)(`forger-${n}`, PASSWORD));
    expect(new Set(await statusesOf(tries))).toEqual(new Set([401]));
    expect((await forged(99)('forger-more', PASSWORD)).status).toBe(429);
  });

  it('are refused from one network of IPv6', async () => {
    const tries = times(
      ATTEMPTS * 10,
      (index) => () =>
        loginAt(shop, `2001:db8:0:1::${index.toString(16)}`)(`v6-${index}`, PASSWORD),
    );
    expect(new Set(await statusesOf(tries))).toEqual(new Set([401]));
    expect((await loginAt(shop, '2001:db8:0:1::ffff')('v6-more', PASSWORD)).status).toBe(429);
    expect((await loginAt(shop, '2001:db8:0:2::1')('v6-more', PASSWORD)).status).toBe(401);
  });

  it('count registrations as well, and leave no key behind', async () => {
    const register = (index: number) =>
      shop.anybody.post(
        '/api/v1/auth/register',
        { username: 'newcomer', password: PASSWORD },
        { 'x-forwarded-for': '203.0.113.9', 'idempotency-key': `newcomer-${index}` },
      );
    const statuses = await statusesOf(times(ATTEMPTS + 2, (index) => () => register(index)));
    expect(statuses).toEqual([201, 409, 409, 429, 429]);
    const keys = await shop.database.query(
      "SELECT id FROM idempotency_keys WHERE idempotency_key LIKE 'newcomer-%'",
    );
    expect(keys).toHaveLength(1);
  });
});

describe('whom a stranger who tries passwords', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await openShop(FEW);
    for (const name of ['at-home', 'neighbour']) {
      await shop.app.get(Users).ensureDemoUser(name, PASSWORD, 'customer');
    }
  });

  afterAll(() => shop?.close());

  const failAt = (address: string, name: string, count = ATTEMPTS + 1) =>
    statusesOf(times(count, () => () => loginAt(shop, address)(name, 'not the password')));

  it('does not keep out of the address they know', async () => {
    const home = loginAt(shop, '203.0.113.40');
    expect((await home('at-home', PASSWORD)).status).toBe(200);
    expect(await failAt('203.0.113.41', 'at-home')).toEqual([401, 401, 401, 429]);
    expect((await home('AT-HOME', PASSWORD)).status).toBe(200);
  });

  it('does not keep out of the address where they registered', async () => {
    const address = '203.0.113.42';
    const registration = { username: 'fresh-one', password: PASSWORD };
    const headers = { 'x-forwarded-for': address };
    await shop.anybody.post('/api/v1/auth/register', registration, headers);
    expect(await failAt('203.0.113.43', 'fresh-one')).toEqual([401, 401, 401, 429]);
    expect((await loginAt(shop, address)('fresh-one', PASSWORD)).status).toBe(200);
  });

  it('does not keep out on their own device, even behind the same address', async () => {
    const address = '203.0.113.50';
    const first = await loginAt(shop, address)('neighbour', PASSWORD);
    const [cookie = ''] = (first.headers.getSetCookie().at(-1) ?? '').split(';');
    expect(await failAt(address, 'neighbour')).toEqual([401, 401, 401, 429]);
    expect((await loginAt(shop, address)('neighbour', PASSWORD)).status).toBe(429);
    const withCookie = (value: string, name = 'neighbour', password = PASSWORD) =>
      shop.anybody
        .with({ cookie: value, 'x-forwarded-for': address })
        .post('/api/v1/auth/login', { username: name, password });
    expect((await withCookie(cookie)).status).toBe(200);
    expect((await withCookie(`${cookie.slice(0, -1)}-`)).status).toBe(429);
    const guesses = times(ATTEMPTS + 1, () => () => withCookie(cookie, 'neighbour', 'not it, no'));
    expect(await statusesOf(guesses)).toEqual([401, 401, 401, 429]);
  });
});

describe('a proxy that writes the port behind the address', () => {
  it('does not make every request one of another address', async () => {
    const shop = await openShop({ TRUST_PROXY: 'true', LOGIN_ATTEMPTS: '2' });
    try {
      const tries = times(
        26,
        (index) => () => loginAt(shop, `203.0.113.8:${40_000 + index}`)(`port-${index}`, PASSWORD),
      );
      const expected = times(26, (index) => (index < 20 ? 401 : 429));
      expect(await statusesOf(tries)).toEqual(expected);
    } finally {
      await shop.close();
    }
  });
});

describe('how long a name waits', () => {
  it.each([
    [0, 300, 1],
    [1, 300, 2],
    [8, 300, 256],
    [9, 300, 300],
    [1_000, 300, 300],
    [0, 1, 1],
  ])('after %s failures more, %s s at most: %s s', (failures, most, seconds) => {
    expect(nameDelaySeconds(failures, most)).toBe(seconds);
  });
});

describe('a window of attempts', () => {
  it('ends', async () => {
    const shop = await openShop({ ...FEW, LOGIN_WINDOW_SECONDS: '1' });
    try {
      const login = loginAt(shop, '203.0.113.20');
      await until('one window is full', async () => {
        const now = await Promise.all(times(ATTEMPTS + 1, () => login('nobody', PASSWORD)));
        return now.some(({ status }) => status === 429);
      });
      const next = async () => (await login('nobody', PASSWORD)).status === 401;
      expect(await until('the next window', next)).toBe(true);
    } finally {
      await shop.close();
    }
  });
});
