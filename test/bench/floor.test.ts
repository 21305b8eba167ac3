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

  it.each(['create', 'notify'] as const)(
    'leaves the rows of the backend after %s',
    async (name) => {
      await ask(sides.app, name);
      await ask(sides.floor, name);
      const rows = await rowsOf(sides.app);
      expect(rows).toContainEqual(
        expect.objectContaining({ table: 'outbox', rows: [expect.anything(), expect.anything()] }),
      );
      expect(await rowsOf(sides.floor)).toEqual(rows);
    },
  );
});
