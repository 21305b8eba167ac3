import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { ADDRESS, openShop, type Shop } from '../support/shop.js';

const ADDRESSES = '/api/v1/addresses';

let shop: Shop;
let user: Client;
let id: number;
let before: string;

beforeAll(async () => {
  shop = await openShop();
  user = await shop.customer();
  const { text, body } = await user.get(ADDRESSES);
  [before, id] = [text, body.items[0].id];
});

afterAll(() => shop?.close());

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

const LONGEST = { tag: 20, receiver: 50, province: 50, city: 50, district: 50, detail: 200 };

const WRONG_TEXTS: [string, unknown][] = [
  ['null', null],
  ['a number', 5],
  ['true', true],
  ['a list', ['家']],
  ['an object', { $ne: '' }],
  ['empty', ''],
  ['blank', '   '],
  ['blank before', ' 家'],
  ['blank behind', '家 '],
  ['a wide blank behind', '家\u3000'],
  ['a line break behind', '家\n'],
  ['two lines', '家\n家'],
  ['two lines in other words', '家\u2028家'],
  ['a tab', '家\t家'],
  ['a zero byte', '家\u0000家'],
  ['half a character', '家\ud800家'],
];

const WRONG_MEMBERS: [string, string, unknown][] = [
  ...Object.entries(LONGEST).flatMap(([member, longest]) => [
    ...WRONG_TEXTS.map(([name, value]): [string, string, unknown] => [member, name, value]),
    [member, 'too long', '家'.repeat(longest + 1)] satisfies [string, string, unknown],
    [member, 'too long by marks that some do not count', '\u{FE0F}'.repeat(longest + 1)] satisfies [
      string,
      string,
      unknown,
    ],
  ]),
  ['mobile', 'null', null],
  ['mobile', 'a number', 13_800_000_000],
  ['mobile', 'empty', ''],
  ['mobile', 'letters', '1380000000O'],
  ['mobile', 'too short', '1234'],
  ['mobile', 'too long', '1'.repeat(20)],
  ['mobile', 'two signs', '++8613800000000'],
  ['mobile', 'no digit first', '-13800000000'],
  ['mobile', 'blanks', '138 0000 0000'],
  ['mobile', 'wide digits', '１３８００００００００'],
  ['mobile', 'a line break behind', '13800000000\n'],
  ['mobile', 'a list', ['13800000000']],
  ['isDefault', 'not for clients to say', true],
  ['userId', 'not for clients to say', 1],
  ['id', 'not for clients to say', 1],
  ['deletedAt', 'not for clients to say', null],
  ['unknown', 'unknown', 1],
];

describe('an address is refused', () => {
  it.each(Object.keys(ADDRESS))('without %s', async (member) => {
    const answer = await user.post(ADDRESSES, { ...ADDRESS, [member]: undefined });
    expect(slugOf(answer)).toEqual([400, 'invalid-request']);
    expect(answer.body.errors).toEqual([{ path: member, message: expect.any(String) }]);
  });

  it.each(WRONG_MEMBERS)('with %s: %s, new or changed', async (member, _, value) => {
    const answers = [
      await user.post(ADDRESSES, { ...ADDRESS, [member]: value }),
      await user.send('PATCH', `${ADDRESSES}/${id}`, { body: { [member]: value } }),
    ];
    for (const answer of answers) {
      expect(slugOf(answer)).toEqual([400, 'invalid-request']);
      expect(answer.body.errors).toMatchObject([{ path: member }]);
    }
  });

  it('with all that is wrong named at once', async () => {
    const { body } = await user.post(ADDRESSES, { tag: '', mobile: 'x', extra: 1 });
    const paths = body.errors.map(({ path }: { path: string }) => path).toSorted();
    expect(paths).toEqual(
      ['city', 'detail', 'district', 'extra', 'mobile', 'province', 'receiver', 'tag'].toSorted(),
    );
  });

  it.each(['[]', 'null', '"text"', '5', '{', '{"__proto__":{"tag":"x"}}'])(
    'as the body %s',
    async (body) => {
      expect((await user.send('POST', ADDRESSES, { body })).status).toBe(400);
    },
  );

  it('as a body of 5 MB', async () => {
    const answer = await user.post(ADDRESSES, { ...ADDRESS, detail: 'x'.repeat(5_000_000) });
    expect(answer.status).toBe(413);
  });
});

describe('there is no address', () => {
  it.each([
    '0',
    '-1',
    '1.5',
    '1e0',
    '0x1',
    '4294967296',
    '99999999999999999999',
    'abc',
    '1%20OR%201=1',
  ])('%s', async (text) => {
    const path = `${ADDRESSES}/${text}`;
    const answers = [
      await user.send('PATCH', path, { body: { tag: '公司' } }),
      await user.send('DELETE', path, {}),
      await user.post(`${path}/default`),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it('4294967295', async () => {
    expect(slugOf(await user.send('DELETE', `${ADDRESSES}/4294967295`, {}))).toEqual([
      404,
      'no-such-address',
    ]);
  });
});

describe('without a token', () => {
  it.each([
    ['GET', ''],
    ['POST', ''],
    ['PATCH', '/1'],
    ['DELETE', '/1'],
    ['POST', '/1/default'],
  ])('%s %s is refused', async (method, path) => {
    const sending = method === 'POST' || method === 'PATCH' ? { body: ADDRESS } : {};
    const send = (client: Client) => client.send(method, ADDRESSES + path, sending);
    expect(slugOf(await send(shop.anybody))).toEqual([401, 'sign-in-required']);
    expect(slugOf(await send(shop.anybody.as('a.b.c')))).toEqual([401, 'invalid-token']);
  });
});

describe('after all of that', () => {
  it('nothing has left a trace', async () => {
    expect((await user.get(ADDRESSES)).text).toBe(before);
  });
});
