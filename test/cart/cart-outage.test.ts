import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { makeGuestToken } from '../../src/cart/guest-token.js';
import type { Client } from '../support/client.js';
import { openShop, type Shop } from '../support/shop.js';

/** What is answered within this did not wait for a connection. */
const COMMAND_TIMEOUT_MS = 60_000;

let shop: Shop;
let customer: Client;

beforeAll(async () => {
  shop = await openShop({
    CART_REDIS_URL: 'redis://127.0.0.1:1',
    REDIS_COMMAND_TIMEOUT_MS: String(COMMAND_TIMEOUT_MS),
  });
  customer = await shop.customer();
  // Each refusal is logged; here they are expected.
  Logger.overrideLogger(false);
});

afterAll(() => shop?.close());

describe('without the Redis of the carts', () => {
  it.each<[string, string, object | undefined]>([
    ['GET', '', undefined],
    ['POST', '/items', { count: 1 }],
    ['PUT', '/items/1', { selected: true }],
    ['PATCH', '', { selected: true }],
    ['DELETE', '/items/1', undefined],
    ['DELETE', '', undefined],
    ['POST', '/merge', {}],
  ])('%s %s is refused soon, with when to come again', async (method, path, body) => {
    const skuId = await shop.sku();
    const cartToken = makeGuestToken(shop.settings.orders.guestCartSecret);
    const more: Record<string, object> = { '/items': { skuId }, '/merge': { cartToken } };
    const whole = body === undefined ? undefined : { ...body, ...more[path] };
    const before = performance.now();
    const answer = await customer.send(
      method,
      `/api/v1/cart${path}`,
      whole === undefined ? {} : { body: whole },
    );
    expect(performance.now() - before).toBeLessThan(COMMAND_TIMEOUT_MS);
    expect(answer.status).toBe(503);
    expect(answer.body.type).toBe('urn:problem:alipay-checkout:cart-unavailable');
    expect(answer.headers.get('retry-after')).toBe('2');
  });

  it('still sells past the cart', async () => {
    const skuId = await shop.sku();
    const quote = await customer.post('/api/v1/orders/quote', {
      source: 'buyNow',
      skuId,
      count: 1,
    });
    expect(quote.status).toBe(200);
  });
});
