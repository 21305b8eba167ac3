import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Answer } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';

const ME = '/api/v1/auth/me';
const ISSUER = 'https://login.example.test';
const AUDIENCE = 'the-shop';

/** Publishes a key set, counts how often it is fetched, and fails when told to. */
class Issuer {
  readonly keys: object[] = [];
  fetched = 0;
  answer: 'keys' | 'failure' | 'nonsense' | 'cut' = 'keys';
  private readonly server: Server = createServer(({ url }, response) => {
    this.fetched += 1;
    // As issuers do whose addresses end in a slash; nobody follows it.
    if (url !== '/jwks/') response.writeHead(301, { location: '/jwks/' }).end();
    else if (this.answer === 'cut') response.destroy();
    else if (this.answer === 'failure') response.writeHead(500).end();
    else if (this.answer === 'nonsense') response.end('<html>');
    else response.end(JSON.stringify({ keys: this.keys }));
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/jwks/`;
  }

  /** A new key pair, of which the public half is published; answers what signs with the other. */
  async publish(alg: string, kid: string, published = true) {
    const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
    if (published) this.keys.push({ ...(await exportJWK(publicKey)), alg, kid, use: 'sig' });
    return (changes: Record<string, unknown> = {}) => signer(alg, kid, privateKey, changes);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

function signer(
  alg: string,
  kid: string,
  key: CryptoKey,
  changes: Record<string, unknown>,
): Promise<string> {
  const now = Math.floor(Date.now() / 1_000);
  const all = { iss: ISSUER, aud: AUDIENCE, sub: 'bob', iat: now, exp: now + 300, ...changes };
  const claims = Object.entries(all).filter(([, value]) => value !== undefined);
  return new SignJWT(Object.fromEntries(claims)).setProtectedHeader({ alg, kid }).sign(key);
}

type Signer = Awaited<ReturnType<Issuer['publish']>>;

let issuer: Issuer;
let shop: Shop;
let rs256: Signer;
let es256: Signer;
let ps256: Signer;
let foreign: Signer;
let jwksUrl: string;

beforeAll(async () => {
  issuer = new Issuer();
  rs256 = await issuer.publish('RS256', 'rsa');
  es256 = await issuer.publish('ES256', 'ec');
  ps256 = await issuer.publish('PS256', 'pss');
  foreign = await issuer.publish('RS256', 'rsa', false);
  jwksUrl = await issuer.listen();
  shop = await openShop({ JWKS_URL: jwksUrl, JWKS_ISSUER: ISSUER, JWKS_AUDIENCE: AUDIENCE });
});

beforeEach(() => {
  issuer.answer = 'keys';
});

afterAll(async () => {
  await shop?.close();
  issuer.close();
});

async function me(token: string | Promise<string>): Promise<Answer> {
  return shop.anybody.as(await token).get(ME);
}

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

describe("another issuer's token", () => {
  it.each<[string, () => Promise<string>]>([
    ['RS256', () => rs256()],
    ['ES256', () => es256()],
  ])('signs a customer in: %s', async (_, token) => {
    const { status, body } = await me(token());
    expect([status, body.role]).toEqual([200, 'customer']);
    expect(body.username).toMatch(/^ext:[\da-f]{24}$/);
  });

  it('names the same customer each time, however many come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => me(rs256({ sub: 'many-at-once' }))),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const [user] = await shop.database.query<Record<string, unknown>>(
      'SELECT password_hash, role, external_subject FROM users WHERE public_id = ?',
      [answers[0]?.body.id],
    );
    expect(user).toEqual({
      password_hash: null,
      role: 'customer',
      external_subject: `${ISSUER}|many-at-once`,
    });
  });

  it('makes no operator of anybody, and nobody the owner of a local name', async () => {
    const { body } = await me(rs256({ sub: '1', role: 'operator', username: 'operator' }));
    expect(body.role).toBe('customer');
    expect(body.username).not.toBe('operator');
  });

  it('can be ended here, one by one and all from before', async () => {
    const [one, other] = [await rs256({ sub: 'leaver' }), await rs256({ sub: 'leaver', jti: '2' })];
    const logout = (token: string, body = {}) =>
      shop.anybody.as(token).post('/api/v1/auth/logout', body);
    expect((await logout(one)).status).toBe(204);
    expect([(await me(one)).status, (await me(other)).status]).toEqual([401, 200]);
    expect((await logout(other, { everywhere: true })).status).toBe(204);
    const undated = await rs256({ sub: 'leaver', iat: undefined });
    expect([(await me(other)).status, (await me(undated)).status]).toEqual([401, 401]);
    const later = Math.floor(Date.now() / 1_000) + 60;
    expect((await me(await rs256({ sub: 'leaver', iat: later }))).status).toBe(200);
  });

  it('tells subjects apart that differ by case', async () => {
    const [one, other] = [await me(rs256({ sub: 'Case' })), await me(rs256({ sub: 'case' }))];
    expect(one.body.id).not.toBe(other.body.id);
  });

  it('may shop like any other customer', async () => {
    const client = shop.anybody.as(await rs256({ sub: 'shopper' }));
    expect((await client.get('/api/v1/addresses')).body.items).toEqual([]);
  });

  it('needs the key set but once', async () => {
    await me(rs256());
    const before = issuer.fetched;
    issuer.answer = 'failure';
    expect((await me(es256())).status).toBe(200);
    expect(issuer.fetched).toBe(before);
  });

  it("stands beside this server's own tokens", async () => {
    expect((await (await shop.customer()).get(ME)).status).toBe(200);
  });
});

describe('refused is one', () => {
  const past = Math.floor(Date.now() / 1_000) - 10;

  it.each<[string, () => Promise<string>]>([
    ['signed with another key under the same name', () => foreign()],
    ['signed by PS256, which is not asked for', () => ps256()],
    ['without an end', () => rs256({ exp: undefined })],
    ['that is over', () => rs256({ exp: past })],
    ['of another issuer', () => rs256({ iss: 'https://login.example.com' })],
    ['of no issuer', () => rs256({ iss: undefined })],
    ["of this server's name", () => rs256({ iss: 'alipay-checkout', aud: 'alipay-checkout' })],
    ['for another audience', () => rs256({ aud: 'another-shop' })],
    ['for no audience', () => rs256({ aud: undefined })],
    ['without a subject', () => rs256({ sub: undefined })],
    ['with an empty subject', () => rs256({ sub: '' })],
    ['with a number for its subject', () => rs256({ sub: 5 })],
    ['whose subject ends with a blank', () => rs256({ sub: 'bob ' })],
    ['whose subject is too long to be kept', () => rs256({ sub: 'x'.repeat(250) })],
    [
      'signed with the public key as a secret',
      () =>
        new SignJWT({ iss: ISSUER, aud: AUDIENCE, sub: 'bob', exp: 9_999_999_999 })
          .setProtectedHeader({ alg: 'HS256', kid: 'rsa' })
          .sign(Buffer.from(JSON.stringify(issuer.keys[0]))),
    ],
  ])('%s', async (_, token) => {
    expect(slugOf(await me(token()))).toEqual([401, 'invalid-token']);
  });
});

describe('while the key set cannot be had', () => {
  it.each(['failure', 'nonsense', 'cut'] as const)(
    '(%s) nobody is told to be a forger',
    async (how) => {
      const settings = { JWKS_URL: jwksUrl, JWKS_ISSUER: ISSUER, JWKS_AUDIENCE: AUDIENCE };
      const fresh = await openShop(settings);
      try {
        const client = fresh.anybody.as(await rs256());
        issuer.answer = how;
        const answer = await client.get(ME);
        expect(slugOf(answer)).toEqual([503, 'issuer-unavailable']);
        expect(answer.headers.get('retry-after')).toBe('5');
        expect((await (await fresh.customer()).get(ME)).status).toBe(200);
        issuer.answer = 'keys';
        expect((await client.get(ME)).status).toBe(200);
      } finally {
        await fresh.close();
      }
    },
  );
});

describe('without another issuer', () => {
  it('its tokens are nothing', async () => {
    const plain = await openShop();
    try {
      const answer = await plain.anybody.as(await rs256()).get(ME);
      expect(slugOf(answer)).toEqual([401, 'invalid-token']);
    } finally {
      await plain.close();
    }
  });
});
