import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openForBusiness, placeOrder } from '../support/shop.js';

const LIST = '/api/v1/webhook-deliveries';

const { shop, customer, operator, skuId } = await openForBusiness({
  WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
});

let orderNo: string;
let eventId: string;

beforeAll(async () => {
  ({ orderNo } = await placeOrder(customer, skuId));
  await shop.database.query(
    `INSERT INTO webhook_endpoints (id, url, types, state, created_at)
     VALUES (1, 'http://127.0.0.1:9/a', '["order.created"]', 'PAUSED', NOW(3)),
       (2, 'http://127.0.0.1:9/b', '["order.created"]', 'PAUSED', NOW(3))`,
  );
  const [event] = await shop.database.query<{ id: string; orderId: string }>(
    'SELECT event_id AS id, order_id AS orderId FROM outbox WHERE order_id IS NOT NULL LIMIT 1',
  );
  eventId = event?.id ?? '';
  await shop.database.query(
    `INSERT INTO webhook_deliveries (id, endpoint_id, event_id, type, order_id, origin, state, created_at, tries)
     VALUES (1, 1, ?, 'order.created', ?, 'event', 'DELIVERED', NOW(3) - INTERVAL 3 MINUTE, '[]'),
       (2, 2, ?, 'order.created', ?, 'event', 'FAILED', NOW(3) - INTERVAL 2 MINUTE, '[]'),
       (3, 2, 'X', 'order.paid', NULL, 'resend', 'PENDING', NOW(3) - INTERVAL 1 MINUTE, '[]')`,
    [eventId, event?.orderId, eventId, event?.orderId],
  );
});
afterAll(() => shop.close());

async function ids(query: string): Promise<string[]> {
  const { status, body } = await operator.get(`${LIST}?${query}`);
  if (status !== 200) throw new Error(`${query}: ${JSON.stringify(body)}`);
  return (body.items as { id: string }[]).map(({ id }) => id);
}

describe('deliveries to all webhooks', () => {
  it('are listed by state, type, webhook and time', async () => {
    expect(await ids('')).toEqual(['3', '2', '1']);
    expect(await ids('state=FAILED')).toEqual(['2']);
    expect(await ids('state=FAILED,PENDING')).toEqual(['3', '2']);
    expect(await ids('type=order.created')).toEqual(['2', '1']);
    expect(await ids('webhookId=2&state=FAILED,DELIVERED')).toEqual(['2']);
    expect(await ids('from=2026-01-01')).toHaveLength(3);
    expect(await ids('to=2026-01-01')).toEqual([]);
  });

  it('are found by their order and by their event', async () => {
    expect(await ids(`q=${orderNo}`)).toEqual(['2', '1']);
    expect(await ids(`q=${eventId}&state=DELIVERED`)).toEqual(['1']);
    expect(await ids('q=nothing')).toEqual([]);
  });

  it('say to which webhook they go, and are cut into parts', async () => {
    const { body } = await operator.get(`${LIST}?limit=2`);
    expect(body.items[0]).toMatchObject({ webhookId: 2, state: 'PENDING', type: 'order.paid' });
    const rest = await operator.get(`${LIST}?limit=2&cursor=${body.nextCursor}`);
    expect(rest.body).toMatchObject({ items: [{ id: '1', webhookId: 1 }], nextCursor: null });
    expect((await operator.get(`${LIST}?state=FAILED&cursor=${body.nextCursor}`)).status).toBe(400);
  });

  it('are for staff, and of filters that there are', async () => {
    expect((await customer.get(LIST)).status).toBe(403);
    for (const query of ['state=LOST', 'type=x', 'webhookId=x', 'q=x']) {
      expect((await operator.get(`${LIST}?${query}`)).status).toBe(400);
    }
  });
});
