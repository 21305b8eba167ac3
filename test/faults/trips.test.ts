import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { auditAtRest } from '../support/audit.js';
import { openBeside } from '../support/beside.js';
import type { Answer, Client } from '../support/client.js';
import { type Failure, type FailingDoor, openFailingDoor } from '../support/failing-door.js';
import { signNotify } from '../support/notify.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';

const JWT_SECRET = 'x'.repeat(64);
const STOCK = 1_000;
/** More than anything here takes. */
const MANY_TRIPS = 30;

let shop: Shop;
let door: FailingDoor;
/** The same shop, whose way to the database leads through the door. */
let app: NestFastifyApplication;
let anybody: Client;
let buyer: Client;
let addressId: number;
let skus: number[];
/** Orders that were paid, of which nobody has told the shop. */
const untold: string[] = [];

beforeAll(async () => {
  shop = await openShop({ JWT_SECRET });
  door = await openFailingDoor(Number(new URL(shop.database.url).port));
  // The door reads what passes.
  const more = { JWT_SECRET, DATABASE_POOL: '2', DATABASE_TLS: 'off' };
  ({ app, anybody } = await openBeside(shop, more, door.port));
  buyer = await shop.customer();
  addressId = (await buyer.get('/api/v1/addresses')).body.items[0].id;
  skus = [await shop.sku({ stock: STOCK }), await shop.sku({ stock: STOCK })];
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
});
afterAll(async () => {
  await app.close();
  await door.close();
  await shop.close();
});

/** Does the same again and again, each time with a later trip that fails, until none does; answers how many there are. */
async function failEach(failure: Failure, work: (trip: number) => Promise<void>): Promise<number> {
  let trip = 0;
  do {
    door.failAfter(trip, failure);
    await work(trip);
    trip += 1;
    expect(trip).toBeLessThan(MANY_TRIPS);
  } while (door.end());
  return trip - 1;
}

async function orderCount(): Promise<number> {
  const [row] = await shop.database.query<{ n: string }>('SELECT COUNT(*) AS n FROM orders');
  return Number(row?.n);
}

function notify(orderNo: string): Promise<Answer> {
  const trade = shop.simulator.trade(orderNo);
  if (trade === null) throw new Error('no such trade');
  const { trade_no, total_amount } = trade;
  const form = signNotify(shop.keys, { out_trade_no: orderNo, trade_no, total_amount });
  return anybody.postForm('/api/v1/alipay/notify', form);
}

describe.each<Failure>([
  'lost before it arrives',
  'lost after it was done',
  'deadlock',
  'lock wait',
])('whichever trip to the database ends as: %s', (failure) => {
  it('an order is made once', async () => {
    const trips = await failEach(failure, async (trip) => {
      const before = await orderCount();
      const request = { status: 0, address_id: addressId, settlement_type: 1, buy_num: 1 };
      const ordering = anybody.as(buyer.token).post('/v1/orders/processing/', {
        ...request,
        sku_id: skus[trip % 2],
      });
      expect((await ordering).body.code).toBe(200);
      expect(await orderCount()).toBe(before + 1);
    });
    // On a slow machine a statement of the process's own may fall among them.
    expect(trips).toBeGreaterThanOrEqual(3);
  });

  it('a link is given, and the money that comes by it is booked', async () => {
    await failEach(failure, async () => {
      const { orderNo } = await placeOrder(buyer, skus[0] ?? 0);
      const link = await payLink(anybody.as(buyer.token), orderNo);
      shop.simulator.buyer.open(link.payUrl);
      shop.simulator.buyer.pay(orderNo);
      untold.push(orderNo);
    });
    const trips = await failEach(failure, async () => {
      const { orderNo } = await placeOrder(buyer, skus[0] ?? 0);
      shop.simulator.buyer.open((await payLink(buyer, orderNo)).payUrl);
      shop.simulator.buyer.pay(orderNo);
      expect((await notify(orderNo)).text).toBe('success');
    });
    // One for each statement where a packet takes no several (TEST_MULTI_STATEMENTS=false).
    expect(trips).toBeGreaterThanOrEqual(4);
  });
});

it('the books are as they would be had nothing failed', async () => {
  for (const orderNo of untold) expect((await notify(orderNo)).text).toBe('success');
  const initialStock = new Map(skus.map((id) => [id, STOCK]));
  expect(await auditAtRest(shop, { initialStock })).toEqual([]);
});
