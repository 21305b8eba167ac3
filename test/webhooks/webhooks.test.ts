import { afterAll, afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { CHANCE, type Chance } from '../../src/kernel/chance.js';
import { CLOCK, type Clock, plusMs } from '../../src/kernel/clock.js';
import { DeliveryQueue } from '../../src/webhooks/delivery/delivery-queue.service.js';
import { DeliveryPoller } from '../../src/webhooks/delivery/delivery-poller.service.js';
import { MOST_ATTEMPTS } from '../../src/webhooks/delivery/retry-schedule.js';
import { explain, testRedisUrl } from '../support/database.js';
import { latch } from '../support/latch.js';
import { openForBusiness, openShop, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';
import { type Answering, isGenuine, openReceiver, type Receiver } from './receiver.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEBHOOKS = '/api/v1/webhooks';
/** Longer than all that happens meanwhile takes, on whatever machine. */
const TIMEOUT_MS = 30_000;
const TYPES = ['order.created', 'order.cancelled'];

const { shop, customer, operator, skuId } = await openForBusiness({
  WEBHOOK_ALLOW_PRIVATE: 'true',
  WEBHOOK_TIMEOUT_MS: String(TIMEOUT_MS),
  // The clock goes on by days and weeks.
  JWT_TTL_SECONDS: '31536000',
});
// What is tried again in five seconds is not tried again because the machine took them.
shop.stopClock();

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(() => shop.close());

/** Every test starts without webhooks and with all events relayed. */
beforeEach(async () => {
  const { body } = await operator.get(WEBHOOKS);
  for (const { id } of body.items) await operator.send('DELETE', `${WEBHOOKS}/${id}`, {});
  await shop.relay();
});

interface Hook {
  readonly id: number;
  readonly secret: string;
}

async function subscribe(receiver: Receiver, types: readonly string[] = TYPES): Promise<Hook> {
  const answer = await operator.post(WEBHOOKS, { url: receiver.url, types });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body;
}

/** What a worker would do now: relays, and delivers until nothing is due. */
async function deliver(): Promise<void> {
  await shop.relay();
  const poller = shop.app.get(DeliveryPoller);
  while ((await poller.pollBatch()) > 0);
}

/** An order with its two events. */
async function cancelledOrder(): Promise<string> {
  const { orderNo } = await placeOrder(customer, skuId);
  const cancelled = await customer.post(`/api/v1/orders/${orderNo}/cancel`);
  expect(cancelled.status).toBe(200);
  return orderNo;
}

// Tests read answers as a client would: without types.
// eslint-disable-next-line typescript/no-explicit-any
async function deliveries(hook: Hook, query = ''): Promise<any[]> {
  const { status, body } = await operator.get(`${WEBHOOKS}/${hook.id}/deliveries${query}`);
  expect(status).toBe(200);
  return body.items;
}

function told(receiver: Receiver): string[] {
  return receiver.received.map(({ body }) => `${body.data.orderNo} ${body.type}`);
}

async function withReceiver(use: (receiver: Receiver) => Promise<void>): Promise<void> {
  const receiver = await openReceiver();
  try {
    await use(receiver);
  } finally {
    await receiver.close();
  }
}

describe('a subscription', () => {
  it('is told of the events that it wants, signed, and of no other', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver, ['order.cancelled']);
      const orderNo = await cancelledOrder();
      await deliver();
      expect(receiver.received).toHaveLength(1);
      const [one] = receiver.received;
      if (one === undefined) throw new Error('nothing was received');
      expect(isGenuine(one, hook.secret)).toBe(true);
      expect(isGenuine({ ...one, text: `${one.text} ` }, hook.secret)).toBe(false);
      expect(one.headers).toMatchObject({
        'content-type': 'application/json; charset=utf-8',
        'webhook-id': one.body.id,
      });
      const now = shop.app.get<Clock>(CLOCK).now();
      expect(Number(one.headers['webhook-timestamp'])).toBe(Math.floor(now.getTime() / 1_000));
      expect(one.body).toMatchObject({
        id: expect.stringMatching(/^[0-9A-Z]{26}$/),
        type: 'order.cancelled',
        occurredAt: expect.stringMatching(/\+08:00$/),
        orderId: expect.stringMatching(/^\d+$/),
        version: 1,
        data: { orderNo },
      });
      expect(await deliveries(hook)).toMatchObject([
        { state: 'DELIVERED', origin: 'event', attempts: 1, tries: [{ status: 204, error: null }] },
      ]);
    }));

  it('shows its secret once, and keeps it out of lists and of the answers kept for keys', () =>
    withReceiver(async (receiver) => {
      const body = { url: receiver.url, types: TYPES, description: 'Warehouse' };
      const key = { 'idempotency-key': 'make-a-webhook' };
      const made = await operator.post(WEBHOOKS, body, key);
      expect(made).toMatchObject({ status: 201, body: { state: 'ACTIVE', ...body } });
      expect(made.body.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
      const again = await operator.post(WEBHOOKS, body, key);
      expect(again.body).toEqual(made.body);
      const list = await operator.get(WEBHOOKS);
      expect(list.body).toMatchObject({ items: [{ state: 'ACTIVE' }], nextCursor: null });
      const one = await operator.get(`${WEBHOOKS}/${made.body.id}`);
      expect(one.body).toEqual(list.body.items[0]);
      expect(`${list.text}${one.text}`).not.toContain('whsec_');
      const kept = await shop.database.query<{ answer: string }>(
        "SELECT answer FROM idempotency_keys WHERE answer LIKE '%whsec%'",
      );
      expect(kept).toEqual([]);
    }));

  it('is for operators', async () => {
    for (const path of [WEBHOOKS, `${WEBHOOKS}/1`, `${WEBHOOKS}/1/deliveries`]) {
      expect((await customer.get(path)).status).toBe(403);
      expect((await shop.anybody.get(path)).status).toBe(401);
    }
    expect((await customer.post(WEBHOOKS, { url: 'https://a.cn/', types: TYPES })).status).toBe(
      403,
    );
  });

  it.each<[string, object]>([
    ['no types', { types: [] }],
    ['a type that does not exist', { types: ['order.eaten'] }],
    ['a type twice', { types: ['order.paid', 'order.paid'] }],
    ['no address', { url: '' }],
    ['an address that is too long', { url: `https://a.cn/${'x'.repeat(500)}` }],
  ])('is refused with %s', async (_name, changes) => {
    const body = { url: 'https://8.8.8.8/', types: TYPES, ...changes };
    expect((await operator.post(WEBHOOKS, body)).status).toBe(400);
  });

  it('is refused with an address that is too long once it is written out', async () => {
    const url = `https://8.8.8.8/${'仓'.repeat(100)}`;
    const made = await operator.post(WEBHOOKS, { url: 'https://8.8.8.8/', types: TYPES });
    for (const { status, body } of [
      await operator.post(WEBHOOKS, { url, types: TYPES }),
      await operator.send('PATCH', `${WEBHOOKS}/${made.body.id}`, { body: { url } }),
    ]) {
      expect([status, body.type]).toEqual([
        422,
        'urn:problem:alipay-checkout:webhook-address-refused',
      ]);
    }
  });

  it('that does not exist is not found', async () => {
    const calls = [
      operator.get(`${WEBHOOKS}/999`),
      operator.send('PATCH', `${WEBHOOKS}/999`, { body: { active: false } }),
      operator.send('DELETE', `${WEBHOOKS}/999`, {}),
      operator.get(`${WEBHOOKS}/999/deliveries`),
      operator.post(`${WEBHOOKS}/999/resume`),
      operator.post(`${WEBHOOKS}/999/rotate-secret`),
      operator.post(`${WEBHOOKS}/999/deliveries/1/resend`),
      operator.post(`${WEBHOOKS}/999/replay`, { sinceEventId: '01KAM3V9Q2W8T5Y7B1C4D6E8F0' }),
    ];
    for (const { status, body } of await Promise.all(calls)) {
      expect([status, body.type]).toEqual([404, 'urn:problem:alipay-checkout:no-such-webhook']);
    }
  });

  it('can be changed, and deleted with all that was to be told', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver, ['order.paid']);
      const path = `${WEBHOOKS}/${hook.id}`;
      const changed = await operator.send('PATCH', path, {
        body: { types: ['order.created'], description: 'x' },
      });
      expect(changed.body).toMatchObject({ types: ['order.created'], description: 'x' });
      expect((await operator.send('PATCH', path, { body: { types: null } })).status).toBe(400);
      const elsewhere = await operator.send('PATCH', path, { body: { url: 'ftp://a.cn/' } });
      expect(elsewhere.body.type).toMatch(/webhook-address-refused$/);
      await placeOrder(customer, skuId);
      await shop.relay();
      expect(await deliveries(hook)).toHaveLength(1);
      expect((await operator.send('DELETE', path, {})).status).toBe(204);
      await deliver();
      expect(receiver.received).toEqual([]);
      expect((await operator.get(path)).status).toBe(404);
      const left = await shop.database.query(
        `SELECT id FROM webhook_deliveries WHERE endpoint_id = ?
         UNION ALL SELECT id FROM webhook_secrets WHERE endpoint_id = ?`,
        [hook.id, hook.id],
      );
      expect(left).toEqual([]);
    }));
});

describe('without permission for private addresses', () => {
  it('no private address is taken, and none that was stored before is connected to', async () => {
    const strict = await openShop();
    try {
      const boss = await strict.operator();
      for (const url of ['http://127.0.0.1/', 'https://127.0.0.1/', 'https://localhost/']) {
        const { status, body } = await boss.post(WEBHOOKS, { url, types: TYPES });
        expect([url, status]).toEqual([url, 422]);
        expect(body.detail).toMatch(/private|https/);
      }
      await withReceiver(async (receiver) => {
        const made = await boss.post(WEBHOOKS, { url: 'https://8.8.8.8/', types: TYPES });
        await strict.database.query('UPDATE webhook_endpoints SET url = ?', [
          receiver.url.replace('http:', 'https:'),
        ]);
        await placeOrder(await strict.customer(), await strict.sku());
        await strict.relay();
        while ((await strict.app.get(DeliveryPoller).pollBatch()) > 0);
        const log = await boss.get(`${WEBHOOKS}/${made.body.id}/deliveries`);
        expect(log.body.items).toMatchObject([
          { state: 'PENDING', attempts: 1, tries: [{ status: null, error: 'address refused' }] },
        ]);
      });
    } finally {
      await strict.close();
    }
  });
});

describe('a receiver that fails', () => {
  it('gets the events of an order in order, and those of other orders meanwhile', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      const stuck = await cancelledOrder();
      const other = await cancelledOrder();
      receiver.answer(({ body }) => ({
        status: body.data.orderNo === stuck ? 500 : 200,
        body: 'no',
      }));
      await deliver();
      const first = [
        `${stuck} order.created`,
        `${other} order.created`,
        `${other} order.cancelled`,
      ];
      expect(told(receiver).toSorted()).toEqual(first.toSorted());
      const log = await deliveries(hook, '?state=PENDING');
      expect(log.map(({ type, waits, attempts }) => [type, waits, attempts])).toEqual([
        ['order.cancelled', true, 0],
        ['order.created', false, 1],
      ]);
      expect(log[1].tries).toMatchObject([{ status: 500, answer: 'no' }]);
      receiver.answer(() => ({ status: 200 }));
      await deliver();
      expect(receiver.received).toHaveLength(3);
      shop.advance(6_001);
      await deliver();
      expect(told(receiver).slice(3)).toEqual([
        `${stuck} order.created`,
        `${stuck} order.cancelled`,
      ]);
      const tries = receiver.received.filter(({ body }) => {
        return body.data.orderNo === stuck && body.type === 'order.created';
      });
      expect(new Set(tries.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    }));

  it('is tried again after a gap to which chance adds up to a fifth', () =>
    withReceiver(async (receiver) => {
      await subscribe(receiver, ['order.created']);
      receiver.answer(() => ({ status: 500 }));
      await placeOrder(customer, skuId);
      await shop.relay();
      jest.spyOn(shop.app.get<Chance>(CHANCE), 'fraction').mockReturnValue(0.5);
      const clock = shop.app.get<Clock>(CLOCK);
      const now = clock.now();
      jest.spyOn(clock, 'now').mockReturnValue(now);
      await deliver();
      const due = await shop.database.query(
        "SELECT next_attempt_at FROM webhook_deliveries WHERE state = 'PENDING'",
      );
      expect(due).toEqual([{ next_attempt_at: plusMs(now, 5_500) }]);
    }));

  it('is tried again after growing gaps, and an event alone that is refused for days is given up', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      const refused = await cancelledOrder();
      receiver.answer(({ body }) => ({
        status: body.data.orderNo === refused && body.type === 'order.created' ? 422 : 200,
      }));
      await deliver();
      for (let tried = 1; tried < MOST_ATTEMPTS; tried += 1) {
        expect(told(receiver)).not.toContain(`${refused} order.cancelled`);
        await placeOrder(customer, skuId);
        shop.advance(29 * HOUR);
        await deliver();
      }
      const tries = told(receiver).filter((one) => one === `${refused} order.created`);
      expect(tries).toHaveLength(MOST_ATTEMPTS);
      expect(told(receiver)).toContain(`${refused} order.cancelled`);
      const [failed] = await deliveries(hook, '?state=FAILED');
      expect(failed).toMatchObject({ attempts: MOST_ATTEMPTS, nextAttemptAt: null });
      expect((await operator.get(`${WEBHOOKS}/${hook.id}`)).body.state).toBe('ACTIVE');
    }));

  it('does not hold up another one by being slow', () =>
    withReceiver(async (slow) => {
      await withReceiver(async (quick) => {
        const hook = await subscribe(slow);
        await subscribe(quick);
        slow.answer(() => null);
        await Promise.all(Array.from({ length: 5 }, () => cancelledOrder()));
        await shop.relay();
        const poller = shop.app.get(DeliveryPoller);
        await until('the quick one has all', async () => {
          await poller.pollBatch();
          return quick.received.length === 10;
        });
        // Nothing that the slow one was told has come to an end, not even by the time limit.
        expect((await deliveries(hook)).flatMap(({ tries }) => tries)).toEqual([]);
        slow.hangUp();
        while ((await poller.pollBatch()) > 0);
      });
    }));

  it('does not hold up another one by being dead, and costs one try at a time', () =>
    withReceiver(async (dead) => {
      await withReceiver(async (quick) => {
        await subscribe(dead);
        await subscribe(quick);
        dead.answer(() => ({ status: 500 }));
        await placeOrder(customer, skuId);
        await deliver();
        dead.answer(() => null);
        await Promise.all(Array.from({ length: 5 }, () => cancelledOrder()));
        await shop.relay();
        const poller = shop.app.get(DeliveryPoller);
        await until('the quick one has all', async () => {
          await poller.pollBatch();
          return quick.received.length === 11;
        });
        expect(dead.received).toHaveLength(2);
        dead.hangUp();
        dead.answer(() => ({ status: 500 }));
        while ((await poller.pollBatch()) > 0);
      });
    }));

  it('answers 410: it wants no more', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      receiver.answer(() => ({ status: 410 }));
      await placeOrder(customer, skuId);
      await deliver();
      expect((await operator.get(`${WEBHOOKS}/${hook.id}`)).body).toMatchObject({
        state: 'PAUSED',
        pauseReason: 'gone',
      });
    }));

  it('for days on end is paused, its events wait, and come in order when it is resumed', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      const path = `${WEBHOOKS}/${hook.id}`;
      receiver.answer(() => ({ status: 503 }));
      const orderNo = await cancelledOrder();
      await deliver();
      for (let hours = 0; hours < 72; hours += 24) {
        expect((await operator.get(path)).body).toMatchObject({ state: 'ACTIVE' });
        await Promise.all(Array.from({ length: 3 }, () => placeOrder(customer, skuId)));
        shop.advance(24 * HOUR);
        await deliver();
      }
      const paused = (await operator.get(path)).body;
      expect(paused).toMatchObject({ state: 'PAUSED', pauseReason: 'failing' });
      expect(paused.failures).toBeGreaterThanOrEqual(10);
      const { text } = await shop.anybody.get('/metrics');
      expect(text).toContain('webhooks{state="PAUSED"} 1');
      const before = receiver.received.length;
      await placeOrder(customer, skuId);
      shop.advance(24 * HOUR);
      await deliver();
      expect(receiver.received).toHaveLength(before);
      receiver.answer(() => ({ status: 200 }));
      const resumed = await operator.post(`${path}/resume`);
      expect(resumed.body).toMatchObject({ state: 'ACTIVE', failures: 0, failingSince: null });
      await deliver();
      expect(await deliveries(hook, '?state=PENDING')).toEqual([]);
      expect(await deliveries(hook, '?state=FAILED')).toEqual([]);
      const after = told(receiver).slice(before);
      expect(after).toHaveLength(12);
      expect(after.filter((one) => one.startsWith(orderNo))).toEqual([
        `${orderNo} order.created`,
        `${orderNo} order.cancelled`,
      ]);
    }));

  it('may be paused and woken by an operator, and loses nothing', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      const path = `${WEBHOOKS}/${hook.id}`;
      const paused = await operator.send('PATCH', path, { body: { active: false } });
      expect(paused.body).toMatchObject({ state: 'PAUSED', pauseReason: 'operator' });
      const orderNo = await cancelledOrder();
      await deliver();
      expect(receiver.received).toEqual([]);
      const woken = await operator.send('PATCH', path, { body: { active: true } });
      expect(woken.body).toMatchObject({ state: 'ACTIVE', pauseReason: null, pausedAt: null });
      await deliver();
      expect(told(receiver)).toEqual([`${orderNo} order.created`, `${orderNo} order.cancelled`]);
    }));
});

describe('a new secret', () => {
  it('signs at once, beside the old one for a day', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      const path = `${WEBHOOKS}/${hook.id}/rotate-secret`;
      const key = { 'idempotency-key': 'rotate' };
      const rotated = await operator.post(path, {}, key);
      expect(rotated).toMatchObject({
        status: 200,
        body: { secret: expect.stringMatching(/^whsec_/) },
      });
      expect((await operator.post(path, {}, key)).body).toEqual(rotated.body);
      const { secret } = rotated.body;
      expect(secret).not.toBe(hook.secret);
      await placeOrder(customer, skuId);
      await deliver();
      shop.advance(24 * HOUR + 1);
      await placeOrder(customer, skuId);
      await deliver();
      const genuine = receiver.received.map((one) => [
        isGenuine(one, secret),
        isGenuine(one, hook.secret),
      ]);
      expect(genuine).toEqual([
        [true, true],
        [true, false],
      ]);
    }));
});

describe('by hand', () => {
  it('an event is sent again under its own id, once for a key', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      await cancelledOrder();
      await deliver();
      const [, first] = await deliveries(hook);
      const path = `${WEBHOOKS}/${hook.id}/deliveries/${first.id}/resend`;
      const key = { 'idempotency-key': 'again' };
      const again = await operator.post(path, {}, key);
      expect(again).toMatchObject({
        status: 202,
        body: { eventId: first.eventId, origin: 'resend', state: 'PENDING' },
      });
      expect((await operator.post(path, {}, key)).body.id).toBe(again.body.id);
      await deliver();
      expect(receiver.received).toHaveLength(3);
      expect(receiver.received[2]?.text).toBe(receiver.received[0]?.text);
      const nothing = await operator.post(
        `${WEBHOOKS}/${hook.id}/deliveries/9007199254740993/resend`,
      );
      expect(nothing.body.type).toMatch(/no-such-delivery$/);
    }));

  it('a delivery that waits for its next try is tried now, but not before an earlier one', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      receiver.answer(() => ({ status: 500 }));
      await cancelledOrder();
      await deliver();
      receiver.answer(() => ({ status: 200 }));
      const [second, first] = await deliveries(hook);
      const resend = (id: string) =>
        operator.post(`${WEBHOOKS}/${hook.id}/deliveries/${id}/resend`);
      const early = await resend(second.id);
      expect([early.status, early.body.type]).toEqual([
        409,
        'urn:problem:alipay-checkout:delivery-waits',
      ]);
      expect((await resend(first.id)).body.id).toBe(first.id);
      await deliver();
      expect(receiver.received).toHaveLength(3);
      expect(await deliveries(hook, '?state=PENDING')).toEqual([]);
    }));

  it('the next of an order is not left for later when the one before it ends while is looked for what is due', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      await cancelledOrder();
      await shop.relay();
      const [poller, queue] = [shop.app.get(DeliveryPoller), shop.app.get(DeliveryQueue)];
      const isDelivered = async () => (await deliveries(hook, '?state=DELIVERED')).length === 1;
      const answered = latch();
      receiver.answer(() => answered.opened.then(() => ({ status: 204 })));
      expect(await poller.pollBatch()).toBe(1);
      const look = queue.endpointsDue.bind(queue);
      jest.spyOn(queue, 'endpointsDue').mockImplementationOnce(async () => {
        const due = await look();
        answered.open();
        await until('the first is delivered', isDelivered);
        return due;
      });
      expect(await poller.pollBatch()).toBe(1);
      await deliver();
      expect(await deliveries(hook, '?state=PENDING')).toEqual([]);
    }));

  it('all events from one on are delivered again, in order per order', () =>
    withReceiver(async (receiver) => {
      const before = await cancelledOrder();
      const first = await cancelledOrder();
      const second = await cancelledOrder();
      await shop.relay();
      const hook = await subscribe(receiver);
      const [start] = await shop.database.query<{ event_id: string }>(
        `SELECT event_id FROM outbox WHERE type = 'order.created' AND order_id =
           (SELECT id FROM orders WHERE order_no = ?)`,
        [first],
      );
      const path = `${WEBHOOKS}/${hook.id}/replay`;
      const body = { sinceEventId: start?.event_id };
      const key = { 'idempotency-key': 'replay' };
      expect(await operator.post(path, body, key)).toMatchObject({
        status: 202,
        body: { enqueued: 4, nextEventId: null },
      });
      expect((await operator.post(path, body, key)).body.enqueued).toBe(4);
      await deliver();
      expect(told(receiver).toSorted()).toEqual(
        [first, second]
          .flatMap((orderNo) => [`${orderNo} order.cancelled`, `${orderNo} order.created`])
          .toSorted(),
      );
      for (const orderNo of [first, second]) {
        const own = told(receiver).filter((one) => one.startsWith(orderNo));
        expect(own).toEqual([`${orderNo} order.created`, `${orderNo} order.cancelled`]);
      }
      expect(told(receiver).join()).not.toContain(before);
      const unknown = await operator.post(path, { sinceEventId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' });
      expect(unknown.body.type).toMatch(/no-such-event$/);
      for (const from of [
        { sinceEventId: 'x' },
        // An instant that there is not, and one that no database holds.
        { since: '2026-12-31T23:59:60Z' },
        { since: '9999-12-31T23:59:59-12:00' },
      ]) {
        expect([from, (await operator.post(path, from)).status]).toEqual([from, 400]);
      }
    }));

  it('the log is read in parts', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      await cancelledOrder();
      await cancelledOrder();
      await deliver();
      const path = `${WEBHOOKS}/${hook.id}/deliveries?limit=3`;
      const { body } = await operator.get(path);
      expect(body.items).toHaveLength(3);
      const rest = await operator.get(`${path}&cursor=${body.nextCursor}`);
      expect(rest.body).toMatchObject({ items: [{ type: 'order.created' }], nextCursor: null });
    }));
});

describe('the rows of deliveries', () => {
  it('are due again when the worker that took them up is dead', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      await placeOrder(customer, skuId);
      await shop.relay();
      const queue = shop.app.get(DeliveryQueue);
      const claimed = await queue.claim(hook.id, 10);
      expect(claimed).toHaveLength(1);
      await deliver();
      expect(receiver.received).toEqual([]);
      // Nobody renews the claim any more.
      claimed.forEach(({ id }) => queue.claims.done(id));
      shop.advance(5_000);
      await deliver();
      expect(receiver.received).toHaveLength(1);
    }));

  it('are read by what is due, not by all that there is', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      await shop.database.query(
        `INSERT INTO webhook_deliveries (endpoint_id, event_id, type, order_id, origin, state, attempts,
           next_attempt_at, created_at, ended_at, tries)
         SELECT ?, 'x', 'order.paid', seq, 'event', 'DELIVERED', 1, NULL, NOW(3), NOW(3), '[]'
         FROM (SELECT a.id * 1000 + b.id AS seq FROM
           (SELECT ROW_NUMBER() OVER () AS id FROM information_schema.columns LIMIT 50) a,
           (SELECT ROW_NUMBER() OVER () AS id FROM information_schema.columns LIMIT 200) b) AS numbers`,
        [hook.id],
      );
      await shop.database.query('ANALYZE TABLE webhook_deliveries');
      const plan = await explain(
        shop.database,
        `SELECT id FROM webhook_deliveries WHERE endpoint_id = ? AND next_attempt_at <= NOW()
         ORDER BY next_attempt_at, id LIMIT 8 FOR UPDATE SKIP LOCKED`,
        [hook.id],
      );
      expect(plan.key).toBe('ix_webhook_deliveries_due');
      expect(plan.rows).toBeLessThan(10);
    }));

  it('are forgotten after a month, when they have ended', () =>
    withReceiver(async (receiver) => {
      const hook = await subscribe(receiver);
      await placeOrder(customer, skuId);
      await deliver();
      shop.advance(29 * 24 * HOUR);
      await deliver();
      expect(await deliveries(hook)).toHaveLength(1);
      shop.advance(2 * 24 * HOUR);
      await deliver();
      expect(await deliveries(hook)).toEqual([]);
    }));
});

describe('the workers', () => {
  it('deliver all by themselves, each once, with Redis flushed under them and a receiver that fails', async () => {
    const busy = await openShop({
      WEBHOOK_ALLOW_PRIVATE: 'true',
      REDIS_URL: new URL('/11', testRedisUrl()).href,
    });
    const redis = new Redis(busy.settings.redis.url);
    const [good, bad] = [await openReceiver(), await openReceiver()];
    bad.answer(failsOnce());
    try {
      const boss = await busy.operator();
      for (const { url } of [good, bad]) await boss.post(WEBHOOKS, { url, types: TYPES });
      await busy.worker();
      const second = await busy.worker();
      const orders = await cancelledOrders(busy, 6, () => redis.flushdb());
      await second.close();
      orders.push(...(await cancelledOrders(busy, 6, () => redis.flushdb())));
      const look = async () => {
        busy.advance(3_000);
        return (await delivered(busy)) === 4 * orders.length;
      };
      await until('all is delivered', look);
      const ids = good.received.map(({ headers }) => headers['webhook-id']);
      expect(ids).toHaveLength(2 * orders.length);
      expect(new Set(ids).size).toBe(2 * orders.length);
      expect(bad.received).toHaveLength(4 * orders.length);
      expect([...outOfOrder(good, orders), ...outOfOrder(bad, orders)]).toEqual([]);
    } finally {
      redis.disconnect();
      await busy.close();
      await good.close();
      await bad.close();
    }
  });
});

/** Refuses each event the first time. */
function failsOnce(): Answering {
  const seen = new Set<string>();
  return ({ body }) => {
    const isNew = !seen.has(body.id);
    seen.add(body.id);
    return { status: isNew ? 500 : 200 };
  };
}

async function cancelledOrders(
  at: Shop,
  count: number,
  between: () => Promise<unknown>,
): Promise<string[]> {
  const buyer = await at.customer();
  const sku = await at.sku();
  const orders: string[] = [];
  while (orders.length < count) {
    const { orderNo } = await placeOrder(buyer, sku);
    await buyer.post(`/api/v1/orders/${orderNo}/cancel`);
    orders.push(orderNo);
    await between();
  }
  return orders;
}

async function delivered(at: Shop): Promise<number> {
  const [row] = await at.database.query<{ n: string }>(
    "SELECT COUNT(*) AS n FROM webhook_deliveries WHERE state = 'DELIVERED'",
  );
  return Number(row?.n);
}

/** Orders whose cancel was told before their creation was taken. */
function outOfOrder(receiver: Receiver, orders: readonly string[]): string[] {
  return orders.filter((orderNo) => {
    const own = told(receiver).filter((one) => one.startsWith(orderNo));
    return own.lastIndexOf(`${orderNo} order.created`) > own.indexOf(`${orderNo} order.cancelled`);
  });
}
