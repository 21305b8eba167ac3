import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Users } from '../../src/auth/users.service.js';
import type { Answer } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';

const AUTH = '/api/v1/auth';
const PASSWORD = 'correct horse';

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
});

afterAll(() => shop?.close());

function register(username: unknown, password: unknown = PASSWORD, key?: string): Promise<Answer> {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  return shop.anybody.post(`${AUTH}/register`, { username, password }, headers);
}

function login(username: unknown, password: unknown = PASSWORD): Promise<Answer> {
  return shop.anybody.post(`${AUTH}/login`, { username, password });
}

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

function usersNamed(username: string): Promise<{ id: number; password_hash: string }[]> {
  return shop.database.query('SELECT id, password_hash FROM users WHERE username = ?', [username]);
}

describe('registering', () => {
  it('adds a customer and signs them in', async () => {
    const { status, body, headers } = await register('xiaoming');
    expect(status).toBe(201);
    const user = { id: body.user.id, username: 'xiaoming', role: 'customer' };
    expect(body).toEqual({ user, token: body.token, expiresIn: 86_400 });
    expect(headers.get('cache-control')).toBe('no-store');
    const me = await shop.anybody.as(body.token).get(`${AUTH}/me`);
    expect([me.status, me.body]).toEqual([200, user]);
  });

  it('keeps the password as a hash of argon2id', async () => {
    await register('hashed');
    const [user] = await usersNamed('hashed');
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$/);
    const dump = JSON.stringify(await shop.database.query('SELECT * FROM users'));
    expect(dump).not.toContain(PASSWORD);
  });

  it.each(['王小明', 'a.b_c-9', '𠀀𠀁𠀂', 'x'.repeat(32)])('takes the name %s', async (name) => {
    const { status, body } = await register(name);
    expect([status, body.user.username]).toEqual([201, name]);
    expect((await login(name)).body.user).toEqual(body.user);
  });

  it.each([
    ['8 characters', '12345678'],
    ['128 characters of four bytes', '🔑'.repeat(128)],
    ['blanks and lines', ' one\ntwo '],
  ])('takes a password of %s', async (name, password) => {
    const user = `password-${name.length}`;
    expect((await register(user, password)).status).toBe(201);
    expect((await login(user, password)).status).toBe(200);
    expect(slugOf(await login(user, `${password} `.slice(-128)))[0]).toBe(401);
  });

  it('refuses a name that somebody has, however it is written', async () => {
    await register('Taken');
    // To the database an accent is nothing either: what could be mistaken for a name is not given away.
    for (const name of ['Taken', 'taken', 'TAKEN', 'tákèn']) {
      expect(slugOf(await register(name))).toEqual([409, 'username-taken']);
    }
    expect(await usersNamed('Taken')).toHaveLength(1);
  });

  it('gives a name to one of many who want it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => register('wanted', `password ${index}`)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(5);
    expect(await usersNamed('wanted')).toHaveLength(1);
  });
});

describe('registering under an idempotency key', () => {
  it('answers the same user again, with a token that is good', async () => {
    const first = await register('once', PASSWORD, 'key-1');
    shop.advance(5_000);
    const again = await register('once', PASSWORD, 'key-1');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.user).toEqual(first.body.user);
    expect(again.body.token).not.toBe(first.body.token);
    expect((await shop.anybody.as(again.body.token).get(`${AUTH}/me`)).status).toBe(200);
  });

  it('adds one user for concurrent duplicates that come at once', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => register('at-once', PASSWORD, 'key-2')),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.user.id)).size).toBe(1);
  });

  it('refuses another password, and another way to write the name', async () => {
    await register('careful', PASSWORD, 'key-3');
    const password = await register('careful', 'another password', 'key-3');
    expect(slugOf(password)).toEqual([422, 'idempotency-key-reused']);
    expect(password.body.token).toBeUndefined();
    expect(slugOf(await register('Careful', PASSWORD, 'key-3'))).toEqual([
      422,
      'idempotency-key-reused',
    ]);
  });

  it('is no way to sign in as somebody who is there already', async () => {
    await register('resident');
    expect(slugOf(await register('resident', PASSWORD, 'key-4'))).toEqual([409, 'username-taken']);
    expect(slugOf(await register('resident', PASSWORD, 'key-4'))).toEqual([409, 'username-taken']);
  });

  it('knows one key from the same key of somebody else', async () => {
    const answers = [await register('first-of-two', PASSWORD, 'key-5')];
    answers.push(await register('second-of-two', PASSWORD, 'key-5'));
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  });

  it('keeps no secret with the key, and no key of a refusal', async () => {
    const { body } = await register('secretive', PASSWORD, 'key-6');
    await register('secretive', PASSWORD, 'key-refused');
    const rows = await shop.database.query<{ idempotency_key: string }>(
      "SELECT * FROM idempotency_keys WHERE scope LIKE 'register:%'",
    );
    expect(rows.map((row) => row.idempotency_key)).toContain('key-6');
    expect(rows.map((row) => row.idempotency_key)).not.toContain('key-refused');
    expect(JSON.stringify(rows)).not.toContain(body.token);
    expect(JSON.stringify(rows)).not.toMatch(/argon2|correct horse/);
  });

  it.each(['two words', 'schlüssel', 'x'.repeat(256)])('refuses the key %s', async (key) => {
    const encoded = Buffer.from(key).toString('latin1');
    expect(slugOf(await register('keyless', PASSWORD, encoded))).toEqual([400, 'invalid-request']);
    expect(await usersNamed('keyless')).toHaveLength(0);
  });
});

describe('signing in', () => {
  it('answers a token to who knows the password, whatever the case of the name', async () => {
    const registered = await register('Signing');
    const { status, body, headers } = await login('sIGNING');
    expect(status).toBe(200);
    expect(body).toEqual({ user: registered.body.user, token: body.token, expiresIn: 86_400 });
    expect(headers.get('cache-control')).toBe('no-store');
    expect((await shop.anybody.as(body.token).get(`${AUTH}/me`)).body).toEqual(body.user);
  });

  it('tells nobody whether it is the name or the password that is wrong', async () => {
    await register('known');
    const wrong = await login('known', 'not the password');
    const unknown = await login('unknown', 'not the password');
    expect(slugOf(wrong)).toEqual([401, 'wrong-credentials']);
    const { instance: _one, ...first } = wrong.body;
    const { instance: _two, ...second } = unknown.body;
    expect(second).toEqual(first);
    expect(wrong.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  it('takes about as long for a name that nobody has', async () => {
    await register('timed');
    const timed = async (name: string) => {
      const before = performance.now();
      await login(name, 'not the password');
      return performance.now() - before;
    };
    const [knowns, unknowns]: number[][] = [[], []];
    // By turns: what else the machine does meets both.
    for (let tries = 0; tries < 9; tries += 1) {
      unknowns?.push(await timed('nobody-at-all'));
      knowns?.push(await timed('timed'));
    }
    const middle = (times: number[] = []) => times.toSorted((one, other) => one - other)[4] ?? 0;
    const [known, unknown] = [middle(knowns), middle(unknowns)];
    // Without the hash of nobody, the answer comes in a small part of the time.
    expect(unknown).toBeGreaterThan(known / 3);
  });

  it('takes an accent for another name', async () => {
    await register('renee');
    expect(slugOf(await login('renée'))).toEqual([401, 'wrong-credentials']);
  });

  it('lets nobody in by a hash, and nobody who has none', async () => {
    await register('hash-thief');
    const [user] = await usersNamed('hash-thief');
    expect((await login('hash-thief', user?.password_hash)).status).toBe(401);
    await shop.database.query('UPDATE users SET password_hash = NULL WHERE id = ?', [user?.id]);
    expect((await login('hash-thief', PASSWORD)).status).toBe(401);
    expect((await login('hash-thief', 'nobody has this password')).status).toBe(401);
  });
});

describe.each(['register', 'login'])('%s refuses', (route) => {
  const credentials = { username: 'valid-name', password: PASSWORD };

  it.each<[string, string, unknown]>([
    ['username', 'missing', undefined],
    ['username', 'null', null],
    ['username', 'empty', ''],
    ['username', 'too short', 'ab'],
    ['username', 'too short, though of six bytes', '王明'],
    ['username', 'too long', 'x'.repeat(33)],
    ['username', 'a number', 123],
    ['username', 'a list', ['valid-name']],
    ['username', 'an object', { $ne: '' }],
    ['username', 'with a blank', 'valid name'],
    ['username', 'with a blank at its end', 'valid-name '],
    ['username', 'with a line break at its end', 'valid-name\n'],
    ['username', 'with a zero byte', 'valid\u0000name'],
    ['username', 'a name as external users have', 'ext:0123456789'],
    ['username', 'with a quote', "a' OR 1=1"],
    ['username', 'with a mark that combines with no letter', 'valq\u0301rie'],
    ['username', 'with an emoji', 'valid🐟'],
    ['password', 'missing', undefined],
    ['password', 'null', null],
    ['password', 'too short', '1234567'],
    ['password', 'too long', 'x'.repeat(129)],
    ['password', 'too long by marks that some do not count', '\u{FE0F}'.repeat(129)],
    ['password', 'a number', 12_345_678],
    ['password', 'a list', [PASSWORD]],
    ['password', 'true', true],
    ['role', 'not for clients to say', 'operator'],
    ['id', 'not for clients to say', 1],
  ])('%s: %s', async (member, _, value) => {
    const body = { ...credentials, [member]: value };
    const answer = await shop.anybody.post(`${AUTH}/${route}`, body);
    expect(slugOf(answer)).toEqual([400, 'invalid-request']);
    expect(answer.body.errors).toMatchObject([{ path: member }]);
    // What was sent is not sent back: it may be somebody's password.
    expect(answer.text).not.toContain(PASSWORD);
  });

  it.each(['[]', 'null', '"text"', '{', ''])('the body %s', async (body) => {
    expect((await shop.anybody.send('POST', `${AUTH}/${route}`, { body })).status).toBe(400);
  });

  it('a body of 5 MB', async () => {
    const body = { ...credentials, password: 'x'.repeat(5_000_000) };
    expect((await shop.anybody.post(`${AUTH}/${route}`, body)).status).toBe(413);
  });
});

describe('development users', () => {
  it('are added once, and left as they are', async () => {
    const users = shop.app.get(Users);
    const [one, two] = await Promise.all([
      users.ensureDemoUser('demo', 'demo-demo-1', 'customer'),
      users.ensureDemoUser('demo', 'demo-demo-1', 'customer'),
    ]);
    expect(two).toEqual(one);
    expect(await users.ensureDemoUser('demo', 'another one', 'admin')).toEqual(one);
    const { publicId: id, username, role } = one;
    expect((await login('demo', 'demo-demo-1')).body.user).toEqual({ id, username, role });
  });

  it('do not wait for ever for a name that somebody has, written almost alike', async () => {
    await register('dèmó-two');
    const users = shop.app.get(Users);
    await expect(users.ensureDemoUser('demo-two', PASSWORD, 'admin')).rejects.toThrow('alike');
  });
});
