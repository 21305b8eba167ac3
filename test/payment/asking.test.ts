import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { CHANCE, type Chance } from '../../src/kernel/chance.js';
import { CLOCK, type Clock, plusMs } from '../../src/kernel/clock.js';
import { signReturn } from '../support/notify.js';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';

const MINUTE = 60_000;

const { shop, customer, skuId } = await openForBusiness();
// What a test does is not to use up the minutes that it is about.
shop.stopClock();

afterEach(() => speakAgain());

afterAll(() => shop.close());

/** Alipay answers no question, and tells nothing by itself. */
function fallSilent(): void {
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  const alipay = shop.app.get(AlipayClient);
  jest.spyOn(alipay, 'query').mockResolvedValue({ outcome: 'unknown', reason: 'no answer' });
}

function speakAgain(): void {
  shop.simulator.faults.reset();
  jest.restoreAllMocks();
}

async function newOrder(): Promise<{ readonly orderNo: string; readonly payUrl: string }> {
  const { orderNo } = await placeOrder(customer, skuId);
  return { orderNo, payUrl: (await payLink(customer, orderNo)).payUrl };
}

async function stateOf(orderNo: string): Promise<string> {
  return (await customer.get(`/api/v1/orders/${orderNo}`)).body.state;
}

/** An order whose link is ten minutes old, so that it is asked about once a minute, is paid, and nobody hears of it. */
async function paidUnheard(): Promise<{ readonly orderNo: string; readonly returnUrl: string }> {
  const { orderNo, payUrl } = await newOrder();
  shop.advance(10 * MINUTE);
  await shop.sweep();
  fallSilent();
  shop.simulator.buyer.open(payUrl);
  const paid = shop.simulator.buyer.pay(orderNo);
  return { orderNo, returnUrl: paid.ok ? (paid.value.returnUrl ?? '') : '' };
}

/** Alipay answers again, and eight seconds go by. */
async function eightSecondsLater(): Promise<void> {
  speakAgain();
  shop.advance(8_000);
  await shop.sweep();
}

describe('an order that nobody has paid', () => {
  it('is asked about again after a gap of which chance takes off up to a fifth', async () => {
    jest.spyOn(shop.app.get<Chance>(CHANCE), 'fraction').mockReturnValue(0.5);
    const { orderNo, payUrl } = await newOrder();
    shop.simulator.buyer.open(payUrl);
    shop.advance(8_000);
    const clock = shop.app.get<Clock>(CLOCK);
    const now = clock.now();
    jest.spyOn(clock, 'now').mockReturnValue(now);
    await shop.sweep();
    const [row] = await shop.database.query<{ next_check_at: Date }>(
      'SELECT next_check_at FROM orders WHERE order_no = ?',
      [orderNo],
    );
    expect(row?.next_check_at).toEqual(plusMs(now, 6_461));
  });
});

describe('an order that somebody asks about while Alipay is silent', () => {
  it('is asked about again within eight seconds of a return', async () => {
    const { orderNo, returnUrl } = await paidUnheard();
    expect(await (await fetch(returnUrl)).text()).not.toContain('支付成功');
    await eightSecondsLater();
    expect(await stateOf(orderNo)).toBe('TO_SHIP');
  });

  it('is asked about that often for five minutes after a return', async () => {
    const { orderNo, returnUrl } = await paidUnheard();
    await fetch(returnUrl);
    for (let seconds = 0; seconds < 240; seconds += 8) {
      shop.advance(8_000);
      await shop.sweep();
    }
    await eightSecondsLater();
    expect(await stateOf(orderNo)).toBe('TO_SHIP');
  });

  it('is asked about again within eight seconds of a sync', async () => {
    const { orderNo } = await paidUnheard();
    const { status } = await customer.post(`/api/v1/orders/${orderNo}/payment/sync`);
    expect(status).toBe(503);
    await eightSecondsLater();
    expect(await stateOf(orderNo)).toBe('TO_SHIP');
  });
});

describe('an order out of time, while Alipay is silent', () => {
  it('is tried to be ended again within eight seconds, for its stock is held for nobody', async () => {
    const { orderNo } = await newOrder();
    shop.advance(31 * MINUTE);
    fallSilent();
    const clock = shop.app.get<Clock>(CLOCK);
    const now = clock.now();
    jest.spyOn(clock, 'now').mockReturnValue(now);
    await shop.sweep();
    const [row] = await shop.database.query<{ due: Date; state: string }>(
      'SELECT next_check_at AS due, state FROM orders WHERE order_no = ?',
      [orderNo],
    );
    expect(row?.state).toBe('PENDING_PAYMENT');
    expect(row?.due.getTime()).toBeGreaterThan(now.getTime());
    expect(row?.due.getTime()).toBeLessThanOrEqual(plusMs(now, 8_000).getTime());
  });
});

describe('a return address, which can be opened for ever', () => {
  it('has Alipay asked once a second, however many open it', async () => {
    const { orderNo } = await newOrder();
    const trade = { out_trade_no: orderNo, trade_no: `T${orderNo}`, total_amount: '209.00' };
    const path = `/api/v1/alipay/return?${signReturn(shop.keys, trade).toString()}`;
    const asking = jest.spyOn(shop.app.get(AlipayClient), 'query');
    const clock = shop.app.get<Clock>(CLOCK);
    const now = clock.now();
    const time = jest.spyOn(clock, 'now').mockReturnValue(now);
    const visits = await Promise.all([1, 2, 3, 4, 5].map(() => shop.anybody.get(path)));
    expect(visits.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect(asking).toHaveBeenCalledTimes(1);
    time.mockReturnValue(plusMs(now, 1_001));
    await shop.anybody.get(path);
    expect(asking).toHaveBeenCalledTimes(2);
    expect(await stateOf(orderNo)).toBe('PENDING_PAYMENT');
  });
});

describe('a trade that may have been paid after its order was closed', () => {
  it('is asked about until Alipay has answered, however long that takes', async () => {
    const { orderNo, payUrl } = await newOrder();
    expect((await customer.post(`/api/v1/orders/${orderNo}/cancel`)).status).toBe(200);
    fallSilent();
    shop.simulator.buyer.open(payUrl);
    shop.simulator.buyer.pay(orderNo);
    for (let minutes = 0; minutes < 120; minutes += 5) {
      shop.advance(5 * MINUTE);
      await shop.sweep();
    }
    speakAgain();
    shop.advance(11 * MINUTE);
    await shop.sweep();
    await shop.sweep();
    expect(shop.simulator.trade(orderNo)).toMatchObject({
      status: 'TRADE_CLOSED',
      refunded: '209.00',
    });
    const { body } = await customer.get(`/api/v1/orders/${orderNo}/payment`);
    expect(body.state).toBe('REFUNDED');
  });
});
