import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { auditAtRest } from '../support/audit.js';
import { environmentBeside } from '../support/beside.js';
import { Client } from '../support/client.js';
import { signNotify } from '../support/notify.js';
import { type Process, startApi, startWorker } from '../support/processes.js';
import { lockOrder, PATIENT_WITH_LOCKS } from '../support/row-lock.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

let shop: Shop;
let customer: Client;
let skuId: number;
let env: Record<string, string>;
let orderNo: string;

beforeAll(async () => {
  shop = await openShop();
  customer = await shop.customer();
  skuId = await shop.sku();
  env = await environmentBeside(shop, PATIENT_WITH_LOCKS);
});

afterAll(() => shop.close());

/** An order that is paid at Alipay, and nobody has told the shop. */
beforeEach(async () => {
  orderNo = String((await placeOrder(customer, skuId)).orderNo);
  const { payUrl } = await payLink(customer, orderNo);
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  shop.simulator.buyer.open(payUrl);
  shop.simulator.buyer.pay(orderNo);
  await shop.simulator.settled();
});

async function orderState(): Promise<string> {
  return (await customer.get(`/api/v1/orders/${orderNo}`)).body.state;
}

async function eventsOf(type: string): Promise<number> {
  const rows = await shop.database.query(
    'SELECT o.id FROM outbox o JOIN orders r ON r.id = o.order_id WHERE r.order_no = ? AND o.type = ?',
    [orderNo, type],
  );
  return rows.length;
}

function notifyForm(): Record<string, string> {
  const trade = shop.simulator.trade(orderNo);
  if (trade === null) throw new Error('no such trade');
  const { trade_no, total_amount } = trade;
  return signNotify(shop.keys, { out_trade_no: orderNo, trade_no, total_amount });
}

describe('kill -9', () => {
  it("of the API between a notify's arrival and its answer pays the order once, when the notify comes again", async () => {
    const target = new Client(String(env['PUBLIC_URL']));
    const send = () => target.postForm('/api/v1/alipay/notify', notifyForm());
    let api: Process = await startApi(env);
    try {
      const lock = await lockOrder(shop.database, orderNo);
      const answered = send().then(
        ({ text }) => text,
        () => 'no answer',
      );
      try {
        await lock.waitedFor();
        await api.kill();
      } finally {
        await lock.release();
      }
      expect(await answered).toBe('no answer');
      expect(await orderState()).toBe('PENDING_PAYMENT');

      api = await startApi(env);
      expect((await send()).text).toBe('success');
      expect(await orderState()).toBe('TO_SHIP');
      expect((await send()).text).toBe('success');
      expect(await eventsOf('order.paid')).toBe(1);
    } finally {
      await api.kill();
    }
  });

  it('of a worker between the query and the commit leaves the order to the next worker', async () => {
    shop.simulator.faults.set({ slowAnswers: { count: 1, ms: 4_000 } });
    const worker = startWorker(env);
    try {
      await shop.database.query('UPDATE orders SET next_check_at = NOW(3) WHERE order_no = ?', [
        orderNo,
      ]);
      const isAsked = () => {
        const slow = shop.simulator.faults.current().slowAnswers;
        return slow !== null && 'count' in slow && slow.count === 0;
      };
      await until('the worker asks Alipay', isAsked);
      const lock = await lockOrder(shop.database, orderNo);
      try {
        await lock.waitedFor();
        await worker.kill();
      } finally {
        await lock.release();
      }
      expect(await orderState()).toBe('PENDING_PAYMENT');
    } finally {
      await worker.kill();
    }
    const next = startWorker(env);
    try {
      // The dead worker's claim ends by itself within seconds; the rest is the start of a process.
      await until('the next worker finds it paid', async () => (await orderState()) === 'TO_SHIP');
    } finally {
      await next.kill();
    }
    expect(await eventsOf('order.paid')).toBe(1);
  });

  it('leaves books in which every invariant holds', async () => {
    shop.advance(8_000);
    expect(await auditAtRest(shop, { initialStock: new Map([[skuId, 100]]) })).toEqual([]);
  });
});
