import { verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askOnce } from '../../bench/driver.mjs';
import { jobs } from '../../bench/jobs.mjs';
import { type BothSides, openBothSides, type Side } from './both-sides.js';

/** What either side draws, reads off the clock or is told to listen to. */
const OWN_IN_ANSWERS = /^(order_id|order_time|pay_url|base_url)$/;
const OWN_IN_ROWS =
  /^(id|\w+_at|(order|payment|event|request)_id|order_no|out_trade_no|digest|orderNo|outTradeNo|expiresAt)$/;
const TABLES = ['orders', 'order_lines', 'payments', 'payment_evidence', 'outbox', 'skus'];

/** A value of which only what both sides have in common is left: of the rest, whether it is there. */
function common(value: unknown, own: RegExp): unknown {
  if (Array.isArray(value)) return value.map((member) => common(member, own));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]: [string, unknown]) => {
    const isOwn = own.test(name) && member !== null;
    return [name, isOwn ? 'its own' : common(parsed(member), own)] as const;
  });
  return Object.fromEntries(entries);
}

/** JSON as it is kept in a column or sent as a body; anything else as it is. */
const parsed = (value: unknown): unknown =>
  typeof value === 'string' && /^(\{|\[[{"\]])/.test(value) ? JSON.parse(value) : value;

describe('the floor', () => {
  let sides: BothSides;

  beforeAll(async () => {
    sides = await openBothSides();
  });

  afterAll(() => sides.close());

  async function ask(side: Side, name: keyof typeof jobs) {
    await jobs[name].prepare(side, sides.world, 1);
    const { status, body } = await askOnce(side, jobs[name].requests(sides.world, 1, side)());
    return { status, body: common(parsed(body), OWN_IN_ANSWERS) };
  }

  /** All rows that a request left. */
  async function rowsOf({ db }: Side) {
    const all: unknown[] = [];
    for (const table of TABLES) {
      const which = table === 'skus' ? 'WHERE sales > 0' : '';
      const [rows] = await db.query(`SELECT * FROM ${table} ${which} ORDER BY id`);
      all.push({ table, rows: common(rows, OWN_IN_ROWS) });
    }
    return all;
  }

  it.each(['create', 'link', 'confirm', 'list', 'notify'] as const)(
    'gives the answer of the backend to %s',
    async (name) => {
      expect(await ask(sides.floor, name)).toEqual(await ask(sides.app, name));
    },
  );

  it.each([
    ['create', 'floor'],
    ['notify', 'floor'],
    ['create', 'procedures'],
    ['notify', 'procedures'],
  ] as const)('leaves the rows of the backend after %s, as %s', async (name, floor) => {
    await ask(sides.app, name);
    await ask(sides[floor], name);
    const rows = await rowsOf(sides.app);
    expect(rows).toContainEqual(
      expect.objectContaining({
        table: 'outbox',
        rows: expect.arrayContaining([expect.anything()]),
      }),
    );
    expect(await rowsOf(sides[floor])).toEqual(rows);
  });

  it.each(['app', 'floor'] as const)(
    'gets a link from the %s that Alipay will take',
    async (name) => {
      await jobs.link.prepare(sides[name], sides.world);
      const { body } = await askOnce(sides[name], jobs.link.requests(sides.world)());
      const { pay_url: address } = JSON.parse(body).data;
      const { sign = '', ...rest } = Object.fromEntries(new URL(address).searchParams);
      const fields = Object.entries(rest).toSorted(([one], [other]) => (one < other ? -1 : 1));
      const text = fields.map(([key, value]) => `${key}=${value}`).join('&');
      const bytes = Buffer.from(sign, 'base64');
      expect(verify('sha256', Buffer.from(text), sides.appPublicKey, bytes)).toBe(true);
      const names = 'app_id biz_content charset format method notify_url return_url sign_type';
      expect(fields.map(([key]) => key).join(' ')).toBe(`${names} timestamp version`);
      expect(JSON.parse(rest['biz_content'] ?? '')).toMatchObject({
        out_trade_no: expect.stringMatching(/^\d{24}$/),
        total_amount: '209.00',
        product_code: 'FAST_INSTANT_TRADE_PAY',
        subject: '安踏A红色',
        time_expire: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      });
    },
  );

  it('believes a notify once, and no forged one', async () => {
    const { floor, world } = sides;
    await jobs.notify.prepare(floor, world, 2);
    const requests = jobs.notify.requests(world, 2, floor);
    const [genuine, other] = [requests(), requests()];
    const forged = other.replace('total_amount=209.00', 'total_amount=209.01');
    expect(forged).not.toBe(other);
    expect((await askOnce(floor, genuine)).body).toBe('success');
    expect((await askOnce(floor, genuine)).body).toBe('success');
    expect((await askOnce(floor, forged)).status).toBe(403);
    expect(await jobs.notify.check(floor, 1)).toEqual([]);
  });

  it('knows nobody by a token that is not right', async () => {
    const request = jobs.list.requests(sides.world, 1, sides.floor)();
    const status = async (one: string) => (await askOnce(sides.floor, one)).status;
    expect(await status(request)).toBe(200);
    const changed = request.replace(/(.)(?=\r\n\r\n)/, (last: string) =>
      last === 'A' ? 'Q' : 'A',
    );
    expect(await status(changed)).toBe(401);
    expect(await status(request.replace(/authorization.*\r\n/, ''))).toBe(401);
  });
});
