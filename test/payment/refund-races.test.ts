import { afterAll, afterEach, describe, expect, it, jest } from '@jest/globals';
import { ModuleRef } from '@nestjs/core';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { CLOCK, type Clock } from '../../src/kernel/clock.js';
import { PollingModule } from '../../src/payment/polling/polling.module.js';
import { RefundEnding } from '../../src/payment/refunds/refund-ending.service.js';
import { RefundRunner } from '../../src/payment/refunds/refund-runner.service.js';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import { REFUSED } from '../support/alipay-answers.js';
import { latch } from '../support/latch.js';
import { postNotify } from '../support/notify.js';
import { openForBusiness, paidOrder } from '../support/shop.js';
import { until } from '../support/until.js';

const { shop, customer, operator, skuId } = await openForBusiness();

afterEach(() => {
  jest.restoreAllMocks();
  shop.simulator.faults.reset();
});

afterAll(() => shop.close());

interface Refund {
  readonly orderNo: string;
  readonly id: string;
}

/** An order that is paid; from now on no notify arrives. */
async function paidThenUnheard(): Promise<string> {
  const { orderNo } = await paidOrder(shop, customer, skuId);
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  return orderNo;
}

/** A refund that was written down, and not sent yet. */
async function unsentRefund(): Promise<Refund> {
  const orderNo = await paidThenUnheard();
  jest.spyOn(shop.app.get(RefundRunner), 'run').mockResolvedValueOnce();
  const request = { amount: '9.00', reason: 'x' };
  const { body } = await operator.post(`/api/v1/orders/${orderNo}/refunds`, request);
  return { orderNo, id: body.id };
}

async function stateOf({ orderNo }: Refund): Promise<string> {
  const { body } = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
  return body.items[0].state;
}

/** Two workers send a refund, and the first is refused while the second waits: answers what lets that one be done. */
async function refuseFirstOfTwo(refund: Refund): Promise<() => Promise<void>> {
  const alipay = shop.app.get(AlipayClient);
  const send = alipay.refund.bind(alipay);
  const [refused, done] = [latch(), latch()];
  const sending = jest.spyOn(alipay, 'refund');
  sending.mockImplementationOnce(async () => {
    await refused.opened;
    return REFUSED;
  });
  sending.mockImplementationOnce(async (request) => {
    const answer = await send(request);
    await done.opened;
    return answer;
  });
  const runner = shop.app.get(RefundRunner);
  const first = runner.run(refund.id);
  await until('the first has sent it', () => Promise.resolve(sending.mock.calls.length === 1));
  const second = runner.run(refund.id);
  await until('both have sent it', () => Promise.resolve(sending.mock.calls.length === 2));
  refused.open();
  await first;
  return () => {
    done.open();
    return second;
  };
}

describe('a refund that two workers send at once', () => {
  it('is not given up because the second was refused before the first was answered', async () => {
    const refund = await unsentRefund();
    const alipay = shop.app.get(AlipayClient);
    const send = alipay.refund.bind(alipay);
    const slow = latch();
    const sending = jest.spyOn(alipay, 'refund');
    sending.mockImplementationOnce(async (request) => {
      await slow.opened;
      return send(request);
    });
    sending.mockResolvedValueOnce(REFUSED);
    const runner = shop.app.get(RefundRunner);
    const both = [runner.run(refund.id), runner.run(refund.id)];
    await Promise.race(both);
    slow.open();
    await Promise.all(both);
    expect(await stateOf(refund)).toBe('SUCCEEDED');
    expect(shop.simulator.trade(refund.orderNo)?.refunded).toBe('9.00');
  });

  it('is not given up because the first was refused while the second was under way', async () => {
    const refund = await unsentRefund();
    const answerSecond = await refuseFirstOfTwo(refund);
    await answerSecond();
    shop.advance(60_000);
    while ((await shop.app.get(RefundPoller).work.finish()) > 0);
    expect(await stateOf(refund)).toBe('SUCCEEDED');
    expect(shop.simulator.trade(refund.orderNo)?.refunded).toBe('9.00');
  });

  it('is sent once while whoever asked for it waits for the answer', async () => {
    const orderNo = await paidThenUnheard();
    const alipay = shop.app.get(AlipayClient);
    const send = alipay.refund.bind(alipay);
    const slow = latch();
    const sending = jest.spyOn(alipay, 'refund').mockImplementation(async (request) => {
      await slow.opened;
      return send(request);
    });
    const request = { amount: '9.00', reason: 'x' };
    const asked = operator.post(`/api/v1/orders/${orderNo}/refunds`, request);
    await until('it was sent', () => Promise.resolve(sending.mock.calls.length > 0));
    const sweep = shop.app.get(RefundPoller).work.finish();
    slow.open();
    await sweep;
    const { body } = await asked;
    expect(sending).toHaveBeenCalledTimes(1);
    expect(await stateOf({ orderNo, id: body.id })).toBe('SUCCEEDED');
  });

  it('is not given up because an old answer says that Alipay does not know of it', async () => {
    const refund = await unsentRefund();
    const [alipay, runner] = [shop.app.get(AlipayClient), shop.app.get(RefundRunner)];
    shop.simulator.faults.set({ loseRequests: { count: 2, method: 'alipay.trade.refund' } });
    await runner.run(refund.id);
    expect(await stateOf(refund)).toBe('UNKNOWN');
    const query = alipay.queryRefund.bind(alipay);
    const slow = latch();
    const asking = jest.spyOn(alipay, 'queryRefund').mockImplementationOnce(async (numbers) => {
      const answer = await query(numbers);
      await slow.opened;
      return answer;
    });
    const first = runner.run(refund.id);
    await until('the first has asked', () => Promise.resolve(asking.mock.calls.length === 1));
    await runner.run(refund.id);
    shop.simulator.faults.set({ loseAnswers: { count: 2, method: 'alipay.trade.refund' } });
    await runner.run(refund.id);
    expect(await stateOf(refund)).toBe('UNKNOWN');
    expect(shop.simulator.trade(refund.orderNo)?.refunded).toBe('9.00');
    slow.open();
    await first;
    jest.spyOn(alipay, 'refund').mockResolvedValueOnce(REFUSED);
    await runner.run(refund.id);
    expect(await stateOf(refund)).toBe('SUCCEEDED');
  });

  it('is not given up when it was done, that was not recorded, and Alipay refuses it now', async () => {
    const refund = await unsentRefund();
    const runner = shop.app.get(RefundRunner);
    jest.spyOn(shop.app.get(RefundEnding), 'succeed').mockRejectedValueOnce(new Error('died'));
    await expect(runner.run(refund.id)).rejects.toThrow('died');
    expect(shop.simulator.trade(refund.orderNo)?.refunded).toBe('9.00');
    jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
    shop.advance(5 * 60_000);
    await runner.run(refund.id);
    expect(await stateOf(refund)).toBe('UNKNOWN');
    shop.advance(5 * 60_000);
    await shop.sweep();
    expect(await stateOf(refund)).toBe('SUCCEEDED');
  });

  it('is left alone by other workers while one has taken it up', async () => {
    const refund = await unsentRefund();
    shop.advance(5 * 60_000);
    const alipay = shop.app.get(AlipayClient);
    const send = alipay.refund.bind(alipay);
    const slow = latch();
    const sending = jest.spyOn(alipay, 'refund').mockImplementationOnce(async (request) => {
      await slow.opened;
      return send(request);
    });
    const first = shop.app.get(RefundPoller).work.finish();
    await until('the first has sent it', () => sending.mock.calls.length === 1);
    const payments = shop.app.select(PollingModule).get(ModuleRef, { strict: true });
    const other = await payments.create(RefundPoller);
    expect(await other.work.finish()).toBe(0);
    expect(sending).toHaveBeenCalledTimes(1);
    slow.open();
    expect(await first).toBe(1);
    expect(await stateOf(refund)).toBe('SUCCEEDED');
  });

  it('is refused all the same when it was sent once', async () => {
    const refund = await unsentRefund();
    jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
    await shop.app.get(RefundRunner).run(refund.id);
    expect(await stateOf(refund)).toBe('FAILED');
    const [row] = await shop.database.query(
      'SELECT refund_reserved AS reserved FROM payments WHERE out_trade_no = ?',
      [refund.orderNo],
    );
    expect(row).toEqual({ reserved: '0.00' });
  });

  it('is not given up because both were sent within the same millisecond', async () => {
    const refund = await unsentRefund();
    const clock = shop.app.get<Clock>(CLOCK);
    jest.spyOn(clock, 'now').mockReturnValue(clock.now());
    const answerSecond = await refuseFirstOfTwo(refund);
    expect(await stateOf(refund)).not.toBe('FAILED');
    await answerSecond();
    expect(await stateOf(refund)).toBe('SUCCEEDED');
  });
});

describe('refunds of ours that are done', () => {
  it('all count, though Alipay names a smaller sum in all', async () => {
    const refund = await unsentRefund();
    await shop.app.get(RefundRunner).run(refund.id);
    const alipay = shop.app.get(AlipayClient);
    const send = alipay.refund.bind(alipay);
    jest.spyOn(alipay, 'refund').mockImplementationOnce(async (request) => {
      const answer = await send(request);
      if (answer.outcome !== 'done') return answer;
      return { ...answer, value: { ...answer.value, refundedTotal: request.amount } };
    });
    const request = { amount: '20.00', reason: 'x' };
    await operator.post(`/api/v1/orders/${refund.orderNo}/refunds`, request);
    const { body } = await operator.get(`/api/v1/orders/${refund.orderNo}/payment`);
    expect(body).toMatchObject({ state: 'PARTLY_REFUNDED', refundedAmount: '29.00' });
  });
});

describe('a refund that moved no money for all that Alipay said', () => {
  it('is asked about no sooner than ten seconds later, as Alipay advises', async () => {
    const refund = await unsentRefund();
    shop.simulator.faults.set({ denyFundChange: { count: 1 } });
    const asking = jest.spyOn(shop.app.get(AlipayClient), 'queryRefund');
    await shop.app.get(RefundRunner).run(refund.id);
    shop.advance(9_000);
    while ((await shop.app.get(RefundPoller).work.finish()) > 0);
    const number = expect.objectContaining({ outTradeNo: refund.orderNo });
    expect(asking).not.toHaveBeenCalledWith(number);
    shop.advance(2_000);
    while ((await shop.app.get(RefundPoller).work.finish()) > 0);
    expect(asking).toHaveBeenCalledWith(number);
    expect(await stateOf(refund)).toBe('SUCCEEDED');
  });
});

describe("a refund on Alipay's own pages that is told of while one of ours is under way", () => {
  function tell(orderNo: string, refundFee: string) {
    const tradeNo = shop.simulator.trade(orderNo)?.trade_no ?? '';
    const refund = { refund_fee: refundFee, gmt_refund: '2026-11-21 12:02:00.922' };
    return postNotify(shop, orderNo, { trade_no: tradeNo, ...refund });
  }

  async function booked(orderNo: string): Promise<string[]> {
    const { body } = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
    const payment = await operator.get(`/api/v1/orders/${orderNo}/payment`);
    const refunds = body.items as { origin: string; amount: string; state: string }[];
    const lines = refunds.map((one) => `${one.origin} ${one.amount} ${one.state}`);
    return [...lines, `in all ${payment.body.refundedAmount}`];
  }

  it('is booked once ours was refused', async () => {
    const refund = await unsentRefund();
    shop.simulator.console.refund(refund.orderNo, '50.00');
    expect((await tell(refund.orderNo, '50.00')).text).toBe('success');
    expect(await booked(refund.orderNo)).toEqual(['operator 9.00 PROCESSING', 'in all 50.00']);
    jest.spyOn(shop.app.get(AlipayClient), 'refund').mockResolvedValueOnce(REFUSED);
    await shop.app.get(RefundRunner).run(refund.id);
    expect(await booked(refund.orderNo)).toEqual([
      'operator 9.00 FAILED',
      'alipay-console 50.00 SUCCEEDED',
      'in all 50.00',
    ]);
  });

  it('is booked once ours is known to be done, of which Alipay has told in the same sum', async () => {
    const refund = await unsentRefund();
    shop.simulator.console.refund(refund.orderNo, '50.00');
    const alipay = shop.app.get(AlipayClient);
    const send = alipay.refund.bind(alipay);
    jest.spyOn(alipay, 'refund').mockImplementationOnce(async (request) => {
      const answer = await send(request);
      await tell(refund.orderNo, '59.00');
      expect(await booked(refund.orderNo)).toEqual(['operator 9.00 PROCESSING', 'in all 59.00']);
      return answer;
    });
    await shop.app.get(RefundRunner).run(refund.id);
    expect(await booked(refund.orderNo)).toEqual([
      'operator 9.00 SUCCEEDED',
      'alipay-console 50.00 SUCCEEDED',
      'in all 59.00',
    ]);
  });
});

describe('a refund under whose number Alipay has sent another sum back', () => {
  it('is never booked with the sum that was meant', async () => {
    const refund = await unsentRefund();
    await shop.database.query('UPDATE refunds SET amount = 19 WHERE id = ?', [refund.id]);
    jest.spyOn(shop.app.get(RefundEnding), 'succeed').mockRejectedValueOnce(new Error('died'));
    await expect(shop.app.get(RefundRunner).run(refund.id)).rejects.toThrow('died');
    await shop.database.query('UPDATE refunds SET amount = 9 WHERE id = ?', [refund.id]);
    for (let round = 0; round < 3; round += 1) {
      shop.advance(60_000);
      while ((await shop.app.get(RefundPoller).work.finish()) > 0);
    }
    expect(shop.simulator.trade(refund.orderNo)?.refunded).toBe('19.00');
    const { body } = await operator.get(`/api/v1/orders/${refund.orderNo}/refunds`);
    expect(body.items).toMatchObject([
      { state: 'UNKNOWN', waitsFor: expect.stringContaining('another sum') },
    ]);
    const payment = await operator.get(`/api/v1/orders/${refund.orderNo}/payment`);
    expect(payment.body).toMatchObject({ state: 'SUCCEEDED', refundedAmount: '0.00' });
    const story = await operator.get(`/api/v1/orders/${refund.orderNo}/timeline`);
    expect(story.text).toContain("Did not fit: the refund's sum.");
  });
});

describe('a refund that Alipay refuses', () => {
  it('because all was sent back on its own pages, makes that known here', async () => {
    const refund = await unsentRefund();
    shop.simulator.console.refund(refund.orderNo);
    await shop.app.get(RefundRunner).run(refund.id);
    expect(await stateOf(refund)).toBe('FAILED');
    const order = await customer.get(`/api/v1/orders/${refund.orderNo}`);
    expect(order.body.state).toBe('REFUNDED');
    const { body } = await operator.get(`/api/v1/orders/${refund.orderNo}/refunds`);
    expect(body.items).toMatchObject([
      { amount: '9.00', state: 'FAILED' },
      { amount: '209.00', state: 'SUCCEEDED', origin: 'alipay-console' },
    ]);
  });
});
