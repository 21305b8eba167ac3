import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { REFUSED } from '../support/alipay-answers.js';
import type { Client } from '../support/client.js';
import { signNotify } from '../support/notify.js';
import { misfits } from '../support/schemas.js';
import { billZipOf } from '../reconciliation/bill-maker.js';
import { ADDRESS, type Business, openForBusiness, paidOrder, placeOrder } from '../support/shop.js';

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
interface Content {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Documented {
  readonly content?: Readonly<Record<string, Content>> & { readonly 'application/json'?: Content };
}
type Operations = Record<string, { readonly responses: Readonly<Record<string, Documented>> }>;
interface EventUnion {
  readonly oneOf: readonly { readonly $ref: string }[];
  readonly discriminator: { readonly mapping: Readonly<Record<string, string>> };
}
type Members = Readonly<Record<string, unknown>>;

/** What is of no fixed form: it tells of one event or another, or is what Alipay sent. */
const FREE = new Set(['facts', 'before', 'after', 'report']);

let business: Business;
let paths: Readonly<Record<string, Operations>>;
let schemas: Readonly<Record<string, object>>;
/** The answers that were given, by operation and status. */
const given = new Map<string, unknown[]>();

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Where an answer is not of the form of the example; null is of any form, for it stands for what has not come. */
function differences(answer: unknown, example: unknown, at = ''): string[] {
  if (answer === null || example === null) return [];
  if (Array.isArray(answer) && Array.isArray(example)) {
    return example.length === 0
      ? []
      : answer.flatMap((one) => differences(one, example[0], `${at}[]`));
  }
  if (!isMembers(answer) || !isMembers(example)) {
    return typeof answer === typeof example ? [] : [`${at} is a ${typeof answer}`];
  }
  const names = [...new Set([...Object.keys(answer), ...Object.keys(example)])];
  return names
    .filter((name) => !FREE.has(name))
    .flatMap((name) => {
      if (!(name in example)) return [`${at}.${name} is not in the example`];
      if (!(name in answer)) return [`${at}.${name} is not in the answer`];
      return differences(answer[name], example[name], `${at}.${name}`);
    });
}

/** What is told of an operation's answer. */
function contentOf(operation: string, status: string): Content {
  const [method = '', path = ''] = operation.split(' ');
  const documented = paths[path]?.[method.toLowerCase()]?.responses[status];
  return documented?.content?.['application/json'] ?? {};
}

/** Every body of JSON that is told of. */
function allContents(): { readonly name: string; readonly content: Content }[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { responses }]) =>
      Object.entries(responses).flatMap(([status, { content }]) =>
        Object.entries(content ?? {})
          .filter(([type]) => type.endsWith('json'))
          .map(([, one]) => ({ name: `${method.toUpperCase()} ${path} ${status}`, content: one })),
      ),
    ),
  );
}

/** The examples of an operation's answer. */
function examplesOf(operation: string, status: string): unknown[] {
  return examplesIn(contentOf(operation, status));
}

function examplesIn({ example, examples }: Content): unknown[] {
  if (examples !== undefined) return Object.values(examples).map(({ value }) => value);
  return example === undefined ? [] : [example];
}

/** The schema that a reference means. */
function resolved(schema: Schema): Schema {
  return schema.$ref === undefined
    ? schema
    : (schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema);
}

/** Where a schema does not say what is there. */
function untyped(schema: Schema, at = ''): string[] {
  const { type, anyOf, oneOf, properties, items } = resolved(schema);
  const inside = Object.entries(properties ?? {}).filter(([name]) => !FREE.has(name));
  const choices = anyOf ?? oneOf;
  return [
    ...(type === undefined && choices === undefined ? [at] : []),
    ...(choices ?? []).flatMap((choice) => untyped(choice, at)),
    ...(items === undefined ? [] : untyped(items, `${at}[]`)),
    ...inside.flatMap(([name, member]) => untyped(member, `${at}.${name}`)),
  ];
}

/** Calls an operation, and keeps what it answers. */
async function call(client: Client, operation: string, ids: Members = {}, body?: unknown) {
  const [method = '', path = ''] = operation.split(' ');
  const [address = '', query = ''] = path.split('?');
  const filled = address.replace(/\{(\w+)\}/g, (_, name: string) => String(ids[name]));
  const target = query === '' ? filled : `${filled}?${query}`;
  const answer = await client.send(method, target, body === undefined ? {} : { body });
  if (answer.status >= 300) throw new Error(`${operation}: ${answer.status} ${answer.text}`);
  const key = `${method} ${address} ${answer.status}`;
  given.set(key, [...(given.get(key) ?? []), answer.body]);
  return answer.body;
}

async function callAuth(): Promise<void> {
  const { anybody } = business.shop;
  const credentials = { username: 'newcomer', password: 'a long password' };
  await call(anybody, 'POST /api/v1/auth/register', {}, credentials);
  const { token } = await call(anybody, 'POST /api/v1/auth/login', {}, credentials);
  await call(anybody.as(token), 'GET /api/v1/auth/me');
  const { password: currentPassword } = credentials;
  const change = { currentPassword, newPassword: 'another password' };
  const changed = await call(anybody.as(token), 'POST /api/v1/auth/password', {}, change);
  await call(anybody.as(changed.token), 'POST /api/v1/auth/logout', {}, {});
  await call(anybody, 'GET /health/live');
  await call(anybody, 'GET /health/ready');
}

async function callCatalog(): Promise<void> {
  const { operator, customer } = business;
  const attributes = [{ name: '颜色', value: '红色' }];
  const sku = { name: '灯', price: '9.00', stock: 5, requiresShipping: true, attributes };
  const { id } = await call(operator, 'POST /api/v1/skus', {}, sku);
  await call(operator, 'PATCH /api/v1/skus/{id}', { id }, { price: '8.00' });
  await call(operator, 'POST /api/v1/skus/{id}/restock', { id }, { count: 5 });
  await call(customer, 'GET /api/v1/skus/{id}', { id });
  await call(customer, 'GET /api/v1/skus?limit=1');
}

async function callAddressesAndCart(): Promise<void> {
  const { customer, shop, skuId } = business;
  const { id } = await call(customer, 'POST /api/v1/addresses', {}, ADDRESS);
  await call(customer, 'PATCH /api/v1/addresses/{id}', { id }, { tag: '公司' });
  await call(customer, 'POST /api/v1/addresses/{id}/default', { id });
  await call(customer, 'GET /api/v1/addresses');
  await call(customer, 'DELETE /api/v1/addresses/{id}', { id });
  const { cartToken } = await call(shop.anybody, 'POST /api/v1/cart/guest');
  await call(customer, 'POST /api/v1/cart/merge', {}, { cartToken });
  await call(customer, 'POST /api/v1/cart/items', {}, { skuId, count: 2 });
  await call(customer, 'PUT /api/v1/cart/items/{skuId}', { skuId }, { count: 1 });
  await call(customer, 'PATCH /api/v1/cart', {}, { selected: true });
  await call(customer, 'GET /api/v1/cart');
  const quote = await call(customer, 'POST /api/v1/orders/quote', {}, { source: 'cart' });
  await call(customer, 'DELETE /api/v1/cart/items/{skuId}', { skuId });
  await call(customer, 'DELETE /api/v1/cart');
  const { quoteToken, addresses } = quote;
  await call(customer, 'POST /api/v1/orders', {}, { quoteToken, addressId: addresses[0].id });
  for (const method of ['page', 'app', 'qr']) {
    const source = { source: 'buyNow', skuId, count: 1 };
    const { body } = await customer.post('/api/v1/orders/quote', source);
    const bought = { quoteToken: body.quoteToken, addressId: addresses[0].id, method };
    await call(customer, 'POST /api/v1/checkout', {}, bought);
  }
}

async function callPayment(): Promise<void> {
  const { customer, operator, shop, skuId } = business;
  const { orderNo } = await placeOrder(customer, skuId);
  for (const method of ['page', 'wap', 'app', 'qr']) {
    await call(customer, 'POST /api/v1/orders/{orderNo}/payments', { orderNo }, { method });
  }
  const discount = { discount: '9.00', reason: '老顾客优惠' };
  await call(operator, 'POST /api/v1/orders/{orderNo}/adjust', { orderNo }, discount);
  await call(operator, 'PATCH /api/v1/orders/{orderNo}', { orderNo }, { remark: '周末送货' });
  await call(customer, 'POST /api/v1/orders/{orderNo}/payments', { orderNo }, { method: 'page' });
  await call(customer, 'GET /api/v1/orders/{orderNo}/payment', { orderNo });
  await call(customer, 'POST /api/v1/orders/{orderNo}/payment/sync', { orderNo });
  shop.simulator.faults.set({ loseRequests: { probability: 1 } });
  await call(customer, 'POST /api/v1/orders/{orderNo}/cancel', { orderNo });
  shop.simulator.faults.reset();
  await call(customer, 'POST /api/v1/orders/{orderNo}/cancel', { orderNo });
  await call(customer, 'GET /api/v1/orders/{orderNo}', { orderNo });
  await call(customer, 'GET /api/v1/orders?limit=1');
}

async function callRefunds(): Promise<void> {
  const { customer, operator, shop, skuId } = business;
  const { orderNo } = await paidOrder(shop, customer, skuId);
  const shipment = { carrier: '顺丰', trackingNumber: 'SF1' };
  const { id: shipmentId } = await call(
    operator,
    'POST /api/v1/orders/{orderNo}/shipments',
    { orderNo },
    shipment,
  );
  const corrected = { ...shipment, trackingNumber: 'SF2' };
  await call(operator, 'PATCH /api/v1/shipments/{id}', { id: shipmentId }, corrected);
  await call(operator, 'POST /api/v1/orders/{orderNo}/ship', { orderNo }, corrected);
  await call(customer, 'GET /api/v1/orders/{orderNo}/shipments', { orderNo });
  await call(customer, 'POST /api/v1/orders/{orderNo}/receive', { orderNo });
  for (const decision of ['approve', 'reject']) {
    const request = { amount: '1.00', reason: '有划痕' };
    const refunds = 'POST /api/v1/orders/{orderNo}/refunds';
    const { id } = await call(customer, refunds, { orderNo }, request);
    await call(operator, `${refunds}/{id}/${decision}`, { orderNo, id });
  }
  const path = 'POST /api/v1/orders/{orderNo}/refunds';
  await call(operator, 'GET /api/v1/orders/{orderNo}/refundable', { orderNo });
  const silent = { outcome: 'unknown', reason: 'no response' } as const;
  jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(silent);
  const made = await call(operator, path, { orderNo }, { amount: '1.00', reason: '有划痕' });
  await call(operator, `${path}/{id}/retry`, { orderNo, id: made.id });
  const { id } = await call(customer, path, { orderNo }, { amount: '1.00', reason: '有划痕' });
  await call(customer, `${path}/{id}/withdraw`, { orderNo, id });
  await call(customer, 'GET /api/v1/orders/{orderNo}/refunds', { orderNo });
  await call(operator, 'GET /api/v1/orders/{orderNo}/timeline', { orderNo });
  await call(customer, 'GET /api/v1/orders/{orderNo}/timeline', { orderNo });
}

async function callAfterSales(): Promise<void> {
  const { customer, operator, shop, skuId } = business;
  const { orderNo } = await paidOrder(shop, customer, skuId);
  const parcel = { carrier: '顺丰', trackingNumber: 'SF1' };
  await call(operator, 'POST /api/v1/orders/{orderNo}/ship', { orderNo }, parcel);
  await call(customer, 'POST /api/v1/orders/{orderNo}/receive', { orderNo });
  const lines = [{ lineId: 1, count: 1 }];
  const claim = { type: 'returnAndRefund', lines, reason: '不合适' };
  const apply = 'POST /api/v1/orders/{orderNo}/after-sales';
  const first = await call(customer, apply, { orderNo }, claim);
  const cases = 'POST /api/v1/after-sales/{id}';
  await call(operator, `${cases}/reject`, first, { reason: '已使用' });
  const second = await call(customer, apply, { orderNo }, claim);
  await call(customer, `${cases}/withdraw`, second);
  const third = await call(customer, apply, { orderNo }, claim);
  const returnAddress = { receiver: '退货组', mobile: '01012345678', address: '3 号库' };
  await call(operator, `${cases}/agree`, third, { returnAddress });
  await call(customer, `${cases}/send-back`, third, parcel);
  jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
  await call(operator, `${cases}/receive-back`, third, { lines });
  await call(operator, `${cases}/refund`, third);
  await call(customer, 'GET /api/v1/after-sales/{id}', third);
  await call(customer, 'GET /api/v1/after-sales');
}

async function callIncidents(): Promise<void> {
  const { operator, shop } = business;
  for (const n of ['1', '2', '3', '4']) {
    const trade = { out_trade_no: `2026112112000000000${n}`, trade_no: `T${n}` };
    const notify = signNotify(shop.keys, {
      ...trade,
      total_amount: n < '3' ? '5000.00' : '1.00',
      notify_id: n,
    });
    await shop.anybody.postForm('/api/v1/alipay/notify', notify);
  }
  await call(operator, 'GET /api/v1/overview');
  await call(operator, 'GET /api/v1/overview/trends');
  await call(operator, 'GET /api/v1/webhook-deliveries');
  await call(operator, 'GET /api/v1/refunds');
  await call(operator, 'GET /api/v1/payments');
  const { items } = await call(operator, 'GET /api/v1/incidents');
  const note = { note: '已核实' };
  await call(operator, 'GET /api/v1/incidents/{id}', items[0]);
  await call(operator, 'GET /api/v1/incidents/{id}/evidence', items[0]);
  await call(operator, 'POST /api/v1/incidents/{id}/dismiss', items[0], note);
  await call(operator, 'POST /api/v1/incidents/{id}/refund', items[1], note);
  const finance = await shop.staff('finance');
  await call(finance, 'POST /api/v1/incidents/{id}/dismiss', items[2], note);
  await call(operator, 'POST /api/v1/incidents/{id}/approve', items[2]);
  await call(finance, 'POST /api/v1/incidents/{id}/refund', items[3], note);
  await call(operator, 'POST /api/v1/incidents/{id}/reject', items[3], note);
}

async function callReconciliations(): Promise<void> {
  const { operator, shop } = business;
  const day = '2020-01-01';
  await call(operator, 'POST /api/v1/reconciliations', {}, { date: day });
  await shop.database.query(
    `INSERT INTO discrepancies (day, type, kind, fingerprint, state, out_trade_no, created_at)
     VALUES (?, 'trade', 'duplicate-line', 'x', 'OPEN', 'A1', NOW())`,
    [day],
  );
  const uploaded = await operator.send('POST', '/api/v1/reconciliations/2020-01-02/bill', {
    bytes: billZipOf('2020-01-02'),
    headers: { 'content-type': 'application/zip' },
  });
  given.set('POST /api/v1/reconciliations/{day}/bill 200', [uploaded.body]);
  await call(operator, 'GET /api/v1/reconciliations');
  await call(operator, 'GET /api/v1/reconciliations/{day}', { day });
  const { items } = await call(operator, 'GET /api/v1/discrepancies');
  const note = { note: '已核实' };
  await call(operator, 'POST /api/v1/discrepancies/{id}/resolve', items[0], note);
}

async function callWebhooks(): Promise<void> {
  const { operator, customer, shop, skuId } = business;
  const webhook = { url: 'http://127.0.0.1:9/', types: ['order.created'] };
  const { id } = await call(operator, 'POST /api/v1/webhooks', {}, webhook);
  await placeOrder(customer, skuId);
  await shop.relay();
  await call(operator, 'GET /api/v1/webhooks');
  await call(operator, 'GET /api/v1/webhooks/{id}', { id });
  const deliveries = 'GET /api/v1/webhooks/{id}/deliveries';
  const { items } = await call(operator, deliveries, { id });
  const [{ id: deliveryId, eventId: sinceEventId }] = items;
  const resend = 'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/resend';
  await call(operator, resend, { id, deliveryId });
  await call(operator, 'GET /api/v1/webhooks/{id}/deliveries/{deliveryId}', { id, deliveryId });
  await call(operator, 'POST /api/v1/webhooks/{id}/replay', { id }, { sinceEventId });
  await call(operator, 'PATCH /api/v1/webhooks/{id}', { id }, { active: false });
  await call(operator, 'POST /api/v1/webhooks/{id}/resume', { id });
  await call(operator, 'POST /api/v1/webhooks/{id}/rotate-secret', { id });
  await call(operator, 'DELETE /api/v1/webhooks/{id}', { id });
}

beforeAll(async () => {
  business = await openForBusiness({ WEBHOOK_ALLOW_PRIVATE: 'true', APPROVE_FROM: '5000.00' });
  const document = (await business.shop.anybody.get('/docs/openapi.json')).body;
  ({ paths } = document);
  ({ schemas } = document.components);
  await callAuth();
  await callCatalog();
  await callAddressesAndCart();
  await callPayment();
  await callRefunds();
  await callAfterSales();
  await callIncidents();
  await callReconciliations();
  await staffAnswers(business);
  await call(business.operator, 'GET /api/v1/doctor');
  await call(business.operator, 'POST /api/v1/doctor/messages', {}, { text: 'sign=a&app_id=1' });
  await call(business.operator, 'GET /api/v1/system');
  await callWebhooks();
});
afterAll(() => business?.shop.close());

const OWN_PASSWORD = 'her own password';

/** A second factor that is enrolled, renewed, reset by an admin, and removed; answers the sign-in to go on with. */
async function factorAnswers({ shop, operator }: Business, made: Members, password: string) {
  const factor = '/api/v1/auth/second-factor';
  const login = await shop.anybody.post('/api/v1/auth/login', { username: 'alice', password });
  const newcomer = shop.anybody.as(login.body.token);
  const change = { currentPassword: password, newPassword: OWN_PASSWORD };
  let { token } = (await newcomer.post('/api/v1/auth/password', change)).body;
  const proof = { password: OWN_PASSWORD };
  const enrol = async () => {
    const client = shop.anybody.as(token);
    const { secret } = await call(client, `POST ${factor}`, {}, proof);
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    const on = await call(client, `POST ${factor}/confirm`, {}, { code });
    token = on.signIn.token;
    return on.recoveryCodes as string[];
  };
  const [first = '', second = ''] = await enrol();
  const client = shop.anybody.as(token);
  const renewed = { ...proof, code: first };
  const { recoveryCodes } = await call(client, `POST ${factor}/recovery-codes`, {}, renewed);
  expect(recoveryCodes).not.toContain(second);
  await call(client, `POST ${factor}/remove`, {}, { ...proof, code: recoveryCodes[0] });
  await enrol();
  await call(operator, 'POST /api/v1/people/{id}/reset-second-factor', made);
  const credentials = { username: 'alice', password: OWN_PASSWORD };
  return (await shop.anybody.post('/api/v1/auth/login', credentials)).body;
}

/** The staff, a session of its, and what it did. */
async function staffAnswers(open: Business): Promise<void> {
  const { shop, operator } = open;
  const made = await call(
    operator,
    'POST /api/v1/people',
    {},
    { username: 'alice', role: 'viewer' },
  );
  await call(operator, 'GET /api/v1/people');
  await call(operator, 'PATCH /api/v1/people/{id}', made, { role: 'support' });
  const reset = await call(operator, 'POST /api/v1/people/{id}/reset-password', made, {});
  const { token } = await factorAnswers(open, made, reset.password);
  const sessions = '/api/v1/auth/sessions';
  const login = { username: 'alice', password: OWN_PASSWORD };
  await call(shop.anybody.as(token), 'GET /api/v1/auth/second-factor');
  const { headers } = await shop.anybody.post(sessions, login);
  const cookie = headers.getSetCookie().find((one) => one.startsWith('console=')) ?? '';
  const browser = shop.anybody.with({ cookie: cookie.split(';', 1)[0] ?? '' });
  await call(shop.anybody, `POST ${sessions}`, {}, login);
  await call(browser, `GET ${sessions}`);
  await call(browser, `GET ${sessions}/current`);
  await call(operator, 'GET /api/v1/audit');
}

describe('the OpenAPI document', () => {
  it('shows answers as they are given, of every operation', () => {
    const due = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) =>
        Object.entries(responses)
          .filter(([status, { content }]) => status < '300' && content?.['application/json'])
          .map(([status]) => `${method.toUpperCase()} ${path} ${status}`),
      ),
    );
    expect(due.filter((key) => !given.has(key))).toEqual([]);
  });

  it('tells the form of each answer, and answers are of it', () => {
    const faults = [];
    for (const [key, answers] of given) {
      const [method, path, status = ''] = key.split(' ');
      if (status === '204') continue;
      const { schema } = contentOf(`${method} ${path}`, status);
      const found =
        schema === undefined
          ? ['has no schema']
          : [
              ...untyped(schema).map((at) => `${at} has no type`),
              ...misfits(schema, schemas, answers),
            ];
      faults.push(...found.map((fault) => `${key}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('shows examples that are of the form that it tells', () => {
    const faults = [];
    for (const { name, content } of allContents()) {
      const examples = examplesIn(content);
      const { schema } = content;
      if (schema === undefined) continue;
      faults.push(...misfits(schema, schemas, examples).map((fault) => `${name}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });

  it('shows answers with the members that they have', () => {
    const untrue = [...given].flatMap(([key, answers]) => {
      const [method, path, status = ''] = key.split(' ');
      const examples = examplesOf(`${method} ${path}`, status);
      if (status === '204') return [];
      const found = answers.flatMap((answer) => {
        const each = examples.map((example) => differences(answer, example));
        return each.some((faults) => faults.length === 0) ? [] : (each[0] ?? ['has no example']);
      });
      return [...new Set(found)].map((fault) => `${key}: ${fault}`);
    });
    expect(untrue).toEqual([]);
  });

  it('tells the form of each event that was written, with all its members', async () => {
    const rows = await business.shop.database.query<{ type: string; data: string }>(
      'SELECT type, data FROM outbox',
    );
    const types = [...new Set(rows.map(({ type }) => type))];
    expect(types).toEqual(expect.arrayContaining(['order.paid', 'payment.refunded']));
    const faults = [];
    for (const type of types) {
      const { oneOf, discriminator } = schemas['Event'] as EventUnion;
      const reference = discriminator.mapping[type] ?? '';
      expect(oneOf).toContainEqual({ $ref: reference });
      const { properties } = schemas[reference.split('/').at(-1) ?? ''] as Schema;
      const schema = { ...properties?.['data'], additionalProperties: false };
      const written = rows.filter((row) => row.type === type).map(({ data }) => JSON.parse(data));
      faults.push(...misfits(schema, schemas, written).map((fault) => `${type}: ${fault}`));
    }
    expect(faults).toEqual([]);
  });
});
