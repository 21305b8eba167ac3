import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { UnpaidRoom } from '../../src/orders/placement/order-placement.service.js';
import { openBeside } from '../support/beside.js';
import type { Answer, Client } from '../support/client.js';
import { openShop, placeOrder, type Shop } from '../support/shop.js';

const MOST = 3;
const SECRETS = { JWT_SECRET: 'x'.repeat(64), MAX_UNPAID_ORDERS: String(MOST) };

let shop: Shop;
let beside: { readonly app: NestFastifyApplication; readonly anybody: Client };
let skuId: number;

beforeAll(async () => {
  shop = await openShop(SECRETS);
  beside = await openBeside(shop, SECRETS, Number(new URL(shop.database.url).port));
  skuId = await shop.sku({ stock: 1_000, requiresShipping: false });
});

afterAll(async () => {
  await beside.app.close();
  await shop.close();
});

async function order(buyer: Client): Promise<Answer> {
  const request = { source: 'buyNow', skuId, count: 1 };
  const { body } = await buyer.post('/api/v1/orders/quote', request);
  return buyer.post('/api/v1/orders', { quoteToken: body.quoteToken });
}

function slugOf({ body }: Answer): string {
  return String(body.type).split(/[:/]/).at(-1) ?? '';
}

describe('a customer with as many unpaid orders as may be', () => {
  it('gets no further one until one of them is over, and others do', async () => {
    const buyer = await shop.customer();
    const made = [];
    for (let count = 0; count < MOST; count += 1) made.push(await placeOrder(buyer, skuId));
    const refused = await order(buyer);
    expect([refused.status, slugOf(refused)]).toEqual([409, 'too-many-unpaid-orders']);
    expect(refused.body.limit).toBe(MOST);
    expect((await order(await shop.customer())).status).toBe(201);
    await buyer.post(`/api/v1/orders/${made[0]?.orderNo}/cancel`);
    expect((await order(buyer)).status).toBe(201);
    expect((await order(buyer)).status).toBe(409);
  });

  it('gets none by asking two processes at once', async () => {
    const buyer = await shop.customer();
    const elsewhere = beside.anybody.as(buyer.token);
    const clients = Array.from({ length: 24 }, (_, index) => (index % 2 === 0 ? buyer : elsewhere));
    const answers = await Promise.all(clients.map(order));
    const made = answers.filter(({ status }) => status === 201);
    expect(made).toHaveLength(MOST);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(slugOf))).toEqual(new Set(['too-many-unpaid-orders']));
  });

  it('is told so by the old shops in their own way', async () => {
    const buyer = await shop.customer();
    for (let count = 0; count < MOST; count += 1) await placeOrder(buyer, skuId);
    const dadashop = await buyer.post('/v1/orders/processing/', {
      status: 0,
      address_id: 1,
      settlement_type: 1,
      sku_id: skuId,
      buy_num: 1,
    });
    expect(dadashop.body).toMatchObject({ code: 50115, errmsg: '未付款订单太多,请先付款或取消' });
    const { price } = (await buyer.get(`/api/v1/skus/${skuId}`)).body;
    const course = { subject: '课程', subject_id: skuId, total_amount: price, pay_type: 1 };
    const luffy = await buyer.post('/order/pay/', course);
    expect(luffy.body).toMatchObject({
      status: 1,
      results: { non_field_errors: ['未付款的订单太多，请先付款或取消。'] },
    });
  });
});

it('counts the orders that are decided together, each buyer for himself', () => {
  const room = new UnpaidRoom(new Map([[1, 2]]), 3);
  room.refuseFull(1);
  room.take(1);
  expect(() => room.refuseFull(1)).toThrow('too-many-unpaid-orders');
  room.refuseFull(2);
});
