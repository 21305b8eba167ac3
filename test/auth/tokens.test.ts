import { createHmac, generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT } from 'jose';
import { type Answer, Client } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';
import { damaged } from '../support/damaged.js';

const ME = '/api/v1/auth/me';
const TTL_SECONDS = 600;

let shop: Shop;
let token: string;
let userId: string;
let secret: Uint8Array;

beforeAll(async () => {
  shop = await openShop({ JWT_TTL_SECONDS: String(TTL_SECONDS) });
  const credentials = { username: 'token-bearer', password: 'correct horse' };
  const { body } = await shop.anybody.post('/api/v1/auth/register', credentials);
  token = body.token;
  userId = body.user.id;
  secret = Buffer.from(shop.settings.auth.jwtSecret);
});

afterAll(() => shop?.close());

function me(bearer: string): Promise<Answer> {
  return shop.anybody.as(bearer).get(ME);
}

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

const nowSeconds = () => Math.floor(Date.now() / 1_000);
const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Claims that are all right, but for the changes; a member that is undefined is left out. */
function claims(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    sub: userId,
    username: 'token-bearer',
    ver: 0,
    iss: 'alipay-checkout',
    aud: 'alipay-checkout',
    iat: nowSeconds(),
    exp: nowSeconds() + 60,
    ...changes,
  };
}

function signed(changes: Record<string, unknown> = {}, key: Uint8Array = secret, alg = 'HS256') {
  const all = Object.entries(claims(changes)).filter(([, value]) => value !== undefined);
  return new SignJWT(Object.fromEntries(all)).setProtectedHeader({ alg }).sign(key);
}

/** A token with a header that a library would not write, signed with the right secret all the same. */
function handMade(header: unknown, payload: unknown = claims()): string {
  const text = `${base64url(header)}.${base64url(payload)}`;
  return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
}

describe('a token', () => {
  it('names issuer, audience, user and an end, and nothing secret', () => {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(Object.keys(payload).toSorted()).toEqual(
      ['aud', 'exp', 'iat', 'iss', 'jti', 'sub', 'username', 'ver'].toSorted(),
    );
    expect(payload).toMatchObject({ ...claims(), iat: payload.iat, exp: payload.exp });
    expect(payload.exp - payload.iat).toBe(TTL_SECONDS);
    const header = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString());
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT' });
  });

  it('is taken with the claims that the tests below break one by one', async () => {
    expect((await me(await signed())).status).toBe(200);
    expect((await me(handMade({ alg: 'HS256', typ: 'JWT' }))).status).toBe(200);
  });

  it.each(['Bearer', 'bearer', 'BEARER', 'Bearer  '])('is taken after %s', async (scheme) => {
    const client = new Client(shop.url, null, { authorization: `${scheme} ${token}` });
    expect((await client.get(ME)).status).toBe(200);
  });
});

describe('refused is', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

  it.each<[string, () => string | Promise<string>]>([
    ['one without an end', () => signed({ exp: undefined })],
    ['one that is over', () => signed({ iat: nowSeconds() - 120, exp: nowSeconds() - 1 })],
    ['one that is not good yet', () => signed({ nbf: nowSeconds() + 60 })],
    ['one whose end is text', () => handMade({ alg: 'HS256' }, { ...claims(), exp: '9999999999' })],
    ['one of another issuer', () => signed({ iss: 'somebody-else' })],
    ['one of no issuer', () => signed({ iss: undefined })],
    ['one for another audience', () => signed({ aud: 'another-shop' })],
    ['one for no audience', () => signed({ aud: undefined })],
    ['one without a subject', () => signed({ sub: undefined })],
    ['one whose subject is no id', () => signed({ sub: 'admin' })],
    ['one whose subject is nothing', () => signed({ sub: '' })],
    ['one whose subject is 0', () => signed({ sub: '0' })],
    ['one whose subject is a number of the database', () => signed({ sub: '1' })],
    ['one whose subject is nobody', () => signed({ sub: '0'.repeat(32) })],
    ['one of another version', () => signed({ ver: 1 })],
    ['one of no version', () => signed({ ver: undefined })],
    ['one whose version is text', () => signed({ ver: '0' })],
    ['one whose subject is an exponent', () => signed({ sub: '1e0' })],
    ['one signed with another secret', () => signed({}, Buffer.alloc(32, 7))],
    ['one signed with no secret', () => handMade({ alg: 'HS256' }).replace(/[^.]+$/, '')],
    ['alg none', () => `${base64url({ alg: 'none' })}.${base64url(claims())}.`],
    ['alg none with a signature', () => handMade({ alg: 'none' })],
    ['alg None', () => handMade({ alg: 'None' })],
    ['no alg', () => handMade({ typ: 'JWT' })],
    ['HS512 with the right secret', () => signed({}, secret, 'HS512')],
    [
      'RS256 by a key of its own',
      () => new SignJWT(claims()).setProtectedHeader({ alg: 'RS256' }).sign(rsa),
    ],
    ['a list for its payload', () => handMade({ alg: 'HS256' }, [claims()])],
    ['text for its payload', () => handMade({ alg: 'HS256' }, 'token-bearer')],
    ['two parts', () => token.split('.').slice(0, 2).join('.')],
    ['four parts', () => `${token}.e30`],
    ['a part of nothing', () => `.${token.split('.').slice(1).join('.')}`],
    ['a word', () => 'token'],
    ['something huge', () => `${'x'.repeat(3_000)}.${'x'.repeat(7_000)}.x`],
    ['undefined', () => 'undefined'],
  ])('%s', async (_, make) => {
    const answer = await me(await make());
    expect(slugOf(answer)).toEqual([401, 'invalid-token']);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  it('one whose user was changed', async () => {
    const [header, payload = '', signature] = token.split('.');
    const forged = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const answer = await me(
      `${header}.${base64url({ ...forged, sub: '0'.repeat(32) })}.${signature}`,
    );
    expect(slugOf(answer)).toEqual([401, 'invalid-token']);
  });

  it('one of which any bit is another', async () => {
    const last = token.lastIndexOf('.');
    for (const at of [2, last - 2, last + 2]) {
      const answer = await me(damaged(token, at));
      expect(slugOf(answer)).toEqual([401, 'invalid-token']);
    }
  });

  it.each([
    ['no token', null, 'sign-in-required'],
    ['another scheme', `Basic ${Buffer.from('demo:demo-demo-1').toString('base64')}`, null],
    ['a bare token', 'BARE', null],
    ['a scheme alone', 'Bearer', null],
    ['two tokens', 'Bearer a.b.c d.e.f', null],
  ])('%s', async (_, header, slug) => {
    const authorization = header === 'BARE' ? token : header;
    const client = new Client(shop.url, null, authorization === null ? {} : { authorization });
    expect(slugOf(await client.get(ME))).toEqual([401, slug ?? 'invalid-token']);
  });

  it('a token in a cookie, in the address or in a header of another name', async () => {
    const client = shop.anybody.with({ cookie: `token=${token}`, token });
    expect((await client.get(`${ME}?token=${token}&access_token=${token}`)).status).toBe(401);
  });

  it('a bad token even where none is needed', async () => {
    expect((await shop.anybody.get('/api/v1/skus')).status).toBe(200);
    expect((await shop.anybody.as(token).get('/api/v1/skus')).status).toBe(200);
    expect((await shop.anybody.as('a.b.c').get('/api/v1/skus')).status).toBe(401);
  });

  it('a good one once its time is over', async () => {
    expect((await me(token)).status).toBe(200);
    shop.advance((TTL_SECONDS - 60) * 1_000);
    expect((await me(token)).status).toBe(200);
    shop.advance(61_000);
    expect(slugOf(await me(token))).toEqual([401, 'invalid-token']);
  });
});
