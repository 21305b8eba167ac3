import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openShop, type Shop } from '../support/shop.js';

interface Content {
  readonly example?: unknown;
  readonly examples?: object;
  readonly schema?: { readonly example?: unknown; readonly $ref?: string };
}
interface Body {
  readonly description?: string;
  readonly content?: Readonly<Record<string, Content>>;
}
interface Operation {
  readonly summary?: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly description?: string;
  }[];
  readonly operationId?: string;
  readonly requestBody?: Body;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, Body>>;
}
type Document = {
  info: { description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: object };
};

let shop: Shop;
let document: Document;
beforeAll(async () => {
  shop = await openShop();
  document = (await shop.anybody.get('/docs/openapi.json')).body as Document;
});
afterAll(() => shop.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      path,
      method,
      operation,
    })),
  );

const hasExample = (content: Content) =>
  [content.example, content.examples, content.schema?.example].some((one) => one !== undefined);

/** What the reader of an operation would miss. */
function faultsOf({ name, operation }: ReturnType<typeof operations>[number]): string[] {
  const answers = Object.entries(operation.responses);
  const bare = answers.filter(
    ([status, { content }]) =>
      status !== '204' && !Object.values(content ?? {}).some((one) => hasExample(one)),
  );
  const good = answers.filter(([status]) => status.startsWith('2'));
  return [
    ...(operation.summary ? [] : [`${name}: no summary`]),
    ...(good.length > 0 ? [] : [`${name}: no answer for when it goes well`]),
    ...bare.map(([status]) => `${name}: no example of ${status}`),
  ];
}

describe('the OpenAPI document', () => {
  it('has a summary and an example of each answer for each route', () => {
    expect(operations().flatMap((one) => faultsOf(one))).toEqual([]);
  });

  it('names every operation once, as a method of a client', () => {
    const ids = operations().map(({ operation }) => operation.operationId ?? '');
    expect(ids.filter((id) => !/^[a-z]+([A-Z][a-z]+)*$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(['createOrder', 'startPayment', 'createRefund']));
  });

  it('names the schema of every body of JSON', () => {
    const nameless = operations().flatMap(({ name, operation }) =>
      [...Object.entries(operation.responses), ['request', operation.requestBody] as const]
        .filter(([, body]) => body?.content?.['application/json'] !== undefined)
        .filter(([, body]) => body?.content?.['application/json']?.schema?.$ref === undefined)
        .map(([status]) => `${name} ${status}`),
    );
    expect(nameless).toEqual([]);
  });

  it('names every parameter of a path', () => {
    const unnamed = operations().flatMap(({ name, path, operation }) => {
      const named = new Set(
        (operation.parameters ?? []).filter((one) => one.in === 'path').map((one) => one.name),
      );
      const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter ?? '');
      return wanted.filter((one) => !named.has(one)).map((one) => `${name}: ${one}`);
    });
    expect(unnamed).toEqual([]);
  });

  it('names no parameter twice', () => {
    const twice = operations().flatMap(({ name, operation }) => {
      const seen = (operation.parameters ?? []).map((one) => `${one.in} ${one.name}`.toLowerCase());
      return seen
        .filter((one, index) => seen.indexOf(one) !== index)
        .map((one) => `${name} ${one}`);
    });
    expect(twice).toEqual([]);
  });

  it('shows refusals as the problem documents that are sent', () => {
    const refusals = operations()
      .filter(({ name }) => !name.includes('/alipay/') && !name.includes('/health/'))
      .flatMap(({ name, operation }) =>
        Object.entries(operation.responses)
          .filter(([status]) => status >= '400')
          .map(([status, { content }]) => ({ name: `${name} ${status}`, status, content })),
      );
    expect(refusals.length).toBeGreaterThan(100);
    for (const { name, status, content } of refusals) {
      expect([name, content]).toEqual([
        name,
        {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: expect.objectContaining({ status: Number(status), title: expect.any(String) }),
          },
        },
      ]);
    }
    expect(document.components.schemas).toHaveProperty('Problem');
  });

  it('says what every route refuses: bad values, no token, another role, a repeated key', () => {
    const silent = operations().flatMap(({ name, operation, path }) => {
      if (!path.startsWith('/api/v1/') || path.startsWith('/api/v1/alipay/')) return [];
      const takesKey = (operation.parameters ?? []).some((one) => one.name === 'Idempotency-Key');
      const lists = (operation.parameters ?? []).some((one) => one.name === 'limit');
      const due = [
        ...(operation.requestBody === undefined && !lists && !takesKey ? [] : ['400']),
        ...(operation.security?.some((one) => Object.keys(one).length > 0) ? ['401'] : []),
        ...(operation.summary?.includes('(staff)') ? ['403'] : []),
        ...(path.includes('{') ? ['404'] : []),
        ...(takesKey ? ['422'] : []),
      ];
      return due.filter((one) => !(one in operation.responses)).map((one) => `${name}: ${one}`);
    });
    expect(silent).toEqual([]);
  });

  it.each([
    ['GET /api/v1/orders', 403, ['permission-required']],
    ['POST /api/v1/orders', 422, ['idempotency-key-reused', 'address-required', 'quote-invalid']],
    ['GET /api/v1/orders/{orderNo}/payment', 404, ['no-such-order', 'no-payment-yet']],
    ['POST /api/v1/orders/{orderNo}/payment/sync', 404, ['no-such-order', 'no-payment-yet']],
    ['POST /api/v1/orders/{orderNo}/payment/sync', 429, ['too-many-questions']],
    ['POST /api/v1/orders/{orderNo}/payments', 429, ['too-many-questions']],
    [
      'POST /api/v1/orders/{orderNo}/refunds/{id}/approve',
      404,
      ['no-such-order', 'no-such-refund'],
    ],
    ['GET /api/v1/cart', 401, ['sign-in-required', 'invalid-token']],
    ['PUT /api/v1/cart/items/{skuId}', 404, ['no-such-line', 'no-such-sku']],
    ['POST /api/v1/webhooks', 422, ['idempotency-key-reused', 'webhook-address-refused']],
    ['POST /api/v1/webhooks/{id}/replay', 404, ['no-such-webhook', 'no-such-event']],
    [
      'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/resend',
      404,
      ['no-such-webhook', 'no-such-delivery'],
    ],
  ])('tells by which slugs %s is refused with %d: %j', (wanted, status, slugs) => {
    const { responses } = operations().find(({ name }) => name === wanted)?.operation ?? {};
    const told = JSON.stringify(responses?.[status]);
    expect(slugs.filter((slug) => !told?.includes(slug))).toEqual([]);
  });

  it('tells in one place by which slugs any route may refuse', () => {
    const { description } = document.info;
    const slugs = [
      'malformed-request',
      'not-found',
      'method-not-allowed',
      'address-too-long',
      'body-too-large',
    ];
    expect(slugs.filter((slug) => !description.includes(slug))).toEqual([]);
  });

  it.each([
    ['CartItemRequest', 'count', { type: 'integer', minimum: 1, maximum: 99_999 }],
    ['CartLineRequest', 'count', { type: 'integer', minimum: 1, maximum: 99_999 }],
    ['QuoteRequest', 'skuId', { type: 'integer', minimum: 1, maximum: 4_294_967_295 }],
    ['QuoteRequest', 'count', { type: 'integer', minimum: 1, maximum: 99_999 }],
    ['CreateOrderRequest', 'addressId', { type: 'integer', minimum: 1, maximum: 4_294_967_295 }],
    ['RestockRequest', 'count', { type: 'integer', minimum: 1, maximum: 1_000_000 }],
    ['SkuRequest', 'stock', { type: ['integer', 'null'], minimum: 0, maximum: 1_000_000_000 }],
    ['SkuRequest', 'name', { type: 'string', minLength: 1, maxLength: 200 }],
    ['SkuChangeRequest', 'picture', { type: 'string', maxLength: 500 }],
    ['AddressRequest', 'detail', { type: 'string', minLength: 1, maxLength: 200 }],
    ['RefundRequest', 'reason', { type: 'string', minLength: 1, maxLength: 200 }],
  ])('tells within what %s.%s must be', (name, member, limits) => {
    const schemas = document.components.schemas as Record<string, { properties: object }>;
    expect(schemas[name]?.properties).toMatchObject({ [member]: limits });
  });

  it('explains each parameter', () => {
    const bare = operations().flatMap(({ name, operation }) =>
      (operation.parameters ?? [])
        .filter(({ description }) => !description)
        .map((one) => `${name}: ${one.name}`),
    );
    expect(bare).toEqual([]);
  });

  it('knows the routes of the native API', () => {
    const names = operations().map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining([
        'POST /api/v1/auth/login',
        'GET /api/v1/skus/{id}',
        'POST /api/v1/orders/quote',
        'POST /api/v1/orders/{orderNo}/payments',
        'POST /api/v1/alipay/notify',
        'GET /health/ready',
      ]),
    );
  });
});

describe('the page that shows it', () => {
  it('loads only from this server', async () => {
    const page = await shop.anybody.get('/docs');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const links = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
    expect(links).toHaveLength(4);
    for (const link of links.filter((one) => one !== 'data:,')) {
      const { status, text } = await shop.anybody.get(link);
      expect([link, status, text.length > 0]).toEqual([link, 200, true]);
    }
  });

  it.each([
    '/docs/../package.json',
    '/docs/%2e%2e/package.json',
    '/docs/swagger-ui.js',
    '/docs-json',
  ])('serves nothing else: %s', async (path) => {
    expect((await shop.anybody.get(path)).status).toBe(404);
  });
});
