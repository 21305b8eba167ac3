import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { ADDRESS, openShop, placeOrder, type Shop } from '../support/shop.js';

const ADDRESSES = '/api/v1/addresses';
const MOST = 5;

let shop: Shop;
let user: Client;
let users = 0;

beforeAll(async () => {
  shop = await openShop({ MAX_ADDRESSES: String(MOST) });
});

beforeEach(async () => {
  user = await newcomer();
});

afterAll(() => shop?.close());

/** Somebody without an address. */
async function newcomer(): Promise<Client> {
  users += 1;
  const credentials = { username: `newcomer-${users}`, password: 'a long password' };
  const { body } = await shop.anybody.post('/api/v1/auth/register', credentials);
  return shop.anybody.as(body.token);
}

async function add(changes: object = {}, client = user): Promise<number> {
  const { status, body } = await client.post(ADDRESSES, { ...ADDRESS, ...changes });
  expect(status).toBe(201);
  return body.id;
}

function change(id: number, body: unknown, client = user): Promise<Answer> {
  return client.send('PATCH', `${ADDRESSES}/${id}`, { body });
}

function remove(id: number, client = user): Promise<Answer> {
  return client.send('DELETE', `${ADDRESSES}/${id}`, {});
}

function makeDefault(id: number, client = user): Promise<Answer> {
  return client.post(`${ADDRESSES}/${id}/default`);
}

/** The user's addresses as `id`, the default with a star, in the order of the list. */
async function listed(client = user): Promise<string[]> {
  const { status, body } = await client.get(ADDRESSES);
  expect([status, body.nextCursor]).toEqual([200, null]);
  return body.items.map(
    (one: { id: number; isDefault: boolean }) => `${one.id}${one.isDefault ? '*' : ''}`,
  );
}

function slugOf(answer: Answer): [number, string] {
  return [answer.status, String(answer.body.type).split(':').at(-1) ?? ''];
}

describe('adding', () => {
  it('answers the address; the first is the default', async () => {
    expect(await listed()).toEqual([]);
    const { status, body } = await user.post(ADDRESSES, ADDRESS);
    expect(status).toBe(201);
    expect(body).toEqual({ id: body.id, ...ADDRESS, isDefault: true });
    expect((await user.get(ADDRESSES)).body).toEqual({ items: [body], nextCursor: null });
  });

  it('lists the default first, then the newest', async () => {
    const ids = [await add(), await add(), await add()];
    expect(await listed()).toEqual([`${ids[0]}*`, `${ids[2]}`, `${ids[1]}`]);
  });

  it('keeps Chinese, emoji and quotes as they are, each as long as it may be', async () => {
    const texts = {
      tag: '🏠'.repeat(20),
      receiver: `O'Neill "${'明'.repeat(40)}"`,
      mobile: '+86-138-0000-0000',
      province: '省'.repeat(50),
      city: '新'.repeat(50),
      district: '区'.repeat(50),
      detail: `${'路'.repeat(190)} <b>&%_\\;1`,
    };
    const id = await add(texts);
    expect((await user.get(ADDRESSES)).body.items).toEqual([{ id, ...texts, isDefault: true }]);
  });

  it('ends at the most that a user may have; a deleted one makes room', async () => {
    const ids: number[] = [];
    for (let made = 0; made < MOST; made += 1) ids.push(await add());
    expect(slugOf(await user.post(ADDRESSES, ADDRESS))).toEqual([409, 'too-many-addresses']);
    await remove(ids[1] ?? 0);
    await add();
    expect(slugOf(await user.post(ADDRESSES, ADDRESS))).toEqual([409, 'too-many-addresses']);
    expect(await listed(await newcomer())).toEqual([]);
  });

  it('keeps to the most and to one default when many come at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: MOST + 4 }, () => user.post(ADDRESSES, ADDRESS)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(MOST);
    expect(statuses.filter((status) => status === 409)).toHaveLength(4);
    const list = await listed();
    expect(list).toHaveLength(MOST);
    expect(list.filter((one) => one.endsWith('*'))).toHaveLength(1);
  });
});

describe('adding under an idempotency key', () => {
  const key = { 'idempotency-key': 'one-address' };

  it('adds one, and answers twice alike', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => user.post(ADDRESSES, ADDRESS, key)));
    answers.push(await user.post(ADDRESSES, ADDRESS, key));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await listed()).toHaveLength(1);
  });

  it('refuses another address', async () => {
    await user.post(ADDRESSES, ADDRESS, key);
    const other = await user.post(ADDRESSES, { ...ADDRESS, tag: '公司' }, key);
    expect(slugOf(other)).toEqual([422, 'idempotency-key-reused']);
    expect(await listed()).toHaveLength(1);
  });

  it('knows the key of one user from the same key of another', async () => {
    const one = await user.post(ADDRESSES, ADDRESS, key);
    const other = await (await newcomer()).post(ADDRESSES, ADDRESS, key);
    expect([one.status, other.status]).toEqual([201, 201]);
    expect(other.body.id).not.toBe(one.body.id);
  });

  it('does not keep a refusal', async () => {
    const ids: number[] = [];
    for (let made = 0; made < MOST; made += 1) ids.push(await add());
    expect((await user.post(ADDRESSES, ADDRESS, key)).status).toBe(409);
    await remove(ids[0] ?? 0);
    expect((await user.post(ADDRESSES, ADDRESS, key)).status).toBe(201);
  });
});

describe('changing', () => {
  it('changes what is named and nothing else', async () => {
    const id = await add();
    const other = await add({ tag: '公司' });
    const answer = await change(id, { mobile: '13911111111', detail: '1 号楼' });
    const changed = { id, ...ADDRESS, mobile: '13911111111', detail: '1 号楼', isDefault: true };
    expect([answer.status, answer.body]).toEqual([200, changed]);
    const { items } = (await user.get(ADDRESSES)).body;
    expect(items).toEqual([changed, { id: other, ...ADDRESS, tag: '公司', isDefault: false }]);
  });

  it('changes nothing by an empty change', async () => {
    const id = await add();
    const answer = await change(id, {});
    expect([answer.status, answer.body]).toEqual([200, { id, ...ADDRESS, isDefault: true }]);
  });

  it('loses no change beside another', async () => {
    const id = await add();
    await Promise.all([
      change(id, { tag: '公司' }),
      change(id, { city: '上海市' }),
      change(id, { detail: '南京路' }),
      makeDefault(id),
    ]);
    const { items } = (await user.get(ADDRESSES)).body;
    expect(items).toMatchObject([{ tag: '公司', city: '上海市', detail: '南京路' }]);
  });

  it('changes no order that was made before', async () => {
    const id = await add();
    const { orderNo } = await placeOrder(user, await shop.sku());
    await change(id, { receiver: '别人' });
    await remove(id);
    const order = await user.get(`/api/v1/orders/${orderNo}`);
    expect(order.body.address).toMatchObject(ADDRESS);
  });
});

describe('the default', () => {
  it('is the one that was chosen', async () => {
    const ids = [await add(), await add(), await add()];
    const answer = await makeDefault(ids[1] ?? 0);
    expect([answer.status, answer.body]).toEqual([
      200,
      { id: ids[1], ...ADDRESS, isDefault: true },
    ]);
    expect(await listed()).toEqual([`${ids[1]}*`, `${ids[2]}`, `${ids[0]}`]);
    expect((await makeDefault(ids[1] ?? 0)).status).toBe(200);
    expect(await listed()).toEqual([`${ids[1]}*`, `${ids[2]}`, `${ids[0]}`]);
  });

  it('is the newest once the default was deleted', async () => {
    const ids = [await add(), await add(), await add()];
    expect((await remove(ids[0] ?? 0)).status).toBe(204);
    expect(await listed()).toEqual([`${ids[2]}*`, `${ids[1]}`]);
    await remove(ids[1] ?? 0);
    expect(await listed()).toEqual([`${ids[2]}*`]);
    await remove(ids[2] ?? 0);
    expect(await listed()).toEqual([]);
    expect(await listed()).toEqual([]);
    const next = await add();
    expect(await listed()).toEqual([`${next}*`]);
  });

  it('is exactly one, whatever happens at once', async () => {
    const ids = [await add(), await add(), await add(), await add()];
    await Promise.all([
      makeDefault(ids[1] ?? 0),
      makeDefault(ids[2] ?? 0),
      remove(ids[0] ?? 0),
      remove(ids[2] ?? 0),
      makeDefault(ids[3] ?? 0),
      user.post(ADDRESSES, ADDRESS),
    ]);
    const list = await listed();
    expect(list).toHaveLength(3);
    expect(list.filter((one) => one.endsWith('*'))).toHaveLength(1);
    const rows = await shop.database.query(
      `SELECT id FROM addresses WHERE is_default = 1 AND deleted_at IS NOT NULL`,
    );
    expect(rows).toEqual([]);
  });
});

describe('deleting', () => {
  it('keeps the row, and shows it to nobody', async () => {
    const id = await add();
    const answer = await remove(id);
    expect([answer.status, answer.text]).toEqual([204, '']);
    for (const again of [await remove(id), await change(id, {}), await makeDefault(id)]) {
      expect(slugOf(again)).toEqual([404, 'no-such-address']);
    }
    const rows = await shop.database.query<{ receiver: string; deleted_at: Date | null }>(
      'SELECT receiver, deleted_at FROM addresses WHERE id = ?',
      [id],
    );
    expect(rows).toEqual([{ receiver: ADDRESS.receiver, deleted_at: expect.any(Date) }]);
  });

  it('happens once when it is asked for often', async () => {
    const id = await add();
    const answers = await Promise.all([1, 2, 3, 4].map(() => remove(id)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(1);
    expect(statuses.filter((status) => status === 404)).toHaveLength(3);
  });
});

describe("somebody else's address", () => {
  it('is none', async () => {
    const id = await add();
    const stranger = await newcomer();
    const own = await add({}, stranger);
    const answers = [
      await change(id, { receiver: '别人' }, stranger),
      await change(id, {}, stranger),
      await remove(id, stranger),
      await makeDefault(id, stranger),
    ];
    for (const answer of answers) expect(slugOf(answer)).toEqual([404, 'no-such-address']);
    expect(await listed(stranger)).toEqual([`${own}*`]);
    expect((await user.get(ADDRESSES)).body.items).toEqual([{ id, ...ADDRESS, isDefault: true }]);
  });

  it('is none to an operator either', async () => {
    const id = await add();
    const operator = await shop.operator();
    expect(slugOf(await remove(id, operator))).toEqual([404, 'no-such-address']);
    expect(await listed(operator)).toEqual([]);
  });
});
