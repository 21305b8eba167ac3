import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { REFUSED } from '../support/alipay-answers.js';
import type { Answer, Client } from '../support/client.js';
import { postNotify } from '../support/notify.js';
import { billZipOf } from '../reconciliation/bill-maker.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';
import { openReceiver, type Receiver } from '../webhooks/receiver.js';

const { shop, customer, operator, skuId } = await openForBusiness({
  WEBHOOK_ALLOW_PRIVATE: 'true',
  RECONCILE: 'true',
  APPROVE_FROM: '5000.00',
});

const UNANSWERED = { outcome: 'unknown', reason: 'no response' } as const;
const NOTE = '已与顾客电话确认';
const WHY = { reason: NOTE };
const HOOKS = '/api/v1/webhooks';
const RETURN_ADDRESS = { receiver: '退货组', mobile: '01012345678', address: '3 号库' };
const PARCEL = { carrier: '顺丰速运', trackingNumber: 'SF1234567890123' };

interface Entry {
  readonly action: string;
  readonly username: string;
  readonly role: string;
  readonly via: string;
  readonly address: string | null;
  readonly request_id: string | null;
  readonly object_kind: string;
  readonly object_id: string;
  readonly state_before: string | null;
  readonly state_after: string | null;
  readonly reason: string | null;
}

let receiver: Receiver;
let support: Client;
let hookId: number;
let document: Document;
const secrets: string[] = [];

const entries = () => shop.database.query<Entry>('SELECT * FROM audit_log ORDER BY id');

async function unpaid(): Promise<string> {
  return String((await placeOrder(customer, skuId)).orderNo);
}

async function paid(): Promise<string> {
  const orderNo = await unpaid();
  await payLink(customer, orderNo);
  await postNotify(shop, orderNo);
  return orderNo;
}

async function requested(): Promise<string> {
  const orderNo = await paid();
  const path = `/api/v1/orders/${orderNo}/refunds`;
  const { body } = await customer.post(path, { amount: '1.00', reason: NOTE });
  return `${path}/${body.id}`;
}

/** A case whose goods are to come back. */
async function claimed(): Promise<string> {
  const orderNo = await paid();
  await operator.post(`/api/v1/orders/${orderNo}/ship`, PARCEL);
  await customer.post(`/api/v1/orders/${orderNo}/receive`);
  const claim = { type: 'returnAndRefund', lines: [{ lineId: 1, count: 1 }], reason: NOTE };
  const { body } = await customer.post(`/api/v1/orders/${orderNo}/after-sales`, claim);
  return `/api/v1/after-sales/${body.id}`;
}

async function sentBack(): Promise<string> {
  const path = await claimed();
  await operator.post(`${path}/agree`, { returnAddress: RETURN_ADDRESS });
  await customer.post(`${path}/send-back`, PARCEL);
  return path;
}

async function incident(): Promise<string> {
  const orderNo = await unpaid();
  await payLink(customer, orderNo);
  await postNotify(shop, orderNo, { total_amount: '5.00' });
  const { body } = await operator.get('/api/v1/incidents?state=OPEN&limit=100');
  const items = body.items as { id: string; outTradeNo: string }[];
  return `/api/v1/incidents/${items.find(({ outTradeNo }) => outTradeNo === orderNo)?.id}`;
}

/** An incident of so much money that another person's decision waits for a second one. */
async function proposed(): Promise<string> {
  const orderNo = await unpaid();
  await payLink(customer, orderNo);
  await postNotify(shop, orderNo, { total_amount: '5000.00' });
  const { body } = await operator.get(`/api/v1/incidents?q=${orderNo}`);
  const path = `/api/v1/incidents/${body.items[0].id}`;
  await (await shop.staff('finance')).post(`${path}/refund`, { note: NOTE });
  return path;
}

/** Makes a difference as a day's bill would. */
async function discrepancy(): Promise<string> {
  await shop.database.query(
    `INSERT INTO discrepancies (kind, type, day, out_trade_no, fingerprint, state, created_at)
     VALUES ('missing-here', 'trade', '2026-11-20', 'X1', 'x1', 'OPEN', NOW())`,
  );
  const { body } = await operator.get('/api/v1/discrepancies?state=OPEN');
  return `/api/v1/discrepancies/${body.items[0].id}`;
}

async function delivery(): Promise<string> {
  await unpaid();
  await shop.relay();
  const { body } = await operator.get(`${HOOKS}/${hookId}/deliveries`);
  return body.items[0].id;
}

async function firstEvent(): Promise<string> {
  const { body } = await operator.get(`${HOOKS}/${hookId}/deliveries`);
  return body.items.at(-1).eventId;
}

async function subscribe(): Promise<Answer> {
  const made = await operator.post(HOOKS, { url: receiver.url, types: ['order.created'] });
  secrets.push(made.body.secret);
  return made;
}

const yesterday = () => new Date(Date.now() - 36 * 3_600_000).toISOString().slice(0, 10);

/** What is asked for stands in the body: it is too long for an address, and nothing is changed. */
const READS = ['POST /api/v1/doctor/messages'];

/** How each write of the staff is called, for the action that its entry names. */
const WRITES: Readonly<Record<string, readonly [string, () => Promise<Answer>]>> = {
  'POST /api/v1/skus': [
    'sku.create',
    () =>
      operator.post('/api/v1/skus', {
        name: '新茶',
        price: '9.00',
        stock: 1,
        requiresShipping: false,
      }),
  ],
  'PATCH /api/v1/skus/{id}': [
    'sku.change',
    async () =>
      operator.send('PATCH', `/api/v1/skus/${await shop.sku()}`, {
        body: { price: '198.00', ...WHY },
      }),
  ],
  'POST /api/v1/skus/{id}/restock': [
    'sku.restock',
    () => operator.post(`/api/v1/skus/${skuId}/restock`, { count: 5 }),
  ],
  'POST /api/v1/orders/{orderNo}/cancel': [
    'order.cancel',
    async () => operator.post(`/api/v1/orders/${await unpaid()}/cancel`, WHY),
  ],
  'POST /api/v1/orders/{orderNo}/ship': [
    'order.ship',
    async () => operator.post(`/api/v1/orders/${await paid()}/ship`, PARCEL),
  ],
  'POST /api/v1/orders/{orderNo}/shipments': [
    'order.ship',
    async () => operator.post(`/api/v1/orders/${await paid()}/shipments`, PARCEL),
  ],
  'PATCH /api/v1/shipments/{id}': [
    'shipment.correct',
    async () => {
      const { body } = await operator.post(`/api/v1/orders/${await paid()}/shipments`, PARCEL);
      const corrected = { ...PARCEL, trackingNumber: 'SF2' };
      return operator.send('PATCH', `/api/v1/shipments/${body.id}`, { body: corrected });
    },
  ],
  'PATCH /api/v1/orders/{orderNo}': [
    'order.edit',
    async () =>
      operator.send('PATCH', `/api/v1/orders/${await paid()}`, { body: { remark: '放门口' } }),
  ],
  'POST /api/v1/orders/{orderNo}/adjust': [
    'order.adjust',
    async () =>
      operator.post(`/api/v1/orders/${await unpaid()}/adjust`, { discount: '9.00', reason: NOTE }),
  ],
  'POST /api/v1/orders/{orderNo}/payment/sync': [
    'payment.sync',
    async () => operator.post(`/api/v1/orders/${await paid()}/payment/sync`),
  ],
  'POST /api/v1/orders/{orderNo}/refunds': [
    'refund.make',
    async () =>
      operator.post(`/api/v1/orders/${await paid()}/refunds`, { amount: '1.00', reason: NOTE }),
  ],
  'POST /api/v1/orders/{orderNo}/refunds/{id}/approve': [
    'refund.approve',
    async () => operator.post(`${await requested()}/approve`, WHY),
  ],
  'POST /api/v1/orders/{orderNo}/refunds/{id}/reject': [
    'refund.reject',
    async () => operator.post(`${await requested()}/reject`, WHY),
  ],
  'POST /api/v1/orders/{orderNo}/refunds/{id}/withdraw': [
    'refund.withdraw',
    async () => {
      const path = `/api/v1/orders/${await paid()}/refunds`;
      const { body } = await support.post(path, { amount: '1.00', reason: NOTE });
      return support.post(`${path}/${body.id}/withdraw`);
    },
  ],
  'POST /api/v1/orders/{orderNo}/refunds/{id}/retry': [
    'refund.retry',
    async () => {
      const refund = await requested();
      jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(UNANSWERED);
      await operator.post(`${refund}/approve`);
      return operator.post(`${refund}/retry`);
    },
  ],
  'POST /api/v1/after-sales/{id}/agree': [
    'after_sale.agree',
    async () =>
      operator.post(`${await claimed()}/agree`, { returnAddress: RETURN_ADDRESS, ...WHY }),
  ],
  'POST /api/v1/after-sales/{id}/reject': [
    'after_sale.reject',
    async () => operator.post(`${await claimed()}/reject`, { reason: NOTE }),
  ],
  'POST /api/v1/after-sales/{id}/receive-back': [
    'after_sale.refund',
    async () => {
      const path = await sentBack();
      const less = { amount: '1.00', ...WHY };
      return operator.post(`${path}/receive-back`, { lines: [{ lineId: 1, count: 1 }], ...less });
    },
  ],
  'POST /api/v1/after-sales/{id}/refund': [
    'after_sale.refund',
    async () => {
      const path = await sentBack();
      jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
      await operator.post(`${path}/receive-back`, { lines: [{ lineId: 1, count: 1 }] });
      return operator.post(`${path}/refund`, WHY);
    },
  ],
  'POST /api/v1/incidents/{id}/refund': [
    'incident.refund',
    async () => operator.post(`${await incident()}/refund`, { note: NOTE }),
  ],
  'POST /api/v1/incidents/{id}/approve': [
    'incident.refund',
    async () => operator.post(`${await proposed()}/approve`, WHY),
  ],
  'POST /api/v1/incidents/{id}/reject': [
    'incident.reject',
    async () => operator.post(`${await proposed()}/reject`, { note: NOTE }),
  ],
  'POST /api/v1/incidents/{id}/dismiss': [
    'incident.dismiss',
    async () => operator.post(`${await incident()}/dismiss`, { note: NOTE }),
  ],
  'POST /api/v1/reconciliations': [
    'reconciliation.request',
    () => operator.post('/api/v1/reconciliations', { date: yesterday() }),
  ],
  'POST /api/v1/reconciliations/{day}/bill': [
    'reconciliation.upload',
    () =>
      operator.send(
        'POST',
        `/api/v1/reconciliations/${yesterday()}/bill?${new URLSearchParams(WHY)}`,
        {
          bytes: billZipOf(yesterday()),
          headers: { 'content-type': 'application/zip' },
        },
      ),
  ],
  'POST /api/v1/discrepancies/{id}/resolve': [
    'discrepancy.resolve',
    async () => operator.post(`${await discrepancy()}/resolve`, { note: NOTE }),
  ],
  'POST /api/v1/people': [
    'person.create',
    async () => {
      const made = await operator.post('/api/v1/people', { username: 'anna', role: 'support' });
      secrets.push(made.body.password);
      return made;
    },
  ],
  'PATCH /api/v1/people/{id}': [
    'person.change',
    async () => {
      const made = await operator.post('/api/v1/people', { username: 'berta', role: 'support' });
      const body = { disabled: true, ...WHY };
      return operator.send('PATCH', `/api/v1/people/${made.body.id}`, { body });
    },
  ],
  'POST /api/v1/people/{id}/reset-password': [
    'person.reset-password',
    async () => {
      const made = await operator.post('/api/v1/people', { username: 'carla', role: 'support' });
      const reset = await operator.post(`/api/v1/people/${made.body.id}/reset-password`, WHY);
      secrets.push(reset.body.password);
      return reset;
    },
  ],
  'POST /api/v1/people/{id}/reset-second-factor': [
    'person.reset-second-factor',
    async () => {
      const password = 'a long password';
      const person = { username: 'dora', role: 'support', password };
      const made = await operator.post('/api/v1/people', person);
      const credentials = { username: 'dora', password };
      const { body } = await shop.anybody.post('/api/v1/auth/login', credentials);
      const dora = shop.anybody.as(body.token);
      const { secret } = (await dora.post('/api/v1/auth/second-factor', { password })).body;
      const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
      const on = await dora.post('/api/v1/auth/second-factor/confirm', { code });
      secrets.push(secret, ...on.body.recoveryCodes);
      return operator.post(`/api/v1/people/${made.body.id}/reset-second-factor`, WHY);
    },
  ],
  'POST /api/v1/webhooks': ['webhook.create', subscribe],
  'PATCH /api/v1/webhooks/{id}': [
    'webhook.change',
    () => operator.send('PATCH', `${HOOKS}/${hookId}`, { body: { active: false, ...WHY } }),
  ],
  'POST /api/v1/webhooks/{id}/resume': [
    'webhook.resume',
    () => operator.post(`${HOOKS}/${hookId}/resume`),
  ],
  'POST /api/v1/webhooks/{id}/rotate-secret': [
    'webhook.rotate',
    async () => {
      const rotated = await operator.post(`${HOOKS}/${hookId}/rotate-secret`);
      secrets.push(rotated.body.secret);
      return rotated;
    },
  ],
  'POST /api/v1/webhooks/{id}/deliveries/{deliveryId}/resend': [
    'delivery.resend',
    async () => operator.post(`${HOOKS}/${hookId}/deliveries/${await delivery()}/resend`),
  ],
  'POST /api/v1/webhooks/{id}/replay': [
    'webhook.replay',
    async () =>
      operator.post(`${HOOKS}/${hookId}/replay`, { sinceEventId: await firstEvent(), ...WHY }),
  ],
  'DELETE /api/v1/webhooks/{id}': [
    'webhook.remove',
    async () => {
      const { body } = await subscribe();
      return operator.send('DELETE', `${HOOKS}/${body.id}`, {});
    },
  ],
};

interface Schema {
  readonly properties: Readonly<Record<string, unknown>>;
}
interface Operation {
  readonly 'x-permission'?: string;
  readonly parameters: readonly { readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: unknown }>> };
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Whether a route's document says that it may be told why. */
function takesReason({ components, paths }: Document, route: string): boolean {
  const [method = '', path = ''] = route.split(' ');
  const operation = paths[path]?.[method.toLowerCase()];
  const { $ref = '' } = (operation?.requestBody?.content['application/json']?.schema ?? {}) as {
    $ref?: string;
  };
  const body = components.schemas[$ref.split('/').at(-1) ?? '']?.properties ?? {};
  return (
    'reason' in body ||
    'note' in body ||
    operation?.parameters.some(({ name }) => name === 'reason') === true
  );
}

/** The routes that change something and name a permission of the staff. */
function staffWrites(): string[] {
  const { paths } = document;
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method, told]) => method !== 'get' && told['x-permission'] !== undefined)
      .map(([method]) => `${method.toUpperCase()} ${path}`)
      .filter((route) => !READS.includes(route)),
  );
}

beforeAll(async () => {
  receiver = await openReceiver();
  document = (await shop.anybody.get('/docs/openapi.json')).body;
  support = await shop.staff('support');
  hookId = (await subscribe()).body.id;
});

afterAll(async () => {
  await receiver.close();
  await shop.close();
});

describe('the audit log', () => {
  it('knows how to try each write of the staff', () => {
    expect(Object.keys(WRITES).toSorted()).toEqual(staffWrites().toSorted());
  });

  it.each(Object.entries(WRITES))(
    'holds an entry of %s, with its reason',
    async (route, [action, call]) => {
      const { status, text } = await call();
      expect([status < 300, text]).toEqual([true, text]);
      const entry = (await entries()).at(-1);
      expect(entry).toMatchObject({
        action,
        via: 'api',
        address: '127.0.0.1',
        request_id: expect.stringMatching(/^[\w-]{8,}$/),
        object_kind: expect.stringMatching(/^\w+$/),
        object_id: expect.stringMatching(/^.+$/),
      });
      expect(entry?.reason).toBe(takesReason(document, route) ? NOTE : null);
      const who =
        action === 'refund.withdraw' ? ['test-support', 'support'] : ['test-operator', 'admin'];
      expect([entry?.username, entry?.role]).toEqual(who);
    },
  );

  it('holds no secret', async () => {
    const text = JSON.stringify(await entries());
    expect(secrets.length).toBeGreaterThan(2);
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('says what was before, what is now, and why', async () => {
    const all = await entries();
    const last = (wanted: string) => {
      const entry = all.findLast(({ action }) => action === wanted);
      const { state_before: before, state_after: after, reason = null } = entry ?? {};
      return [JSON.parse(before ?? 'null'), JSON.parse(after ?? 'null'), reason];
    };
    expect(last('sku.change')).toEqual([{ price: '199.00' }, { price: '198.00' }, WHY.reason]);
    expect(last('order.ship')).toEqual([
      { state: 'TO_SHIP' },
      expect.objectContaining({ state: 'SHIPPED', ...PARCEL }),
      null,
    ]);
    expect(last('order.adjust')).toEqual([
      { discount: '0.00', payable: '209.00' },
      { discount: '9.00', payable: '200.00' },
      NOTE,
    ]);
    const [approved] = last('refund.approve');
    expect(approved).toMatchObject({ orderNo: expect.stringMatching(/^\d+$/), amount: '1.00' });
    const [agreed] = last('after_sale.agree');
    expect(agreed).toEqual({ orderNo: expect.stringMatching(/^\d+$/), state: 'APPLIED' });
    const [reset] = last('person.reset-password');
    expect(reset).toEqual({ username: expect.stringMatching(/^[a-z]/) });
    expect(last('incident.dismiss')).toEqual([
      {
        state: 'OPEN',
        kind: 'amount-mismatch',
        outTradeNo: expect.any(String),
        reportedAmount: '5.00',
      },
      { state: 'RESOLVED' },
      NOTE,
    ]);
  });

  it('has no entry of what was refused', async () => {
    const before = (await entries()).length;
    const answer = await operator.post(`/api/v1/skus/999999/restock`, { count: 5 });
    expect(answer.status).toBe(404);
    const late = await operator.post('/api/v1/incidents/1/dismiss', { note: '' });
    expect(late.status).toBe(400);
    expect((await entries()).length).toBe(before);
  });
});
