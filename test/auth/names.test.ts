import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { NameSkeletons1796000000550 } from '../../src/database/migrations/1796000000550-name-skeletons.js';
import type { Answer } from '../support/client.js';
import { somebodyWaits } from '../support/row-lock.js';
import { openShop, type Shop } from '../support/shop.js';
import { holdCommits } from '../support/transactions.js';
import { until } from '../support/until.js';

const AUTH = '/api/v1/auth';
const PASSWORD = 'correct horse';
const OLD_NAMES = ['o1d-name', 'old-name', '\u0430dmin', '\uff41\uff42\uff43\uff44', 'ab½'];

let shop: Shop;

beforeAll(async () => {
  shop = await openShop();
  for (const name of OLD_NAMES) await addByHand(name);
});

afterAll(() => shop?.close());

async function addByHand(username: string): Promise<void> {
  await shop.database.query(
    `INSERT INTO users (username, password_hash, role, created_at) VALUES (?, ?, 'customer', NOW(3))`,
    [username, await hash(PASSWORD)],
  );
}

function send(route: string, username: string, key?: string): Promise<Answer> {
  const headers = key === undefined ? {} : { 'idempotency-key': key };
  return shop.anybody.post(`${AUTH}/${route}`, { username, password: PASSWORD }, headers);
}

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

describe('registering', () => {
  it('keeps the canonical form of a name, and every form of it signs in', async () => {
    const { status, body } = await send('register', '\uff2a\uff4fse\u0301');
    expect([status, body.user.username]).toEqual([201, 'José']);
    for (const name of ['José', 'Jose\u0301', '\uff2a\uff2fSÉ']) {
      expect((await send('login', name)).body.user).toEqual(body.user);
    }
  });

  it('takes the same name in another encoding for the same request', async () => {
    const first = await send('register', 'zoe\u0301', 'key-1');
    const again = await send('register', 'zoé', 'key-1');
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body.user).toEqual(first.body.user);
  });

  it('refuses a name that looks like one that is taken', async () => {
    expect((await send('register', 'coco-lido')).status).toBe(201);
    for (const name of ['c0co-lido', 'coco-1ido', 'coco-Iido', 'COCO-LIDO', 'ｃoco-lido']) {
      expect(slugOf(await send('register', name))).toEqual([409, 'username-taken']);
    }
    expect((await send('register', 'coco-lide')).status).toBe(201);
    expect((await send('register', '\u0440\u043e\u0441')).status).toBe(201);
    expect(slugOf(await send('register', 'poc'))).toEqual([409, 'username-taken']);
  });

  it.each([
    ['two scripts', '\u0430lison'],
    ['a direction', 'ali\u202eson'],
    ['a letter that nobody sees', 'ali\u3164son'],
    ['nothing', 'ali\u200bson'],
  ])('refuses a name with %s in it', async (_, name) => {
    const answer = await send('register', name);
    expect(slugOf(answer)).toEqual([400, 'invalid-request']);
    expect(answer.body.errors).toMatchObject([{ path: 'username' }]);
  });

  it('takes Chinese beside Latin letters', async () => {
    expect((await send('register', 'Li小龙')).status).toBe(201);
  });

  it('gives names that look alike to one of two who want them at once', async () => {
    const held = holdCommits(shop.app.get(DataSource));
    const first = send('register', 'solo');
    await until('the first is about to be committed', () => held.count() === 1);
    const second = send('register', 's0lo');
    await until(
      'the second waits, or is about to be committed as well',
      async () => held.count() > 1 || (await somebodyWaits(shop.database)),
    );
    held.release();
    expect([slugOf(await first)[0], slugOf(await second)]).toEqual([201, [409, 'username-taken']]);
  });

  it('gives names that look alike to one of many', async () => {
    const names = ['lots-of', '1ots-of', 'Iots-of', 'l0ts-of', '10ts-of', 'lots-0f'];
    const answers = await Promise.all(names.map((name) => send('register', name)));
    const statuses = answers.map(({ status }) => String(status)).toSorted();
    expect(statuses).toEqual(['201', '409', '409', '409', '409', '409']);
  });
});

describe('users of before', () => {
  it.each(OLD_NAMES)('%s signs in', async (name) => {
    const { status, body } = await send('login', name);
    expect([status, body.user.username]).toEqual([200, name]);
  });

  it('keep others from names that look like theirs, also those without a skeleton', async () => {
    for (const name of ['0ld-name', 'abcd']) {
      expect(slugOf(await send('register', name))).toEqual([409, 'username-taken']);
    }
  });

  it('get their skeletons from the migration', async () => {
    const source = await new DataSource({ type: 'mysql', url: shop.database.url }).initialize();
    const runner = source.createQueryRunner();
    const migration = new NameSkeletons1796000000550();
    await migration.down(runner);
    await migration.up(runner);
    await source.destroy();
    const rows = await shop.database.query<{ username: string; name_skeleton: string }>(
      'SELECT username, name_skeleton FROM users WHERE username IN (?)',
      [OLD_NAMES],
    );
    const skeletons = rows.map((row) => [row.username, row.name_skeleton]);
    expect(Object.fromEntries(skeletons)).toEqual({
      'o1d-name': 'old-name',
      'old-name': 'old-name',
      '\u0430dmin': 'admin',
      '\uff41\uff42\uff43\uff44': 'abcd',
      'ab\u00bd': 'abl\u20442',
    });
    expect(slugOf(await send('register', 'oId-name'))).toEqual([409, 'username-taken']);
  });
});
