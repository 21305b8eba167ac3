/** From the price to the pay link: what a buyer's client sends one after the other is one piece of work. */
import { clearOrders, fillCarts, SKUS } from '../world.mjs';
import { buyersUpTo, buy, BUYERS_PER_SECOND, checkCreated, ORDERS, skuOf } from './orders.mjs';
import { counter, get, isFine, post } from './requests.mjs';

const QUOTES = '/api/v1/orders/quote';

/** A key of the client's, new for each order and route. */
const keyOf = (route, user) => `${route}-${user}-${Math.random().toString(36).slice(2)}`;

const quoted = ({ tokens }, user, next) => ({
  request: post(QUOTES, tokens[user], `{"source":"buyNow","skuId":${skuOf(user)},"count":1}`),
  next: (body) => next(JSON.parse(body).quoteToken),
});

/** Quote, order and payment, the last two with keys. */
function threeCalls(world, user) {
  const token = world.tokens[user];
  return quoted(world, user, (quoteToken) => ({
    request: post(
      '/api/v1/orders',
      token,
      JSON.stringify({ quoteToken, addressId: user }),
      keyOf('order', user),
    ),
    next: (body) =>
      post(
        `/api/v1/orders/${JSON.parse(body).orderNo}/payments`,
        token,
        '{"method":"page"}',
        keyOf('pay', user),
      ),
  }));
}

/** Quote, then order and payment in one, with a key. */
function twoCalls(world, user) {
  return quoted(world, user, (quoteToken) =>
    post(
      '/api/v1/checkout',
      world.tokens[user],
      JSON.stringify({ quoteToken, addressId: user, method: 'page' }),
      keyOf('checkout', user),
    ),
  );
}

/** Dadashop's confirm page and its order: the same, without quotes and keys. */
function oldCalls(world, user) {
  return {
    request: get(`${ORDERS}?status=0&settlement_type=0`, world.tokens[user]),
    next: () => buy(world, user),
  };
}

const isNativeLink = (status, body) => status === 201 && body.includes('"payUrl"');

const isFloor = ({ name }) => name === 'floor' || name === 'procedures';

/** The floor knows dadashop's calls alone: what it does by them is the measure of all three. */
function chain(name, title, must, { calls, isGood }) {
  return {
    name,
    title,
    must,
    perSecond: BUYERS_PER_SECOND,
    isGood: (status, body) => isGood(status, body) || isFine('"pay_url"')(status, body),
    async prepare(side, world, count) {
      await clearOrders(side.db);
      const buyers = buyersUpTo(Math.min(count, world.users));
      await fillCarts(side, buyers, (user) => [skuOf(user)]);
    },
    requests: (world, count, side) =>
      counter(Math.min(count, world.users), (index) =>
        (isFloor(side) ? oldCalls : calls)(world, index + 1),
      ),
    check: (side, good) => checkCreated(side, good, { after: side.base, pieces: 1_000_000 }),
  };
}

const isNever = () => false;

export const dadashop = chain(
  'dadashop',
  `confirm page and order, ${SKUS.toLocaleString('en')} SKUs`,
  {},
  {
    calls: oldCalls,
    isGood: isNever,
  },
);
export const native = chain(
  'native',
  'native checkout: quote, order, payment, with keys',
  { floor: 0.6, dadashop: 0.8 },
  {
    calls: threeCalls,
    isGood: isNativeLink,
  },
);
export const checkout = chain(
  'checkout',
  'native checkout: quote, checkout, with a key',
  { native: 1.2 },
  {
    calls: twoCalls,
    isGood: isNativeLink,
  },
);
