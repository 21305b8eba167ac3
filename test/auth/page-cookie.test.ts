import { describe, expect, it } from '@jest/globals';
import type { FastifyReply } from 'fastify';
import { readSettings } from '../../config/settings.js';
import { PageCookie } from '../../src/auth/page-cookie.js';
import type { SignIn } from '../../src/auth/users.service.js';

const SIGN_IN: SignIn = {
  user: { id: 'somebody', username: 'demo', role: 'customer' },
  token: 'a.b.c',
  expiresIn: 60,
};

/** The headers that a sign-in sets with these settings. */
async function headersWith(
  env: Readonly<Record<string, string>>,
  signIn = Promise.resolve(SIGN_IN),
): Promise<Record<string, string>> {
  const settings = readSettings({ NODE_ENV: 'test', ...env });
  const headers: Record<string, string> = {};
  const reply = {
    header: (name: string, value: string) => Object.assign(headers, { [name]: value }),
  };
  const cookie = new PageCookie(settings.storefronts, settings.app);
  expect(await cookie.set(reply as unknown as FastifyReply, signIn)).toBe(SIGN_IN);
  return headers;
}

describe("the cookie of meiduo's pages", () => {
  it('reaches those pages alone, and no script', async () => {
    const headers = await headersWith({ STOREFRONTS: 'meiduo' });
    expect(headers).toEqual({
      'set-cookie': 'token=a.b.c; Path=/payment; Max-Age=60; HttpOnly; SameSite=Lax',
    });
  });

  it('travels by HTTPS alone where the shop does', async () => {
    const env = { STOREFRONTS: 'meiduo,luffy', PUBLIC_URL: 'https://shop.example.test' };
    expect((await headersWith(env))['set-cookie']).toMatch(/; Secure$/);
  });

  it('is not set where meiduo is not served', async () => {
    expect(await headersWith({ STOREFRONTS: 'dadashop,luffy' })).toEqual({});
  });

  it('is not set for a sign-in that failed', async () => {
    const failed = Promise.reject<SignIn>(new Error('wrong password'));
    await expect(headersWith({ STOREFRONTS: 'meiduo' }, failed)).rejects.toThrow('wrong password');
  });
});
