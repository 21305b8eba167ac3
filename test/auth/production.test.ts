import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD, DEMO_USERS } from '../../src/auth/demo-users.js';
import { Users } from '../../src/auth/users.service.js';
import type { Answer } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';

const AUTH = '/api/v1/auth';

let shop: Shop;

/** A production server on a database that has seen development. */
beforeAll(async () => {
  shop = await openShop({ NODE_ENV: 'production' });
  for (const { username, role } of DEMO_USERS) {
    await shop.database.query(
      'INSERT INTO users (username, password_hash, role, created_at) VALUES (?, ?, ?, NOW(3))',
      [username, await hash(DEMO_PASSWORD), role],
    );
  }
});

afterAll(() => shop?.close());

function send(route: string, username: string, password: string): Promise<Answer> {
  return shop.anybody.post(`${AUTH}/${route}`, { username, password });
}

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

describe('in production', () => {
  it.each(['demo', 'operator', 'Demo', 'OPERATOR'])(
    'the published password does not let %s in, nor gives it away',
    async (username) => {
      for (const route of ['login', 'register']) {
        const answer = await send(route, username, DEMO_PASSWORD);
        expect(slugOf(answer)).toEqual([403, 'demo-user-in-production']);
        expect(answer.body.token).toBeUndefined();
      }
    },
  );

  it.each(['dèmo', 'démó', 'opèrator', 'ÖPERATOR'])(
    'nor does a name that the database takes for one of theirs: %s',
    async (username) => {
      expect(slugOf(await send('login', username, DEMO_PASSWORD))).toEqual([
        401,
        'wrong-credentials',
      ]);
      expect(slugOf(await send('register', username, DEMO_PASSWORD))).toEqual([
        409,
        'username-taken',
      ]);
    },
  );

  it('no demo user is made', async () => {
    const users = shop.app.get(Users);
    const made = users.ensureDemoUser('another', DEMO_PASSWORD, 'admin');
    await expect(made).rejects.toThrow('only in development');
  });

  it('everybody else registers and signs in', async () => {
    expect((await send('register', 'somebody', DEMO_PASSWORD)).status).toBe(201);
    expect((await send('login', 'somebody', DEMO_PASSWORD)).status).toBe(200);
  });
});
