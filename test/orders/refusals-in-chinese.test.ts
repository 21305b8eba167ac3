import { afterAll, describe, expect, it } from '@jest/globals';
import { ADDRESS } from '../support/address.js';
import { openForBusiness, placeOrder } from '../support/shop.js';

const { shop, customer, operator, skuId } = await openForBusiness();
const order = await placeOrder(customer, skuId);
const path = `/api/v1/orders/${String(order.orderNo)}`;

afterAll(() => shop.close());

const IN_CHINESE = { 'accept-language': 'zh-CN,zh;q=0.9' };

describe('with Accept-Language: zh-CN', () => {
  it.each([
    ['no token', () => shop.anybody.with(IN_CHINESE).get(path), 401, '需要登录'],
    ['a role', () => customer.with(IN_CHINESE).get('/api/v1/incidents'), 403, '需要权限'],
    [
      'another order',
      () => customer.with(IN_CHINESE).get('/api/v1/orders/202611211200000123456789'),
      404,
      '订单不存在',
    ],
    [
      'a state',
      () =>
        operator
          .with(IN_CHINESE)
          .post(`${path}/ship`, { carrier: '顺丰速运', trackingNumber: 'SF1' }),
      409,
      '订单不能发货',
    ],
    [
      'a wrong value',
      () => customer.with(IN_CHINESE).post('/api/v1/orders', {}),
      400,
      '请求参数有误',
    ],
  ])('%s is refused in Chinese', async (_, ask, status, title) => {
    const { status: was, body, headers } = await ask();
    expect([was, body.title, headers.get('content-language')]).toEqual([status, title, 'zh-CN']);
    expect(body.detail).toMatch(/\p{Script=Han}.*。$/u);
    for (const { message } of body.errors ?? []) expect(message).toMatch(/\p{Script=Han}/u);
  });

  it('a key that was used keeps its answer, and is refused for another in the language asked for', async () => {
    const key = { 'idempotency-key': 'address-of-one-key' };
    const first = await customer.post('/api/v1/addresses', ADDRESS, key);
    const again = await customer.with(IN_CHINESE).post('/api/v1/addresses', ADDRESS, key);
    expect([again.status, again.text]).toEqual([first.status, first.text]);
    const other = { ...ADDRESS, tag: '公司' };
    const refused = await customer.with(IN_CHINESE).post('/api/v1/addresses', other, key);
    expect([refused.status, refused.body.title]).toEqual([422, '幂等键被重复使用']);
  });
});
