import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkGapMs } from '../../src/payment/model/check-schedule.js';
import { OrderPoller } from '../../src/payment/polling/order-poller.service.js';
import type { Client } from '../support/client.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';

const ABANDONED = 5_000;
const MINUTE = 60_000;

let shop: Shop;
let customer: Client;
let skuId: number;

beforeAll(async () => {
  shop = await openShop();
  customer = await shop.customer();
  skuId = await shop.sku();
});

afterAll(() => shop.close());

/** So many orders whose links nobody opened, given out in the last half hour, all of them due since a while. */
async function abandon(): Promise<void> {
  const query = (sql: string) => shop.database.query(sql);
  await query('CREATE TABLE digits (n INT NOT NULL)');
  await query(`INSERT INTO digits VALUES ${Array.from({ length: 10 }, (_, n) => `(${n})`).join()}`);
  await query(
    `INSERT INTO orders (order_no, user_id, state, storefront, goods_amount, freight, payable, total_count,
       requires_shipping, created_at, expires_at, next_check_at)
     SELECT CONCAT('900000000', n), (SELECT MIN(id) FROM users), 'PENDING_PAYMENT', 'native', 1, 0, 1, 1, 0,
       UTC_TIMESTAMP(3) - INTERVAL n % 1500 SECOND, UTC_TIMESTAMP(3) + INTERVAL 300 SECOND,
       UTC_TIMESTAMP(3) - INTERVAL 60 + n % 100 SECOND
     FROM (SELECT 10000 + a.n + 10 * b.n + 100 * c.n + 1000 * d.n AS n
       FROM digits a JOIN digits b JOIN digits c JOIN digits d WHERE d.n < 5) AS numbers`,
  );
  await query(
    `INSERT INTO payments (order_id, attempt, provider, out_trade_no, method, storefront, subject, state, amount,
       created_at, expires_at, link_given_at)
     SELECT id, 1, 'alipay', order_no, 'page', 'native', 'x', 'CREATED', 1, created_at, expires_at, created_at
     FROM orders`,
  );
}

describe('thousands of orders that nobody pays', () => {
  it('do not hold up the one whose notify was lost, though all are due before it', async () => {
    await abandon();
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    const orderNo = String((await placeOrder(customer, skuId)).orderNo);
    shop.simulator.buyer.open((await payLink(customer, orderNo)).payUrl);
    shop.simulator.buyer.pay(orderNo);
    shop.advance(8_000);
    const { work } = shop.app.get(OrderPoller);
    expect(await work.finish()).toBeGreaterThan(0);
    expect((await customer.get(`/api/v1/orders/${orderNo}`)).body.state).toBe('TO_SHIP');
    const [left] = await shop.database.query<{ n: string }>(
      'SELECT COUNT(*) AS n FROM orders WHERE next_check_at < UTC_TIMESTAMP(3)',
    );
    expect(Number(left?.n)).toBeGreaterThan(ABANDONED - 200);
  });

  it('cost few questions a second, whatever their links’ age', () => {
    const ages = Array.from({ length: ABANDONED }, (_, index) => (index / ABANDONED) * 30 * MINUTE);
    const rate = (unopened: boolean) =>
      ages.reduce(
        (sum, sinceLinkMs) =>
          sum + 1_000 / checkGapMs({ sinceLinkMs, attempts: 0, unopened, calmness: 0 }),
        0,
      );
    expect(Math.round(rate(false))).toBeGreaterThan(130);
    expect(Math.round(rate(true))).toBeLessThan(30);
  });
});
