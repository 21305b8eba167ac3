import { Logger } from '@nestjs/common';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Answer, Client } from '../support/client.js';
import { makeOtherKeys } from '../support/keys.js';
import { signNotify } from '../support/notify.js';
import { APP_ID, openShop, paidOrder, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const anotherKeyFile = makeOtherKeys().alipayPublicKeyFile;

let shop: Shop;
let customer: Client;
let operator: Client;
let skuId: number;

async function open(more: Readonly<Record<string, string>> = {}): Promise<void> {
  shop = await openShop(more);
  [customer, operator, skuId] = [await shop.customer(), await shop.operator(), await shop.sku()];
}

afterEach(() => void jest.restoreAllMocks());

function expectProblem({ status, body }: Answer, expected: number, slug: string): void {
  const type = expect.stringMatching(new RegExp(`:${slug}$`));
  expect([status, body]).toEqual([expected, expect.objectContaining({ type })]);
}

const sync = (orderNo: string) => operator.post(`/api/v1/orders/${orderNo}/payment/sync`);

async function linkedOrder(): Promise<{ readonly orderNo: string; readonly payUrl: string }> {
  const { orderNo } = await placeOrder(customer, skuId);
  return { orderNo, payUrl: (await payLink(customer, orderNo)).payUrl };
}

/** The lines of a level that hold such facts. */
function logged(level: 'warn' | 'error') {
  const spy = jest.spyOn(Logger.prototype, level);
  return () => spy.mock.calls.map(([facts]) => facts as Record<string, unknown>);
}

describe("a shop with the public key of another than Alipay's", () => {
  beforeAll(() => open({ ALIPAY_PUBLIC_KEY_FILE: anotherKeyFile }));
  afterAll(() => shop.close());

  it('says that answers do not verify, with a hint, and not that Alipay is silent', async () => {
    const { orderNo } = await linkedOrder();
    const answer = await sync(orderNo);
    expectProblem(answer, 503, 'alipay-answer-unverified');
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(answer.body.hint).toMatch(/ALIPAY_PUBLIC_KEY_FILE/);
  });

  it('says so however often it asks', async () => {
    const { orderNo } = await linkedOrder();
    const answers = await Promise.all(Array.from({ length: 30 }, () => sync(orderNo)));
    expect(new Set(answers.map(({ body }) => body.type.split(':').at(-1)))).toEqual(
      new Set(['alipay-answer-unverified']),
    );
  });

  it('says so in the story of the order', async () => {
    const { orderNo } = await linkedOrder();
    await sync(orderNo);
    const { body } = await operator.get(`/api/v1/orders/${orderNo}/timeline`);
    expect(body.summary).toMatch(/its answers do not verify.*ALIPAY_PUBLIC_KEY_FILE/);
  });

  it('says so to who asks for a QR code', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const answer = await customer.post(`/api/v1/orders/${orderNo}/payments`, { method: 'qr' });
    expectProblem(answer, 503, 'alipay-answer-unverified');
  });

  it('logs order, application, key file and what to look at, and counts it', async () => {
    const { orderNo } = await linkedOrder();
    const lines = logged('error');
    await sync(orderNo);
    expect(lines()).toEqual([
      {
        method: 'alipay.trade.query',
        outTradeNo: orderNo,
        reason: 'answered, but the signature does not verify',
        appId: APP_ID,
        keyFile: anotherKeyFile,
        diagnosis: 'unknown-key',
        hint: expect.stringContaining('ALIPAY_PUBLIC_KEY_FILE'),
      },
    ]);
    const { text } = await shop.anybody.get('/metrics');
    expect(text).toMatch(
      /^alipay_answers_total\{method="alipay.trade.query",code="unverified"\} [1-9]/m,
    );
  });

  it('logs the same of a notify that it refuses', async () => {
    const { orderNo, payUrl } = await linkedOrder();
    const lines = logged('warn');
    shop.simulator.buyer.open(payUrl);
    shop.simulator.buyer.pay(orderNo);
    const ofOrder = () => lines().filter(({ outTradeNo }) => outTradeNo === orderNo);
    await until('the notify was refused', () =>
      ofOrder().some(({ reason }) => reason === 'signature'),
    );
    expect(ofOrder()).toContainEqual({
      reason: 'signature',
      outTradeNo: orderNo,
      appId: APP_ID,
      keyFile: anotherKeyFile,
      diagnosis: 'unknown-key',
      hint: expect.stringContaining('ALIPAY_PUBLIC_KEY_FILE'),
    });
  });
});

describe('readiness while answers do not verify', () => {
  beforeAll(() => open());
  afterAll(() => shop.close());
  afterEach(() => shop.simulator.faults.reset());

  async function ready(): Promise<[number, string, unknown]> {
    const { status, body } = await shop.anybody.get('/health/ready');
    return [status, body.status, body.faults];
  }

  it('is degraded after three of the gateway in a row, silence between them, until one verifies', async () => {
    const { orderNo } = await linkedOrder();
    shop.simulator.faults.set({ missignAnswers: { probability: 1 } });
    await sync(orderNo);
    await sync(orderNo);
    shop.simulator.faults.set({ loseRequests: { probability: 1 } });
    await sync(orderNo);
    expect(await ready()).toEqual([200, 'ready', undefined]);
    shop.simulator.faults.set({ loseRequests: null });
    await sync(orderNo);
    expect(await ready()).toEqual([200, 'degraded', ['alipay-answers-unverified']]);
    shop.simulator.faults.reset();
    await sync(orderNo);
    expect(await ready()).toEqual([200, 'ready', undefined]);
  });

  it('is not degraded by notifies, which anybody can forge', async () => {
    const { orderNo } = await linkedOrder();
    const forged = new URLSearchParams({
      ...signNotify(shop.keys, { out_trade_no: orderNo, trade_no: 'T', total_amount: '209.00' }),
      sign: Buffer.alloc(256).toString('base64'),
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    for (let times = 0; times < 5; times += 1) {
      const sending = { body: forged.toString(), headers };
      const { text } = await shop.anybody.send('POST', '/api/v1/alipay/notify', sending);
      expect(text).not.toBe('success');
    }
    expect(await ready()).toEqual([200, 'ready', undefined]);
  });
});

describe('an Alipay that refuses the question', () => {
  beforeAll(() => open());
  afterAll(() => shop.close());
  afterEach(() => shop.simulator.faults.reset());

  it.each([
    'isv.invalid-timestamp',
    'isv.missing-signature-config',
    'isv.insufficient-isv-permissions',
  ])('is quoted with its subCode: %s', async (subCode) => {
    const { orderNo } = await linkedOrder();
    shop.simulator.faults.set({ refuseCalls: { probability: 1, subCode } });
    const answer = await sync(orderNo);
    expectProblem(answer, 503, 'alipay-refused');
    expect(answer.body.subCode).toBe(subCode);
    const story = () => operator.get(`/api/v1/orders/${orderNo}/timeline`);
    expect((await story()).body.summary).toContain(
      `Alipay refuses questions about ${orderNo} (${subCode})`,
    );
    shop.simulator.faults.reset();
    shop.advance(1_000);
    await sync(orderNo);
    expect((await story()).body.summary).not.toContain('refuses');
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
  });

  it.each([
    ['alipay-refused', { refuseCalls: { probability: 1, subCode: 'isv.invalid-timestamp' } }],
    ['alipay-answer-unverified', { missignAnswers: { probability: 1 } }],
    ['alipay-answer-unverified', { unsignAnswers: { probability: 1 } }],
    ['alipay-unavailable', { loseRequests: { probability: 1 } }],
  ] as const)('keeps a parcel back, and %s says why', async (slug, fault) => {
    const { orderNo } = await paidOrder(shop, customer, skuId);
    shop.advance(6 * 60_000);
    shop.simulator.faults.set(fault);
    const parcel = { carrier: '顺丰', trackingNumber: 'SF1' };
    expectProblem(await operator.post(`/api/v1/orders/${orderNo}/ship`, parcel), 503, slug);
  });
});
