import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { CLOCK, type Clock } from '../../src/kernel/clock.js';
import type { Answer, Client } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';

const SESSIONS = '/api/v1/auth/sessions';
const LOGIN = '/api/v1/auth/login';
const FACTOR = '/api/v1/auth/second-factor';
const PASSWORD = 'a long password';
const NEXT_CODE = 30_000;

let shop: Shop;
let admin: Client;
let names = 0;

beforeAll(async () => {
  shop = await openShop();
  shop.stopClock();
  admin = await shop.operator();
});
afterAll(() => shop.close());

const slugOf = ({ status, body }: Answer) => [status, String(body?.type).split(':').at(-1)];

/** What an app of the staff shows for a secret at the shop's time. */
function codeOf(secret: string, at: Shop = shop): string {
  const timestamp = at.app.get<Clock>(CLOCK).now().getTime();
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp });
}

interface Person {
  readonly id: string;
  readonly username: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  readonly client: Client;
}

/** A member of the staff with a password of their own. */
async function person(role = 'finance'): Promise<Pick<Person, 'id' | 'username' | 'client'>> {
  names += 1;
  const username = `person-${names}`;
  const { body } = await admin.post('/api/v1/people', { username, role, password: PASSWORD });
  const login = await shop.anybody.post(LOGIN, { username, password: PASSWORD });
  return { id: body.id, username, client: shop.anybody.as(login.body.token) };
}

/** Another one, with a second factor. */
async function enrolled(role = 'finance'): Promise<Person> {
  const one = await person(role);
  const { secret } = (await one.client.post(FACTOR, { password: PASSWORD })).body;
  const { body } = await one.client.post(`${FACTOR}/confirm`, { code: codeOf(secret) });
  shop.advance(NEXT_CODE);
  const { recoveryCodes, signIn } = body;
  return { ...one, secret, recoveryCodes, client: shop.anybody.as(signIn.token) };
}

const signIn = (username: string, code?: string, password = PASSWORD) =>
  shop.anybody.post(LOGIN, { username, password, ...(code === undefined ? {} : { code }) });

const actsOf = async ({ id }: Pick<Person, 'id'>) =>
  (
    await shop.database.query<{ action: string }>(
      'SELECT action FROM audit_log WHERE object_id = ? ORDER BY id',
      [id],
    )
  ).map(({ action }) => action);

describe('a second factor', () => {
  it('is enrolled by a password, shown once, and on when a code has confirmed it', async () => {
    const one = await person();
    expect(slugOf(await one.client.post(FACTOR, { password: 'not the password' }))).toEqual([
      403,
      'wrong-password',
    ]);
    const { status, body } = await one.client.post(FACTOR, { password: PASSWORD });
    expect(status).toBe(201);
    expect(body.uri).toMatch(
      new RegExp(`^otpauth://totp/.*${one.username}\\?.*secret=${body.secret}`),
    );
    expect(body.qrImage).toMatch(/^data:image\/png;base64,/);
    expect((await signIn(one.username)).status).toBe(200);
    const wrong = await one.client.post(`${FACTOR}/confirm`, { code: '000000' });
    expect(slugOf(wrong)).toEqual([403, 'code-refused']);
    const code = codeOf(body.secret);
    const confirmed = await one.client.post(`${FACTOR}/confirm`, { code });
    expect(confirmed.status).toBe(200);
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    expect((await one.client.get(FACTOR)).status).toBe(401);
    const next = shop.anybody.as(confirmed.body.signIn.token);
    expect((await next.get(FACTOR)).body).toEqual({
      enabled: true,
      required: false,
      recoveryCodesLeft: 10,
    });
    expect(slugOf(await next.post(FACTOR, { password: PASSWORD }))).toEqual([
      409,
      'second-factor-exists',
    ]);
    expect(await actsOf(one)).toEqual([
      'person.create',
      'second-factor.enrol',
      'second-factor.confirm',
    ]);
    const tables = JSON.stringify([
      await shop.database.query('SELECT * FROM second_factors'),
      await shop.database.query('SELECT * FROM recovery_codes'),
      await shop.database.query('SELECT * FROM audit_log'),
    ]);
    for (const hidden of [body.secret, code, ...confirmed.body.recoveryCodes]) {
      // As a word of its own: a digest has six digits in a row by chance.
      expect(tables).not.toMatch(new RegExp(`(?<![0-9a-z])${hidden}(?![0-9a-z])`, 'i'));
    }
  });

  it('is asked for after the password, by tokens and by sessions, and each code counts once', async () => {
    const { username, secret, id } = await enrolled();
    expect(slugOf(await signIn(username))).toEqual([401, 'code-required']);
    const code = codeOf(secret);
    expect(slugOf(await signIn(username, code, 'not the password'))).toEqual([
      401,
      'wrong-credentials',
    ]);
    expect(slugOf(await signIn(username, code === '000000' ? '111111' : '000000'))).toEqual([
      401,
      'wrong-code',
    ]);
    const together = await Promise.all([1, 2, 3, 4].map(() => signIn(username, code)));
    expect(together.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 401, 401, 401,
    ]);
    expect(slugOf(await signIn(username, code))).toEqual([401, 'wrong-code']);
    shop.advance(NEXT_CODE);
    const session = { username, password: PASSWORD, code: codeOf(secret) };
    expect((await shop.anybody.post(SESSIONS, session)).status).toBe(201);
    expect(slugOf(await shop.anybody.post(SESSIONS, session))).toEqual([401, 'wrong-code']);
    expect(await actsOf({ id })).toContain('session.begin');
  });

  it('takes the code before and the one after, and none that is older than the last', async () => {
    const { username, secret } = await enrolled();
    const early = codeOf(secret);
    shop.advance(NEXT_CODE);
    const now = codeOf(secret);
    expect((await signIn(username, now)).status).toBe(200);
    expect((await signIn(username, early)).status).toBe(401);
    const { username: other, secret: others } = await enrolled();
    const late = codeOf(others);
    shop.advance(NEXT_CODE);
    expect((await signIn(other, late)).status).toBe(200);
    const { username: third, secret: thirds } = await enrolled();
    const over = codeOf(thirds);
    shop.advance(2 * NEXT_CODE);
    expect((await signIn(third, over)).status).toBe(401);
  });

  it('yields to a recovery code, once, however it is written, which is written down', async () => {
    const { username, recoveryCodes, id } = await enrolled();
    const [code = '', other = ''] = recoveryCodes;
    const together = await Promise.all([1, 2, 3].map(() => signIn(username, code)));
    expect(together.filter(({ status }) => status === 200)).toHaveLength(1);
    const typed = other.replaceAll('-', ' ').toLowerCase();
    expect((await signIn(username, typed)).status).toBe(200);
    expect((await signIn(username, typed)).status).toBe(401);
    expect((await actsOf({ id })).filter((act) => act === 'second-factor.recover')).toHaveLength(2);
  });

  it('ends by password and code, whose new recovery codes end the old ones', async () => {
    const one = await enrolled();
    const proof = () => ({ password: PASSWORD, code: codeOf(one.secret) });
    const renewed = await one.client.post(`${FACTOR}/recovery-codes`, proof());
    expect(renewed.body.recoveryCodes).toHaveLength(10);
    expect((await signIn(one.username, one.recoveryCodes[0])).status).toBe(401);
    expect(slugOf(await one.client.post(`${FACTOR}/remove`, proof()))).toEqual([
      403,
      'code-refused',
    ]);
    shop.advance(NEXT_CODE);
    const wrong = { ...proof(), password: 'not the password' };
    expect(slugOf(await one.client.post(`${FACTOR}/remove`, wrong))).toEqual([
      403,
      'wrong-password',
    ]);
    expect((await one.client.post(`${FACTOR}/remove`, proof())).status).toBe(204);
    expect((await signIn(one.username)).status).toBe(200);
    shop.advance(NEXT_CODE);
    expect(slugOf(await one.client.post(`${FACTOR}/remove`, proof()))).toEqual([
      409,
      'no-second-factor',
    ]);
    expect((await actsOf(one)).slice(-2)).toEqual([
      'second-factor.renew-codes',
      'second-factor.remove',
    ]);
  });

  it('is reset by an admin, never their own, which ends all that was signed in', async () => {
    const one = await enrolled();
    const path = `/api/v1/people/${one.id}/reset-second-factor`;
    const listed = async () =>
      ((await admin.get('/api/v1/people?limit=100')).body.items as { id: string }[]).find(
        ({ id }) => id === one.id,
      );
    expect(await listed()).toMatchObject({ hasSecondFactor: true });
    const answers = await Promise.all([admin.post(path), admin.post(path)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    expect(await listed()).toMatchObject({ hasSecondFactor: false });
    expect((await one.client.get(FACTOR)).status).toBe(401);
    expect((await signIn(one.username)).status).toBe(200);
    expect((await actsOf(one)).at(-1)).toBe('person.reset-second-factor');
    const own = (await admin.get('/api/v1/auth/me')).body.id;
    expect(slugOf(await admin.post(`/api/v1/people/${own}/reset-second-factor`))).toEqual([
      409,
      'own-account',
    ]);
  });

  it.each(['anna', '0'.repeat(32), '甲'.repeat(16), '%F0%9F%98%80'])(
    "is nobody's who is called %s: nobody is",
    async (id) => {
      const path = `/api/v1/people/${id}/reset-second-factor`;
      expect(slugOf(await admin.post(path))).toEqual([404, 'no-such-person']);
    },
  );

  it('is for the staff: customers sign in as ever', async () => {
    const customer = await shop.customer();
    expect(slugOf(await customer.post(FACTOR, { password: PASSWORD }))).toEqual([
      403,
      'staff-only',
    ]);
  });

  it('is confirmed once, when the code comes twice at the same instant', async () => {
    const one = await person();
    const { secret } = (await one.client.post(FACTOR, { password: PASSWORD })).body;
    const code = codeOf(secret);
    const answers = await Promise.all(
      [1, 2, 3].map(() => one.client.post(`${FACTOR}/confirm`, { code })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('a console session', () => {
  it('goes on when its user has confirmed a factor, and the others end', async () => {
    const { username } = await person();
    const begin = async () => {
      const answer = await shop.anybody.post(SESSIONS, { username, password: PASSWORD });
      const cookies = answer.headers.getSetCookie().map((one) => one.split(';', 1)[0] ?? '');
      const cookie = cookies.find((one) => one.startsWith('console=')) ?? '';
      const csrf = { 'x-csrf-token': String(answer.body.csrfToken) };
      return { client: shop.anybody.with({ cookie }), csrf };
    };
    const [own, other] = [await begin(), await begin()];
    const { secret } = (await own.client.post(FACTOR, { password: PASSWORD }, own.csrf)).body;
    const confirm = { code: codeOf(secret) };
    const confirmed = await own.client.post(`${FACTOR}/confirm`, confirm, own.csrf);
    expect(confirmed.body.signIn).toBeNull();
    expect((await own.client.get(`${SESSIONS}/current`)).status).toBe(200);
    expect((await other.client.get(`${SESSIONS}/current`)).status).toBe(401);
  });
});

describe('wrong codes', () => {
  it('count as wrong passwords do, and the password alone gives no tries back', async () => {
    const few = await openShop({ LOGIN_ATTEMPTS: '4' });
    // Half a minute later another code is right.
    few.stopClock();
    try {
      const staff = await few.staff('finance');
      const credentials = { username: 'test-finance', password: PASSWORD };
      const { secret } = (await staff.post(FACTOR, { password: PASSWORD })).body;
      await staff.post(`${FACTOR}/confirm`, { code: codeOf(secret, few) });
      const attempt = (more: object) => few.anybody.post(LOGIN, { ...credentials, ...more });
      const wrong = { code: codeOf(secret, few) };
      for (let i = 0; i < 4; i += 1) {
        expect(slugOf(await attempt({}))).toEqual([401, 'code-required']);
        expect(slugOf(await attempt(wrong))).toEqual([401, 'wrong-code']);
      }
      // Locked out, nobody learns whether the password is right.
      expect((await attempt({})).status).toBe(429);
      expect((await attempt({ password: 'not the password' })).status).toBe(429);
    } finally {
      await few.close();
    }
  });
});

describe('REQUIRE_SECOND_FACTOR', () => {
  it('lets who has none only enrol, by tokens and in the old shops, until it is done', async () => {
    const strict = await openShop({ REQUIRE_SECOND_FACTOR: 'finance,admin' });
    try {
      const finance = await strict.staff('finance');
      const support = await strict.staff('support');
      expect((await support.get('/api/v1/orders')).status).toBe(200);
      for (const path of ['/api/v1/orders', '/api/v1/skus', SESSIONS]) {
        expect(slugOf(await finance.get(path))).toEqual([403, 'second-factor-required']);
      }
      expect((await finance.get('/api/v1/auth/me')).status).toBe(200);
      const session = { username: 'test-finance', password: PASSWORD };
      expect((await strict.anybody.post(SESSIONS, session)).body.duty).toBe('enrol-second-factor');
      const { secret } = (await finance.post(FACTOR, { password: PASSWORD })).body;
      const { body } = await finance.post(`${FACTOR}/confirm`, { code: codeOf(secret, strict) });
      const done = strict.anybody.as(body.signIn.token);
      expect((await done.get('/api/v1/orders')).status).toBe(200);
      expect((await done.get(FACTOR)).body.required).toBe(true);
      const customer = await strict.customer();
      expect((await customer.get('/api/v1/orders')).status).toBe(200);
    } finally {
      await strict.close();
    }
  });
});

describe('a password that was made for somebody', () => {
  it('opens nothing but its change', async () => {
    const made = await admin.post('/api/v1/people', { username: 'made-for', role: 'viewer' });
    const { password } = made.body;
    const { body } = await signIn('made-for', undefined, password);
    const client = shop.anybody.as(body.token);
    expect(slugOf(await client.get('/api/v1/orders'))).toEqual([403, 'password-change-required']);
    expect(slugOf(await client.post(FACTOR, { password }))).toEqual([
      403,
      'password-change-required',
    ]);
    const session = { username: 'made-for', password };
    expect((await shop.anybody.post(SESSIONS, session)).body.duty).toBe('change-password');
    const change = (newPassword: string) =>
      client.post('/api/v1/auth/password', { currentPassword: password, newPassword });
    expect(slugOf(await change(password))).toEqual([409, 'same-password']);
    const changed = await change('their own password');
    const own = shop.anybody.as(changed.body.token);
    expect((await own.get('/api/v1/orders')).status).toBe(200);
    const reset = await admin.post(`/api/v1/people/${made.body.id}/reset-password`);
    const again = await signIn('made-for', undefined, reset.body.password);
    expect(slugOf(await shop.anybody.as(again.body.token).get('/api/v1/orders'))).toEqual([
      403,
      'password-change-required',
    ]);
  });
});
