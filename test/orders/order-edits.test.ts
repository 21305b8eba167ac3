import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { ADDRESS, openShop, placeOrder, type Shop } from '../support/shop.js';
import { eventsOf, pay } from './shop-floor.js';

let shop: Shop;
let customer: Client;
let operator: Client;
let goods: number;
let course: number;

beforeAll(async () => {
  shop = await openShop();
  customer = await shop.customer();
  operator = await shop.operator();
  goods = await shop.sku({ stock: 1_000 });
  course = await shop.sku({ stock: null, requiresShipping: false });
});

afterAll(() => shop.close());

const path = (orderNo: string) => `/api/v1/orders/${orderNo}`;

function edit(orderNo: string, body: object): Promise<Answer> {
  return operator.send('PATCH', path(orderNo), { body });
}

describe('editing an order', () => {
  it('changes the members of its address and its remark, and of no address book', async () => {
    const { orderNo } = await placeOrder(customer, goods);
    await pay(shop, orderNo);
    const change = {
      address: { detail: '中关村大街 2 号', mobile: '13900000000' },
      remark: '放门口',
    };
    const { status, body } = await edit(orderNo, change);
    expect([status, body]).toMatchObject([
      200,
      { address: { ...ADDRESS, ...change.address }, remark: '放门口' },
    ]);
    expect((await edit(orderNo, change)).body).toEqual(body);
    expect((await customer.get('/api/v1/addresses')).body.items[0]).toMatchObject(ADDRESS);
    expect(await eventsOf(shop, orderNo)).toEqual(['order.created', 'order.paid', 'order.edited']);
  });

  it('is refused once something was shipped, and for the address of a course', async () => {
    const { orderNo } = await placeOrder(customer, goods, 2);
    await pay(shop, orderNo);
    const lines = [{ lineId: 1, count: 1 }];
    await operator.post(`${path(orderNo)}/shipments`, {
      carrier: '顺丰',
      trackingNumber: 'SF1',
      lines,
    });
    const late = await edit(orderNo, { remark: '晚了' });
    expect([late.status, late.body]).toMatchObject([409, { state: 'PARTLY_SHIPPED' }]);
    const virtual = (await placeOrder(customer, course)).orderNo;
    expect((await edit(virtual, { address: { receiver: '某人' } })).status).toBe(409);
    expect((await edit(virtual, { remark: '谢谢' })).body.remark).toBe('谢谢');
  });

  it.each([
    ['an empty receiver', { address: { receiver: '' } }],
    ['a member of no address', { address: { planet: 'Mars' } }],
    ['an address of text', { address: 'Mars' }],
    ['null', { address: null }],
    ['the price', { payable: '1.00' }],
  ])('refuses %s', async (_, body) => {
    const { orderNo } = await placeOrder(customer, goods);
    expect((await edit(orderNo, body)).status).toBe(400);
  });

  it('is for operators', async () => {
    const { orderNo } = await placeOrder(customer, goods);
    const answer = await customer.send('PATCH', path(orderNo), { body: { remark: '我' } });
    expect(answer.status).toBe(403);
  });
});
