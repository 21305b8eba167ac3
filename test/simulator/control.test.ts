import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { noFaults } from '../../simulator/control/faults.js';
import type { Simulator } from '../../simulator/server.js';
import { call, goods, NOON, payLink, start } from './merchant.js';

let simulator: Simulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(async () => simulator.close());

async function ask(path: string, body?: unknown): Promise<{ status: number; json: never }> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = body === undefined ? {} : { method: 'POST', body: text };
  const response = await fetch(`${simulator.url}/simulator/${path}`, init);
  return { status: response.status, json: (await response.json()) as never };
}

describe('the ledger and its deeds', () => {
  it('opens and pays a link in one request, and refunds by hand', async () => {
    const link = payLink(simulator, {}, { return_url: 'http://127.0.0.1:9/back' });
    const paid = await ask('trades/A1/pay', { link });
    expect(paid).toMatchObject({ status: 200, json: { trade: { status: 'TRADE_SUCCESS' } } });
    expect(paid.json).toMatchObject({
      return_to: expect.stringMatching(/^http:\/\/127\.0\.0\.1:9\/back\?charset=utf-8&/) as unknown,
    });
    const part = await ask('trades/A1/refund', { amount: '8.80', out_request_no: 'R1' });
    expect(part.json).toMatchObject({ trade: { refunded: '8.80', status: 'TRADE_SUCCESS' } });
    await ask('trades/A1/refund', {});
    const { json } = await ask('trades');
    expect(json).toMatchObject({
      now: '2026-11-21 12:00:00',
      trades: [
        {
          out_trade_no: 'A1',
          status: 'TRADE_CLOSED',
          total_amount: '88.80',
          paid_fen: 8880,
          refunded_fen: 8880,
          refunds: [{ out_request_no: 'R1', refund_amount: '8.80' }, { refund_amount: '80.00' }],
        },
      ],
    });
    expect((await ask('trades/A1')).json).toMatchObject({ out_trade_no: 'A1' });
  });

  it('scans the QR code of an order that is to be paid', async () => {
    await call(simulator, 'alipay.trade.precreate', { ...goods, product_code: undefined });
    expect((await ask('trades')).json).toMatchObject({
      trades: [],
      unscanned_qr_codes: [{ out_trade_no: 'A1' }],
    });
    const paid = await ask('trades/A1/pay', {});
    expect(paid.json).toMatchObject({ trade: { status: 'TRADE_SUCCESS' }, return_to: null });
  });

  it('knows open, close and finish', async () => {
    const link = payLink(simulator);
    const opened = await ask('trades/A1/open', { link });
    expect(opened.json).toMatchObject({ trade: { status: 'WAIT_BUYER_PAY' }, return_to: null });
    expect((await ask('trades/A1/finish', {})).status).toBe(409);
    expect((await ask('trades/A1/close', {})).json).toMatchObject({
      trade: { status: 'TRADE_CLOSED' },
    });
  });

  it.each<[string, unknown, number]>([
    ['trades/A1/pay', {}, 409],
    ['trades/A1/pay', { link: 'http://nowhere/' }, 409],
    ['trades/A1/pay', { link: 7 }, 409],
    ['trades/A1/burn', {}, 404],
    ['trades/A1/constructor', {}, 404],
    ['trades/A1/pay', '{', 400],
    ['trades/A1/pay', '[]', 400],
    ['clock', {}, 400],
    ['clock', { advanceMs: '5' }, 400],
    ['clock', { set: 'tomorrow' }, 400],
    ['clock', { set: '2026-11-21' }, 400],
    ['clock', { advanceMs: 1e300 }, 400],
    ['faults', { loseNotifies: -1 }, 400],
    ['faults', { unknown: 1 }, 400],
    ['faults', { loseAnswers: {} }, 400],
    ['faults', { loseAnswers: 2 }, 400],
    ['faults', { loseAnswers: { count: 1, probability: 1 } }, 400],
    ['faults', { loseAnswers: { count: 1, method: 'alipay.trade.page.pay' } }, 400],
    ['faults', { slowAnswers: { count: 1 } }, 400],
    ['faults', { payAtClose: { count: 1, ms: 5 } }, 400],
    ['faults', { emptyBalance: { count: 1, constructor: 5 } }, 400],
    ['faults', 'null', 400],
  ])('answers %s with %j by %d', async (path, body, status) => {
    const answer = await ask(path, body);
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ error: { status } });
  });

  it('refuses the link of another order', async () => {
    const answer = await ask('trades/B1/pay', { link: payLink(simulator) });
    expect(answer.status).toBe(409);
    expect((await ask('trades/B1')).status).toBe(404);
  });
});

describe('the clock and the faults', () => {
  it.each<[object, number]>([
    [{ advanceMs: 90_000 }, NOON + 90_000],
    [{ advanceMs: -1000 }, NOON - 1000],
    [{ set: NOON + 5 }, NOON + 5],
    [{ set: '2026-11-21T05:00:00+01:00' }, NOON],
    [{ set: '2026-11-22 12:00:00' }, NOON + 86_400_000],
  ])('moves by %j', async (body, ms) => {
    expect((await ask('clock', body)).json).toMatchObject({ ms, moved_ms: ms - NOON });
    expect((await ask('clock')).json).toMatchObject({ ms });
    expect((await ask('clock', { reset: true })).json).toMatchObject({ ms: NOON, moved_ms: 0 });
  });

  it('closes what has become due when it is moved', async () => {
    simulator.buyer.open(payLink(simulator, { time_expire: '2026-11-21 12:30:00' }));
    await ask('clock', { advanceMs: 30 * 60_000 });
    expect(simulator.trade('A1')?.status).toBe('TRADE_CLOSED');
  });

  it('switches faults on, shows them, and turns all off', async () => {
    const on = { loseNotifies: { probability: 0.2 }, repeatNotifies: 2, seed: 9 };
    expect((await ask('faults', on)).json).toEqual({ ...noFaults, ...on });
    expect((await ask('faults')).json).toEqual({ ...noFaults, ...on });
    expect((await ask('faults', { reset: true })).json).toEqual(noFaults);
    expect(() => simulator.faults.set({ repeatNotifies: -1 })).toThrow(RangeError);
  });

  it('answers its health and its front page', async () => {
    expect((await ask('health')).json).toEqual({ status: 'ok' });
    expect(await (await fetch(simulator.url)).text()).toContain('还没有交易');
  });
});
