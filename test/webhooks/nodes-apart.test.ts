import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { EventLog } from '../../src/events/event-log.service.js';
import { DeliveryPoller } from '../../src/webhooks/delivery/delivery-poller.service.js';
import { openForBusiness, placeOrder } from '../support/shop.js';
import { openReceiver } from './receiver.js';

const MINUTE = 60_000;
/** Longer than a claim that nobody renews. */
const LEASE = 5_000;

const { shop, customer, operator, skuId } = await openForBusiness({
  WEBHOOK_ALLOW_PRIVATE: 'true',
});
shop.stopClock();
const receiver = await openReceiver();
const hook = { url: receiver.url, types: ['order.created', 'order.cancelled'] };
await operator.post('/api/v1/webhooks', hook);

afterAll(async () => {
  await shop.close();
  await receiver.close();
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Each test has an order that was made and cancelled, and of which nobody was told. */
beforeEach(async () => {
  const { orderNo } = await placeOrder(customer, skuId);
  await customer.post(`/api/v1/orders/${orderNo}/cancel`);
  await shop.relay();
  receiver.received.length = 0;
});

async function deliver(): Promise<void> {
  const poller = shop.app.get(DeliveryPoller);
  while ((await poller.pollBatch()) > 0);
}

const told = () => receiver.received.map(({ body }) => body.type);
const notDelivered = () =>
  shop.database.query(
    "SELECT type, state, attempts, tries FROM webhook_deliveries WHERE state <> 'DELIVERED' ORDER BY id",
  );

/** What a node of a cluster does not know yet, or never sees because a lock is of another node alone. */
describe('while the nodes of a database are apart', () => {
  it('a delivery is found that another node left waiting for one that had ended', async () => {
    await shop.database.query(
      `UPDATE webhook_deliveries SET state = 'DELIVERED', next_attempt_at = NULL, ended_at = created_at
       WHERE type = 'order.created'`,
    );
    await deliver();
    expect(told()).toEqual([]);
    shop.advance(MINUTE);
    await deliver();
    expect(told()).toEqual(['order.cancelled']);
  });

  it('a delivery is not given up because a node did not know its event', async () => {
    const events = shop.app.get(EventLog);
    jest.spyOn(events, 'byIds').mockResolvedValueOnce(new Map());
    await deliver();
    expect(told()).toEqual([]);
    expect(await notDelivered()).toMatchObject([
      { type: 'order.created', state: 'PENDING', attempts: 0, tries: '[]' },
      { type: 'order.cancelled', state: 'PENDING' },
    ]);
    shop.advance(LEASE);
    await deliver();
    expect(told()).toEqual(['order.created', 'order.cancelled']);
  });

  it('one is given up whose event is not kept any more, and the next of its order is told', async () => {
    await shop.database.query("DELETE FROM outbox WHERE type = 'order.created'");
    await deliver();
    expect(told()).toEqual(['order.cancelled']);
    expect(await notDelivered()).toMatchObject([
      { type: 'order.created', state: 'FAILED', tries: expect.stringContaining('is not kept') },
    ]);
  });
});
