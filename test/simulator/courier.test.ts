import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RETRY_GAPS_MS } from '../../simulator/notify/notify-sender.js';
import type { Simulator, SimulatorOptions } from '../../simulator/server.js';
import { until } from '../support/until.js';
import { messageVerifies, payLink, Shop, start } from './merchant.js';

let simulator: Simulator | undefined;
let shop: Shop | undefined;
afterEach(async () => {
  await simulator?.close();
  await shop?.close();
});

async function paid(
  answers: string[],
  before: (running: Simulator) => void = () => undefined,
  options: Partial<SimulatorOptions> = {},
): Promise<{ running: Simulator; buyerShop: Shop }> {
  const running = await start(options);
  const buyerShop = new Shop(answers);
  simulator = running;
  shop = buyerShop;
  await buyerShop.open();
  before(running);
  running.buyer.open(payLink(running, {}, { notify_url: buyerShop.url }));
  running.buyer.pay('A1');
  await running.settled();
  return { running, buyerShop };
}

const notice = (running: Simulator) => running.trade('A1')?.notifies[0];

async function advance(running: Simulator, ms: number): Promise<void> {
  running.clock.advance(ms);
  await running.settled();
}

describe('the courier', () => {
  it.each(['fail', 'success\n', '"success"', 'SUCCESS', '', '302', 'x'.repeat(5000)])(
    'takes %j for no answer and tries again after 4 minutes',
    async (answer) => {
      const { running, buyerShop } = await paid([answer, 'success']);
      expect(notice(running)).toMatchObject({ state: 'waiting', next_try: '2026-11-21 12:04:00' });
      await advance(running, 4 * 60_000 - 1);
      expect(buyerShop.notifies).toHaveLength(1);
      await advance(running, 1);
      expect(notice(running)).toMatchObject({ state: 'delivered', tries: 2 });
      const [first = {}, second = {}] = buyerShop.notifies;
      expect(second['notify_id']).toBe(first['notify_id']);
      expect(second['notify_time']).toBe('2026-11-21 12:04:00');
      expect(second['sign']).not.toBe(first['sign']);
      expect([first, second].every(messageVerifies)).toBe(true);
    },
  );

  it('tries eight times in 24 h 24 min and then gives up', async () => {
    const { running, buyerShop } = await paid(['no']);
    for (const gap of RETRY_GAPS_MS) await advance(running, gap);
    await advance(running, 100 * 3_600_000);
    expect(buyerShop.notifies).toHaveLength(8);
    expect(buyerShop.notifies.at(-1)?.['notify_time']).toBe('2026-11-22 12:24:00');
    expect(notice(running)).toMatchObject({ state: 'given up', tries: 8, next_try: null });
  });

  it('scales the gaps', async () => {
    const { running } = await paid(['no'], undefined, { notifyScale: 0.01 });
    expect(notice(running)?.next_try).toBe('2026-11-21 12:00:02');
  });

  it('tries again by itself as real time passes', async () => {
    const options = { notifyScale: 0.0001, clock: Date.now };
    const { running, buyerShop } = await paid(['no', 'success'], undefined, options);
    await until('the notify is delivered', () => notice(running)?.state === 'delivered');
    expect(buyerShop.notifies).toHaveLength(2);
  });

  it('loses notifies that are to be lost, and delivers them later', async () => {
    const { running, buyerShop } = await paid(['success'], (one) =>
      one.faults.set({ loseNotifies: { count: 1 } }),
    );
    expect(buyerShop.notifies).toHaveLength(0);
    expect(notice(running)?.deliveries).toMatchObject([{ outcome: 'lost' }]);
    await advance(running, 4 * 60_000);
    expect(notice(running)?.deliveries).toMatchObject([
      { outcome: 'lost' },
      { outcome: 'success' },
    ]);
    expect(buyerShop.notifies).toHaveLength(1);
  });

  it('repeats a notify at the same moment', async () => {
    const { running, buyerShop } = await paid(['success'], (one) =>
      one.faults.set({ repeatNotifies: 19 }),
    );
    expect(buyerShop.notifies).toHaveLength(20);
    expect(new Set(buyerShop.notifies.map((one) => one['notify_id'])).size).toBe(1);
    expect(notice(running)).toMatchObject({ state: 'delivered', tries: 1 });
  });

  it('keeps a success notify as it was although a refund came meanwhile', async () => {
    const { running, buyerShop } = await paid(['no', 'success']);
    running.console.refund('A1');
    await running.settled();
    await advance(running, 4 * 60_000);
    const statuses = buyerShop.notifies.map((one) => one['trade_status']);
    expect(statuses).toEqual(['TRADE_SUCCESS', 'TRADE_CLOSED', 'TRADE_SUCCESS']);
    expect(buyerShop.notifies[2]).not.toHaveProperty('refund_fee');
  });

  it('survives a shop that changes to another protocol instead of answering', async () => {
    const odd = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', () => {
          socket.write(
            'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n',
          );
        });
    });
    await once(odd.listen(0, '127.0.0.1'), 'listening');
    const { port } = odd.address() as AddressInfo;
    const running = await start();
    simulator = running;
    running.buyer.open(payLink(running, {}, { notify_url: `http://127.0.0.1:${port}/` }));
    running.buyer.pay('A1');
    await running.settled();
    odd.close();
    expect(notice(running)).toMatchObject({ state: 'waiting', tries: 1 });
  });

  it('survives a shop that is away, and ends at once with the simulator', async () => {
    const { running, buyerShop } = await paid(['no']);
    await buyerShop.close();
    await advance(running, 4 * 60_000);
    expect(notice(running)?.deliveries[1]).toMatchObject({ outcome: 'failed' });
    expect(notice(running)?.deliveries[1]?.detail).toContain('ECONNREFUSED');
    await running.close();
    await running.close();
    await expect(fetch(running.url)).rejects.toThrow('fetch failed');
  });
});
