import { createSign } from 'node:crypto';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DepositBackPoller } from '../../src/payment/polling/deposit-back-poller.service.js';
import type { Answer } from '../support/client.js';
import { APP_ID, openForBusiness, paidOrder } from '../support/shop.js';
import { until } from '../support/until.js';

const DAY = 86_400_000;

const { shop, customer, operator, skuId } = await openForBusiness({
  JWT_TTL_SECONDS: '31536000',
  ALIPAY_PAID_ASKS_PER_SECOND: '1000',
});

afterAll(() => shop.close());

/** Tells the shop by a message as Alipay signs it; copies of the protocol differ in whether `sign_type` is signed. */
function send(
  content: Readonly<Record<string, string>>,
  changes: Readonly<Record<string, string>> = {},
  withType = false,
): Promise<Answer> {
  const fields: Record<string, string> = {
    notify_id: '2026112100222120000000000000000009',
    utc_timestamp: '1795000000000',
    msg_method: 'alipay.trade.refund.depositback.completed',
    app_id: APP_ID,
    version: '1.1',
    charset: 'UTF-8',
    sign_type: 'RSA2',
    biz_content: JSON.stringify(content),
    ...changes,
  };
  const names = Object.keys(fields).filter((name) => {
    return name !== 'sign' && (withType || name !== 'sign_type');
  });
  const text = names
    .toSorted()
    .map((name) => `${name}=${fields[name]}`)
    .join('&');
  const sign = createSign('RSA-SHA256').update(text).sign(shop.keys.alipayPrivateKey, 'base64');
  return shop.anybody.postForm('/api/v1/alipay/notify', { sign, ...fields });
}

/** An order of 209.00 of which so much was refunded by an operator. */
async function refunded(amount: string): Promise<{ orderNo: string; outRequestNo: string }> {
  const { orderNo } = await paidOrder(shop, customer, skuId);
  const path = `/api/v1/orders/${orderNo}/refunds`;
  const { body } = await operator.post(path, { amount, reason: 'x' });
  await shop.simulator.settled();
  return { orderNo, outRequestNo: body.outRequestNo };
}

async function refundOf(orderNo: string) {
  return (await operator.get(`/api/v1/orders/${orderNo}/refunds`)).body.items[0];
}

async function incidentsOf(orderNo: string) {
  const { body } = await operator.get('/api/v1/incidents?state=OPEN&limit=100');
  return body.items.filter((one: { outTradeNo: string }) => one.outTradeNo === orderNo);
}

describe('a refund that bounced at the bank', () => {
  it('waits for an operator, once, with its event and its figure, and ends by his note', async () => {
    const { orderNo, outRequestNo } = await refunded('60.00');
    expect((await refundOf(orderNo)).bouncedAt).toBe(null);
    for (const _ of [1, 2]) {
      expect(shop.simulator.console.bounce(orderNo, outRequestNo).ok).toBe(true);
      await shop.simulator.settled();
    }
    const open = await incidentsOf(orderNo);
    expect(open).toMatchObject([
      { kind: 'refund-bounced', state: 'OPEN', reportedAmount: '60.00', expectedAmount: '209.00' },
    ]);
    const refund = await refundOf(orderNo);
    expect(refund).toMatchObject({
      state: 'SUCCEEDED',
      bouncedAt: expect.stringMatching(/\+08:00$/),
    });
    const { text } = await shop.anybody.get('/metrics');
    expect(text).toContain('open_incidents{kind="refund-bounced"} 1');
    const told = await shop.database.query<{ data: string }>(
      `SELECT o.data FROM outbox o JOIN orders r ON r.id = o.order_id
       WHERE r.order_no = ? AND o.type = 'payment.refund_bounced'`,
      [orderNo],
    );
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told[0])).toContain(outRequestNo);
    const timeline = await operator.get(`/api/v1/orders/${orderNo}/timeline`);
    expect(timeline.text).toContain('bounced');

    const path = `/api/v1/incidents/${open[0].id}`;
    const sentAgain = await operator.post(`${path}/refund`, { note: 'x' });
    expect(sentAgain.body.type).toMatch(/incident-without-money$/);
    const ended = await operator.post(`${path}/dismiss`, { note: '已联系买家' });
    expect(ended.body.state).toBe('RESOLVED');
    expect(shop.simulator.trade(orderNo)?.refunded).toBe('60.00');
  });

  it('is told apart from another of the same sum, and from one that arrived', async () => {
    const { orderNo, outRequestNo } = await refunded('10.00');
    const path = `/api/v1/orders/${orderNo}/refunds`;
    const other = await operator.post(path, { amount: '10.00', reason: 'x' });
    const third = await operator.post(path, { amount: '10.00', reason: 'x' });
    shop.simulator.console.bounce(orderNo, outRequestNo);
    shop.simulator.console.bounce(orderNo, other.body.outRequestNo);
    shop.simulator.console.bounce(orderNo, third.body.outRequestNo, 'S');
    await shop.simulator.settled();
    await until('both are held', async () => (await incidentsOf(orderNo)).length === 2);
    const { body } = await operator.get(path);
    const bounced = body.items.map((one: { bouncedAt: string | null }) => one.bouncedAt !== null);
    expect(bounced).toEqual([true, true, false]);
  });

  it('that nobody here made waits for an operator as well, however its message is signed', async () => {
    for (const withType of [true, false]) {
      const { orderNo } = await paidOrder(shop, customer, skuId);
      const content = { out_trade_no: orderNo, out_request_no: 'Z77', dback_status: 'F' };
      expect((await send(content, {}, withType)).text).toBe('success');
      expect(await incidentsOf(orderNo)).toMatchObject([
        { kind: 'refund-bounced', reportedAmount: null },
      ]);
    }
  });
});

/** What a worker does about the banks of refunds; answers how many were due. */
async function askBanks(): Promise<number> {
  const { work } = shop.app.get(DepositBackPoller);
  let due = 0;
  for (let done = await work.finish(); done > 0; done = await work.finish()) due += done;
  return due;
}

describe('a refund whose message of the bank was lost', () => {
  beforeEach(async () => {
    shop.advance(30 * DAY);
    await shop.simulator.settled();
    await askBanks();
  });

  afterEach(() => shop.simulator.faults.reset());

  const lose = async (status: 'F' | 'S' | 'P') => {
    const { orderNo, outRequestNo } = await refunded('60.00');
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    expect(shop.simulator.console.bounce(orderNo, outRequestNo, status).ok).toBe(true);
    await shop.simulator.settled();
    return { orderNo, outRequestNo };
  };

  it('is found two days later, as by the message, and is not asked about again', async () => {
    const { orderNo } = await lose('F');
    shop.advance(2 * DAY - 60_000);
    expect(await askBanks()).toBe(0);
    expect(await incidentsOf(orderNo)).toEqual([]);
    shop.advance(60_000);
    expect(await askBanks()).toBe(1);
    expect(await incidentsOf(orderNo)).toMatchObject([
      { kind: 'refund-bounced', reportedAmount: '60.00', expectedAmount: '209.00' },
    ]);
    expect((await refundOf(orderNo)).bouncedAt).toMatch(/\+08:00$/);
    shop.advance(30 * DAY);
    expect(await askBanks()).toBe(0);
  });

  it('is asked about until its bank has answered, three times at most', async () => {
    const { orderNo, outRequestNo } = await lose('P');
    const ages: number[] = [];
    for (let day = 1; day <= 18; day += 1) {
      shop.advance(DAY);
      if ((await askBanks()) > 0) ages.push(day);
    }
    expect(ages).toEqual([2, 8, 16]);
    expect(await incidentsOf(orderNo)).toEqual([]);
    // A message that comes late is heard all the same.
    shop.simulator.faults.reset();
    shop.simulator.console.bounce(orderNo, outRequestNo);
    await until('it is held', async () => (await incidentsOf(orderNo)).length === 1);
  });

  it('is left alone once its bank has taken it, or when it went to no card', async () => {
    await refunded('10.00');
    const { orderNo } = await lose('S');
    shop.advance(2 * DAY);
    expect(await askBanks()).toBe(2);
    expect(await incidentsOf(orderNo)).toEqual([]);
    shop.advance(30 * DAY);
    expect(await askBanks()).toBe(0);
  });

  it('is asked about again within the hour when Alipay did not answer', async () => {
    const { orderNo } = await lose('F');
    shop.advance(2 * DAY);
    const method = 'alipay.trade.fastpay.refund.query';
    shop.simulator.faults.set({ loseRequests: { probability: 1, method } });
    expect(await askBanks()).toBe(1);
    expect(await incidentsOf(orderNo)).toEqual([]);
    shop.simulator.faults.set({ loseRequests: null });
    shop.advance(3_600_000);
    expect(await askBanks()).toBe(1);
    expect(await incidentsOf(orderNo)).toHaveLength(1);
  });

  it('is not asked about when the message came', async () => {
    const { orderNo, outRequestNo } = await refunded('60.00');
    shop.simulator.console.bounce(orderNo, outRequestNo);
    await until('it is held', async () => (await incidentsOf(orderNo)).length === 1);
    shop.advance(30 * DAY);
    expect(await askBanks()).toBe(0);
  });
});

describe('a message of the open platform', () => {
  const content = { out_trade_no: 'T404', out_request_no: 'Z1', dback_status: 'F' };

  it.each([
    ['of another application', content, { app_id: '2021000000000009' }, 'failure'],
    ['that does not name the refund', { ...content, out_request_no: '' }, {}, 'failure'],
    ['that does not say how it ended', { ...content, dback_status: 'X' }, {}, 'failure'],
    ['without its content', content, { biz_content: 'no JSON' }, 'failure'],
    ['about something else', content, { msg_method: 'alipay.open.other.changed' }, 'success'],
  ])('%s changes nothing', async (_, told, changes, answer) => {
    expect((await send(told, changes)).text).toBe(answer);
    expect(await incidentsOf('T404')).toEqual([]);
  });

  it('that Alipay has not signed changes nothing', async () => {
    expect((await send(content, { sign: 'AAAA' })).text).toBe('failure');
    expect(await incidentsOf('T404')).toEqual([]);
  });
});
