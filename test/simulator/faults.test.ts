import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultSettings } from '../../simulator/control/faults.js';
import type { Simulator } from '../../simulator/server.js';
import { call, common, payLink, Shop, signed, start } from './merchant.js';

const MINUTE = 60_000;

let simulator: Simulator;
let shop: Shop;

beforeEach(async () => {
  simulator = await start();
  shop = new Shop();
  await shop.open();
});

afterEach(async () => {
  await simulator.close();
  await shop.close();
});

function open(): void {
  const opened = simulator.buyer.open(payLink(simulator, {}, { notify_url: shop.url }));
  if (!opened.ok) throw new Error(opened.refusal.subMsg);
}

function pay(): void {
  open();
  simulator.buyer.pay('A1');
}

const once = { count: 1 };
const query = () => call(simulator, 'alipay.trade.query', { out_trade_no: 'A1' });
const close = () => call(simulator, 'alipay.trade.close', { out_trade_no: 'A1' });

function refund(amount: string, outRequestNo: string) {
  const biz = { out_trade_no: 'A1', refund_amount: amount, out_request_no: outRequestNo };
  return call(simulator, 'alipay.trade.refund', biz);
}

async function rawQuery(): Promise<Response> {
  const params = signed(common('alipay.trade.query', { out_trade_no: 'A1' }));
  return fetch(`${simulator.gatewayUrl}?${new URLSearchParams(params).toString()}`);
}

describe('answers', () => {
  it('is cut off before the deed, once', async () => {
    open();
    simulator.faults.set({ loseRequests: { count: 1, method: 'alipay.trade.close' } });
    expect((await query()).node['trade_status']).toBe('WAIT_BUYER_PAY');
    await expect(close()).rejects.toThrow('fetch failed');
    expect(simulator.trade('A1')?.status).toBe('WAIT_BUYER_PAY');
    expect((await close()).node['code']).toBe('10000');
  });

  it('is a refusal with the code that was asked for, before the deed', async () => {
    open();
    const refuse = {
      count: 1,
      method: 'alipay.trade.close',
      subCode: 'aop.ACQ.SYSTEM_ERROR',
    } as const;
    simulator.faults.set({ refuseCalls: refuse });
    expect((await query()).node['trade_status']).toBe('WAIT_BUYER_PAY');
    expect((await close()).node).toMatchObject({ code: '40004', sub_code: 'aop.ACQ.SYSTEM_ERROR' });
    expect(simulator.trade('A1')?.status).toBe('WAIT_BUYER_PAY');
    expect((await close()).node['code']).toBe('10000');
    simulator.faults.set({ refuseCalls: { ...refuse, subCode: 'isv.invalid-signature' } });
    expect((await close()).node['code']).toBe('40002');
    expect(() => simulator.faults.set({ refuseCalls: once as never })).toThrow('"subCode": "…"');
  });

  it('is cut off after the deed', async () => {
    open();
    simulator.faults.set({ loseAnswers: once });
    await expect(close()).rejects.toThrow('fetch failed');
    expect(simulator.trade('A1')?.status).toBe('TRADE_CLOSED');
    expect((await close()).node['sub_code']).toBe('ACQ.REASON_TRADE_STATUS_INVALID');
  });

  it('comes late', async () => {
    open();
    simulator.faults.set({ slowAnswers: { count: 1, ms: 120 } });
    const began = performance.now();
    expect((await query()).node['code']).toBe('10000');
    expect(performance.now() - began).toBeGreaterThan(110);
  });

  it('is a 502', async () => {
    open();
    simulator.faults.set({ failAnswers: once });
    expect((await rawQuery()).status).toBe(502);
    expect((await rawQuery()).status).toBe(200);
  });

  it('is a signed 20000 after the deed', async () => {
    pay();
    simulator.faults.set({ unknownAnswers: once });
    expect(await refund('8.80', 'R1')).toMatchObject({
      verifies: true,
      node: { code: '20000', sub_code: 'isp.unknow-error' },
    });
    expect(simulator.trade('A1')?.refunded).toBe('8.80');
  });

  it('is garbage', async () => {
    open();
    simulator.faults.set({ garbleAnswers: once });
    const text = await (await rawQuery()).text();
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  it('has no signature, or a wrong one', async () => {
    open();
    simulator.faults.set({ unsignAnswers: once });
    expect((await query()).verifies).toBeNull();
    simulator.faults.set({ missignAnswers: once });
    expect(await query()).toMatchObject({ verifies: false, node: { code: '10000' } });
    expect((await query()).verifies).toBe(true);
  });
});

describe('trades', () => {
  it('is paid in the instant of its close, which is refused', async () => {
    open();
    simulator.faults.set({ payAtClose: once });
    expect((await close()).node['sub_code']).toBe('ACQ.TRADE_STATUS_ERROR');
    await simulator.settled();
    expect(simulator.trade('A1')?.status).toBe('TRADE_SUCCESS');
    expect(shop.notifies[0]?.['trade_status']).toBe('TRADE_SUCCESS');
  });

  it('does not use up the switch on trades that cannot be paid', async () => {
    simulator.faults.set({ payAtClose: once });
    expect((await close()).node['sub_code']).toBe('ACQ.TRADE_NOT_EXIST');
    expect(simulator.faults.current().payAtClose).toEqual(once);
  });

  it('refunds and says fund_change N', async () => {
    pay();
    simulator.faults.set({ denyFundChange: once });
    expect((await refund('8.80', 'R1')).node).toMatchObject({ code: '10000', fund_change: 'N' });
    expect(simulator.trade('A1')?.refunded).toBe('8.80');
    expect((await refund('8.80', 'R2')).node).toMatchObject({ fund_change: 'Y' });
  });

  it('refuses new refunds while the balance is low, and none that was made before', async () => {
    pay();
    await refund('1.00', 'R1');
    simulator.faults.set({ emptyBalance: { count: 2 } });
    for (const number of ['R2', 'R3']) {
      expect((await refund('2.00', number)).node).toMatchObject({
        code: '40004',
        sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
      });
      expect((await refund('1.00', 'R1')).node).toMatchObject({ fund_change: 'N' });
    }
    expect((await refund('2.00', 'R2')).node).toMatchObject({ fund_change: 'Y' });
    expect(simulator.trade('A1')?.refunded).toBe('3.00');
  });
});

describe('notifies', () => {
  it('go out twice', async () => {
    simulator.faults.set({ doubleNotifies: once });
    pay();
    await simulator.settled();
    expect(shop.notifies).toHaveLength(2);
  });

  it('are kept back for a while', async () => {
    simulator.faults.set({ delayNotifies: { count: 1, ms: MINUTE } });
    pay();
    await simulator.settled();
    expect(shop.notifies).toHaveLength(0);
    simulator.clock.advance(MINUTE);
    await simulator.settled();
    expect(shop.notifies).toHaveLength(1);
  });

  it('come after a later one of the same trade', async () => {
    simulator.faults.set({ reorderNotifies: once });
    pay();
    await simulator.settled();
    expect(shop.notifies).toHaveLength(0);
    simulator.console.refund('A1');
    await simulator.settled();
    expect(shop.notifies.map((one) => one['trade_status'])).toEqual([
      'TRADE_CLOSED',
      'TRADE_SUCCESS',
    ]);
  });

  it('come at their second try when no later one comes', async () => {
    simulator.faults.set({ reorderNotifies: once });
    pay();
    simulator.clock.advance(4 * MINUTE);
    await simulator.settled();
    expect(shop.notifies).toHaveLength(1);
  });

  it('come again when their success was not heard', async () => {
    simulator.faults.set({ deafNotifies: once });
    pay();
    await simulator.settled();
    simulator.clock.advance(4 * MINUTE);
    await simulator.settled();
    expect(shop.notifies).toHaveLength(2);
    expect(simulator.trade('A1')?.notifies[0]).toMatchObject({ state: 'delivered', tries: 2 });
  });
});

describe('chance', () => {
  async function pattern(patch: Partial<FaultSettings>): Promise<string> {
    simulator.faults.reset();
    simulator.faults.set({ unsignAnswers: { probability: 0.5 }, ...patch });
    let signs = '';
    for (let asked = 0; asked < 24; asked += 1) signs += (await query()).verifies === null;
    return signs;
  }

  it('follows the seed, each switch for itself', async () => {
    open();
    const first = await pattern({ seed: 5 });
    expect(await pattern({ seed: 5 })).toBe(first);
    expect(await pattern({ seed: 5, emptyBalance: { probability: 0.5 } })).toBe(first);
    expect(await pattern({ seed: 6 })).not.toBe(first);
    expect(first).toMatch(/true/);
    expect(first).toMatch(/false/);
  });
});
