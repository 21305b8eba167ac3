import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { Client } from '../support/client.js';
import { openShop, placeOrder, type Shop } from '../support/shop.js';
import { noteStatements } from '../support/statements.js';

let shop: Shop;
let customer: Client;
let operator: Client;

beforeAll(async () => {
  shop = await openShop();
  customer = await shop.customer();
  operator = await shop.operator();
});

afterAll(() => shop.close());

/** What was told of a SKU's stock, in its order: why, by how much. */
async function toldOf(skuId: number): Promise<[string, number, boolean][]> {
  const rows = await shop.database.query<{ data: string; orderId: string | null }>(
    "SELECT data, order_id AS orderId FROM outbox WHERE type = 'sku.stock_changed' ORDER BY id",
  );
  return rows.flatMap(({ data, orderId }) => {
    const { why, skus, orderNo } = JSON.parse(data) as {
      why: string;
      orderNo: string | null;
      skus: { skuId: number; change: number }[];
    };
    expect(orderNo === null).toBe(orderId === null);
    const own = skus.filter((one) => one.skuId === skuId);
    return own.map(({ change }): [string, number, boolean] => [why, change, orderId !== null]);
  });
}

describe('events of the stock', () => {
  it('tell of orders, cancels, restocks and new goods, and add up to what is there', async () => {
    const sku = { name: '灯', price: '9.00', stock: 5, requiresShipping: true };
    const { id } = (await operator.post('/api/v1/skus', sku)).body;
    const { orderNo } = await placeOrder(customer, id, 2);
    await customer.post(`/api/v1/orders/${orderNo}/cancel`);
    await placeOrder(customer, id, 1);
    await operator.post(`/api/v1/skus/${id}/restock`, { count: 10 });
    const told = await toldOf(id);
    expect(told).toEqual([
      ['edit', 5, false],
      ['order', -2, true],
      ['cancel', 2, true],
      ['order', -1, true],
      ['restock', 10, false],
    ]);
    const { stock } = (await customer.get(`/api/v1/skus/${id}`)).body;
    expect(told.reduce((sum, [, change]) => sum + change, 0)).toBe(stock);
  });

  it('tell nothing of what has no limit', async () => {
    const course = await shop.sku({ stock: null, requiresShipping: false });
    const { orderNo } = await placeOrder(customer, course);
    await customer.post(`/api/v1/orders/${orderNo}/cancel`);
    expect(await toldOf(course)).toEqual([]);
  });

  it('travel in the one insert of an order, however many SKUs it takes', async () => {
    const skus = [await shop.sku(), await shop.sku(), await shop.sku()];
    for (const skuId of skus) await customer.post('/api/v1/cart/items', { skuId, count: 2 });
    const { body } = await customer.post('/api/v1/orders/quote', { source: 'cart' });
    const order = { quoteToken: body.quoteToken, addressId: body.addresses[0].id };
    const asked = noteStatements(shop.app.get(DataSource));
    expect((await customer.post('/api/v1/orders', order)).status).toBe(201);
    const sql = asked.map((one) => one.sql).join(';');
    expect(sql.match(/INSERT INTO outbox/g)).toHaveLength(1);
    expect(sql.match(/(FROM|UPDATE) skus/g)).toEqual(['FROM skus', 'FROM skus', 'UPDATE skus']);
    for (const skuId of skus)
      expect(await toldOf(skuId)).toEqual([
        ['edit', 100, false],
        ['order', -2, true],
      ]);
  });
});
