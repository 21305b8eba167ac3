import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { audit } from '../support/audit.js';
import { placeOrder } from '../support/shop.js';
import { type Story, World } from './model-world.js';

const RUNS = Number(process.env['MODEL_RUNS'] ?? 20);
const SEED = process.env['MODEL_SEED'];
const STOCK = 5;

/** So long it may take; what was not tried by then counts as tried. */
const LIMIT_MS = Math.max(240_000, RUNS * 4_000);

let world: World;

/** Most stories should get as far as money, so its steps come more often. */
const MONEY = [
  'link',
  'open',
  'pay',
  'pay',
  'pay',
  'sync',
  'sweep',
  'refund a part',
  'refund a piece',
  'refund everything',
  "refund a part on Alipay's pages",
  'cancel',
  'cancel, and pay all the same',
  'cancel, and pay all the same',
];

/** What happens to three orders, one step after another; a step that is `beside` is not waited for. */
function plans() {
  const step = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...MONEY) },
    { weight: 3, arbitrary: fc.constantFrom(...Object.keys(world.deeds)) },
  );
  const one = fc.record({ order: fc.nat({ max: 2 }), step, beside: fc.boolean() });
  return fc.array(one, { minLength: 6, maxLength: 30 });
}

/** The rows that say how everything ended. */
async function ending(): Promise<unknown> {
  const tables = [
    'SELECT order_no, state, expires_at, paid_at, closed_at FROM orders',
    'SELECT out_trade_no, state, refunded_amount, refund_reserved, trade_no FROM payments',
    'SELECT out_request_no, state, amount FROM refunds',
    'SELECT id, shipped_count, refunded_count, restocked_count, refunded_amount FROM order_lines',
    'SELECT id, stock, sales FROM skus',
    'SELECT event_id FROM outbox',
    'SELECT fingerprint, state FROM incidents',
  ];
  return Promise.all(tables.map((sql) => world.shop.database.query(`${sql} ORDER BY id`)));
}

async function newest(table: 'orders' | 'skus'): Promise<string> {
  const sql = `SELECT COALESCE(MAX(id), 0) AS id FROM ${table}`;
  const [row] = await world.shop.database.query<{ id: string }>(sql);
  return String(row?.id);
}

/** What a shop may choose that changes the stories' ends. */
const SHOPS = [
  { what: 'late money goes back', more: {} },
  {
    what: 'late money revives orders, and a paid order is cancelled',
    more: { LATE_PAYMENT: 'revive', REFUND_ON_CANCEL: 'true' },
  },
];

describe.each(SHOPS)('any interleaving, where $what', ({ more }) => {
  beforeAll(async () => {
    world = await World.open(more);
  });

  afterAll(() => world.close());

  it(
    'ends with books in which every invariant holds',
    async () => {
      const { shop, buyer } = world;
      const run = fc.asyncProperty(plans(), async (plan) => {
        const sinceOrderId = await newest('orders');
        const sinceTrade = shop.simulator.ledger().length;
        const skuId = await shop.sku({ stock: STOCK });
        const stories: Story[] = [];
        for (let made = 0; made < 3; made += 1) {
          const { orderNo } = await placeOrder(buyer, skuId, made === 2 ? 2 : 1);
          stories.push({ skuId, orderNo, orderNos: [orderNo], link: null, returnUrl: null });
        }
        const beside: Promise<unknown>[] = [];
        for (const { order, step, beside: atOnce } of plan) {
          const story = stories[order];
          if (story === undefined) throw new Error('no such story');
          const deed = Promise.resolve(world.deeds[step]?.(story));
          if (atOnce) beside.push(deed);
          else await deed;
        }
        await Promise.all(beside);
        await world.comeToRest();
        const { delivered, foreignNumbers } = world;
        const scope = { sinceOrderId, sinceTrade, delivered, foreignNumbers };
        const initialStock = new Map([[skuId, STOCK]]);
        expect(await audit(shop, { ...scope, initialStock })).toEqual([]);

        // Invariant 6: told once more, nothing changes.
        const before = await ending();
        for (const orderNo of stories.flatMap(({ orderNos }) => orderNos)) {
          await world.operator.post(`/api/v1/orders/${orderNo}/payment/sync`);
        }
        expect(await ending()).toEqual(before);
      });
      const seed = SEED === undefined ? {} : { seed: Number(SEED) };
      await fc.assert(run, { numRuns: RUNS, interruptAfterTimeLimit: LIMIT_MS, ...seed });
    },
    LIMIT_MS + 60_000,
  );
});
