import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer, Client } from './support/client.js';
import { openShop, placeOrder, type Shop } from './support/shop.js';

/** Whoever may call these needs no token: sign-in, the catalogue, guests' carts, Alipay, browsers, operations. */
const OPEN_ROUTES = [
  'POST /api/v1/auth/register',
  'POST /api/v1/auth/login',
  'POST /api/v1/auth/sessions',
  'GET /api/v1/skus',
  'GET /api/v1/skus/{id}',
  'POST /api/v1/cart/guest',
  'POST /api/v1/alipay/notify',
  'GET /api/v1/alipay/return',
  'GET /health/live',
  'GET /health/ready',
  'GET /metrics',
];

/** Of the routes of an order, those that its owner must not use. */
const STAFF_ONLY =
  /^(GET .*\/refundable|POST .*\/(ship|shipments|adjust|approve|reject|retry)|PATCH .*\{orderNo\})$/;

interface Route {
  readonly method: string;
  readonly path: string;
  readonly takesBody: boolean;
}

let shop: Shop;
let owner: Client;
let stranger: Client;
let orderNo: string;
let routes: Route[];

beforeAll(async () => {
  shop = await openShop();
  owner = await shop.customer();
  stranger = await shop.customer();
  const skuId = await shop.sku();
  orderNo = (await placeOrder(owner, skuId)).orderNo;
  const document = (await shop.anybody.get('/docs/openapi.json')).body;
  const paths = document.paths as Record<string, Record<string, { requestBody?: unknown }>>;
  routes = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      takesBody: operation.requestBody !== undefined,
    })),
  );
});

afterAll(() => shop.close());

function nameOf({ method, path }: Route): string {
  return `${method} ${path}`;
}

function isNative({ path }: Route): boolean {
  return path.startsWith('/api/v1/');
}

/** A path with an order that exists and ids that may. */
function filled({ path }: Route): string {
  return path.replace('{orderNo}', orderNo).replace(/\{\w+\}/g, '1');
}

function send(client: Client, route: Route, body?: unknown): Promise<Answer> {
  const hasBody = route.method !== 'GET' && route.method !== 'DELETE';
  return client.send(route.method, filled(route), hasBody ? { body: body ?? {} } : {});
}

/** The answers of all routes to the same treatment, by the route's name. */
async function answers(
  chosen: readonly Route[],
  treat: (route: Route) => Promise<Answer>,
): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const route of chosen) {
    const { status, headers } = await treat(route);
    all[nameOf(route)] = `${status} ${headers.get('content-type')?.split(';')[0]}`;
  }
  return all;
}

function everywhere(chosen: readonly Route[], answer: string): Record<string, string> {
  return Object.fromEntries(chosen.map((route) => [nameOf(route), answer]));
}

describe('every route', () => {
  it('is written down in the OpenAPI document', () => {
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.map(nameOf)).toEqual(expect.arrayContaining(OPEN_ROUTES));
  });

  it('refuses a request without a token, unless it is one of the open ones', async () => {
    const closed = routes.filter(
      (route) => isNative(route) && !OPEN_ROUTES.includes(nameOf(route)),
    );
    const all = await answers(closed, (route) => send(shop.anybody, route));
    expect(all).toEqual(everywhere(closed, '401 application/problem+json'));
  });

  it.each([
    ['of nobody', 'not.a.token'],
    ['without signature', `${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
  ])('refuses a token %s', async (_name, token) => {
    const closed = routes.filter(
      (route) => isNative(route) && !OPEN_ROUTES.includes(nameOf(route)),
    );
    const all = await answers(closed, (route) => send(shop.anybody.as(token), route));
    expect(all).toEqual(everywhere(closed, '401 application/problem+json'));
  });

  it("knows no order that is somebody else's", async () => {
    const bodies: Record<string, unknown> = {
      'POST /api/v1/orders/{orderNo}/payments': { method: 'page' },
      'POST /api/v1/orders/{orderNo}/after-sales': {
        type: 'refundOnly',
        lines: [{ lineId: 1, count: 1 }],
        reason: 'x',
      },
      'POST /api/v1/orders/{orderNo}/refunds': { amount: '1.00', reason: 'x' },
    };
    const ofOrders = routes.filter(({ path }) => path.startsWith('/api/v1/orders/{orderNo}'));
    expect(ofOrders.length).toBeGreaterThan(8);
    for (const route of ofOrders) {
      const { status } = await send(stranger, route, bodies[nameOf(route)]);
      const isOperators = STAFF_ONLY.test(nameOf(route));
      expect([nameOf(route), status]).toEqual([nameOf(route), isOperators ? 403 : 404]);
    }
    expect((await owner.get(`/api/v1/orders/${orderNo}`)).body.state).toBe('PENDING_PAYMENT');
  });

  it('refuses a body of 5 MB', async () => {
    const huge = { name: 'x'.repeat(5_000_000) };
    const taking = routes.filter((route) => isNative(route) && route.takesBody);
    expect(taking.length).toBeGreaterThan(10);
    for (const route of taking) {
      const outcome = await send(owner, route, huge).then(
        ({ status }) => status,
        // A server may cut the connection of a client that sends on.
        () => 413,
      );
      expect([nameOf(route), outcome]).toEqual([nameOf(route), 413]);
    }
  });

  it('refuses an unknown member, a list and a word as its body', async () => {
    const operator = await shop.operator();
    const taking = routes.filter(
      (route) =>
        isNative(route) && route.takesBody && nameOf(route) !== 'POST /api/v1/alipay/notify',
    );
    for (const body of [{ no_such_member: 1 }, [], '"word"']) {
      for (const route of taking) {
        const { status } = await send(operator, route, body);
        expect([nameOf(route), body, status]).toEqual([nameOf(route), body, 400]);
      }
    }
  });
});

describe('a notify that is none', () => {
  const entrances = [
    ['/api/v1/alipay/notify', 200, 'failure'],
    ['/v1/orders/success/', 403, '非法访问'],
    ['/order/success/', 200, 'failed'],
  ] as const;
  const bodies = [
    ['text/plain', 'trade_status=TRADE_SUCCESS'],
    ['application/json', '{"trade_status":"TRADE_SUCCESS"}'],
    ['application/json', '{"trade_status'],
    ['application/x-www-form-urlencoded', '{"trade_status":"TRADE_SUCCESS"}'],
    ['application/x-www-form-urlencoded', ''],
    ['multipart/form-data; boundary=x', '--x--'],
  ] as const;

  it.each(
    entrances.flatMap(([path, ...answer]) =>
      bodies.map((body) => [path, ...body, answer] as const),
    ),
  )('%s, as %s: %j, is answered with %j', async (path, type, body, answer) => {
    const sending = { body, headers: { 'content-type': type } };
    const got = await shop.anybody.send('POST', path, sending);
    expect([got.status, got.text]).toEqual(answer);
    expect(got.headers.get('content-type')).toMatch(/^text\/plain/);
  });
});
