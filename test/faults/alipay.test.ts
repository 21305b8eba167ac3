import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { AlipayClient } from '../../src/alipay/alipay-client.js';
import { auditAtRest } from '../support/audit.js';
import type { Answer, Client } from '../support/client.js';
import { latch } from '../support/latch.js';
import { openShop, paidOrder, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

const MINUTE = 60_000;
const STOCK = 50;
const REFUND = 'alipay.trade.refund';

let shop: Shop;
let customer: Client;
let operator: Client;
let skuId: number;

beforeAll(async () => {
  shop = await openShop({ JWT_TTL_SECONDS: '31536000' });
  customer = await shop.customer();
  operator = await shop.operator();
});

afterAll(() => shop.close());

beforeEach(async () => {
  skuId = await shop.sku({ stock: STOCK });
});

/** Each story ends with books in which every invariant holds. */
afterEach(async () => {
  shop.simulator.faults.reset();
  await shop.simulator.settled();
  const faults = await auditAtRest(shop, { initialStock: new Map([[skuId, STOCK]]) });
  if (faults.length > 0) throw new Error(faults.join('\n'));
});

async function opened(): Promise<string> {
  const { orderNo } = await placeOrder(customer, skuId);
  const { payUrl } = await payLink(customer, orderNo);
  shop.simulator.buyer.open(payUrl);
  return String(orderNo);
}

async function paid(): Promise<string> {
  return (await paidOrder(shop, customer, skuId)).orderNo;
}

async function orderState(orderNo: string): Promise<string> {
  return (await customer.get(`/api/v1/orders/${orderNo}`)).body.state;
}

function refund(orderNo: string, amount: string): Promise<Answer> {
  return operator.post(`/api/v1/orders/${orderNo}/refunds`, { amount, reason: '试验' });
}

async function refundState(orderNo: string): Promise<string> {
  const { body } = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
  return body.items[0].state;
}

describe('an order that is paid in the same instant as it is closed', () => {
  it('by the worker, at its end, is paid', async () => {
    const orderNo = await opened();
    const { simulator } = shop;
    // Alipay's clock is a little behind: there, the trade's own time is not over yet.
    simulator.clock.advance(-MINUTE);
    simulator.faults.set({ payAtClose: { count: 1 }, loseNotifies: { probability: 1 } });
    shop.advance(30 * MINUTE + 1_000);
    await shop.sweep();
    simulator.clock.advance(MINUTE);
    expect(simulator.faults.current().payAtClose).toEqual({ count: 0 });
    expect(await orderState(orderNo)).toBe('TO_SHIP');
  });

  it('by a cancel is paid, and the cancel is refused', async () => {
    const orderNo = await opened();
    shop.simulator.faults.set({ payAtClose: { count: 1 }, loseNotifies: { probability: 1 } });
    const cancel = await customer.post(`/api/v1/orders/${orderNo}/cancel`);
    expect([cancel.status, cancel.body.type]).toEqual([
      409,
      expect.stringMatching(/order-already-paid$/),
    ]);
    expect(await orderState(orderNo)).toBe('TO_SHIP');
  });

  it('ends as paid or as cancelled, whoever was first', async () => {
    const orders = await Promise.all(Array.from({ length: 8 }, opened));
    await Promise.all(
      orders.flatMap((orderNo) => [
        customer.post(`/api/v1/orders/${orderNo}/cancel`),
        Promise.resolve(shop.simulator.buyer.pay(orderNo)),
      ]),
    );
    await shop.simulator.settled();
    await shop.sweep();
    for (const orderNo of orders) {
      const isPaid = shop.simulator.trade(orderNo)?.status === 'TRADE_SUCCESS';
      expect(await orderState(orderNo)).toBe(isPaid ? 'TO_SHIP' : 'CANCELLED');
    }
  });
});

describe('a notify that comes before the answer to the creation', () => {
  it('pays the order, and the code is answered all the same', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    const alipay = shop.app.get(AlipayClient);
    const create = alipay.precreate.bind(alipay);
    const late = latch();
    jest.spyOn(alipay, 'precreate').mockImplementationOnce(async (request) => {
      const answer = await create(request);
      await late.opened;
      return answer;
    });
    const starting = payLink(customer, orderNo, 'qr');
    const scanAndPay = async () => {
      const path = `${shop.simulator.url}/simulator/trades/${orderNo}/pay`;
      return (await fetch(path, { method: 'POST' })).status === 200;
    };
    await until('the code is scanned', scanAndPay);
    await until('it is paid', async () => (await orderState(orderNo)) === 'TO_SHIP');
    late.open();
    expect((await starting).qrCode).toMatch(/^http/);
    expect(await orderState(orderNo)).toBe('TO_SHIP');
  });
});

describe('a refund', () => {
  // The SDK's HTTP client sends a request again, once, when its connection breaks: so twice makes it lost.
  it.each([
    ['whose answer is lost', { loseAnswers: { count: 2, method: REFUND } }],
    ['whose request is lost', { loseRequests: { count: 2, method: REFUND } }],
    ['that is answered by fund_change N', { denyFundChange: { count: 1 } }],
    ['that is answered by 20000', { unknownAnswers: { count: 1, method: REFUND } }],
  ] as const)('%s is asked for, and made once', async (_, fault) => {
    const orderNo = await paid();
    shop.simulator.faults.set({ ...fault, loseNotifies: { probability: 1 } });
    expect((await refund(orderNo, '60.00')).status).toBe(201);
    expect(await refundState(orderNo)).toBe('UNKNOWN');
    shop.advance(11_000);
    await shop.sweep();
    expect(await refundState(orderNo)).toBe('SUCCEEDED');
    expect(shop.simulator.trade(orderNo)?.refunds).toHaveLength(1);
  });

  it.each([
    ['ACQ.REFUND_CHARGE_ERROR', 'PROCESSING'],
    ['aop.ACQ.REFUND_CHARGE_ERROR', 'PROCESSING'],
    ['aop.ACQ.SELLER_BALANCE_NOT_ENOUGH', 'PROCESSING'],
    ['ACQ.SYSTEM_ERROR', 'UNKNOWN'],
    ['aop.ACQ.SYSTEM_ERROR', 'UNKNOWN'],
    ['isp.unknow-error', 'UNKNOWN'],
    ['ACQ.SOMETHING_NEW', 'UNKNOWN'],
  ])('refused by %s is %s, and made under its number once that is over', async (subCode, state) => {
    const orderNo = await paid();
    shop.simulator.faults.set({ refuseCalls: { count: 1, method: REFUND, subCode } });
    const { body } = await refund(orderNo, '10.00');
    expect(await refundState(orderNo)).toBe(state);
    shop.advance(11_000);
    await shop.sweep();
    expect(await refundState(orderNo)).toBe('SUCCEEDED');
    expect(shop.simulator.trade(orderNo)?.refunds).toMatchObject([
      { out_request_no: body.outRequestNo, fen: 1_000 },
    ]);
  });

  it('refused by a code in no table is asked for each time before it fails', async () => {
    const orderNo = await paid();
    const subCode = 'ACQ.SOMETHING_NEW';
    shop.simulator.faults.set({ refuseCalls: { probability: 1, method: REFUND, subCode } });
    await refund(orderNo, '10.00');
    for (const seconds of [11, 21]) {
      expect(await refundState(orderNo)).toBe('UNKNOWN');
      shop.advance(seconds * 1_000);
      await shop.sweep();
    }
    expect(await refundState(orderNo)).toBe('UNKNOWN');
    shop.advance(41_000);
    await shop.sweep();
    expect(await refundState(orderNo)).toBe('FAILED');
    const { body } = await operator.get(`/api/v1/orders/${orderNo}/refunds`);
    expect(body.items).toMatchObject([{ state: 'FAILED', waitsFor: subCode }]);
  });

  it('that was done, and answered by a code in no table, is found done', async () => {
    const orderNo = await paid();
    shop.simulator.faults.set({ loseAnswers: { count: 2, method: REFUND } });
    await refund(orderNo, '10.00');
    await shop.database.query("UPDATE refunds SET state = 'PROCESSING' WHERE out_trade_no = ?", [
      orderNo,
    ]);
    const subCode = 'ACQ.SOMETHING_NEW';
    shop.simulator.faults.set({ refuseCalls: { count: 3, method: REFUND, subCode } });
    shop.advance(11_000);
    await shop.sweep();
    expect(await refundState(orderNo)).toBe('UNKNOWN');
    shop.advance(21_000);
    await shop.sweep();
    expect(await refundState(orderNo)).toBe('SUCCEEDED');
    expect(shop.simulator.trade(orderNo)?.refunds).toHaveLength(1);
  });

  it('waits while the balance is low, under the same number', async () => {
    const orderNo = await paid();
    shop.simulator.faults.set({ emptyBalance: { count: 3 } });
    const { body } = await refund(orderNo, '60.00');
    for (const minutes of [1, 2, 4]) {
      expect(await refundState(orderNo)).toBe('PROCESSING');
      shop.advance(minutes * MINUTE);
      await shop.sweep();
    }
    expect(await refundState(orderNo)).toBe('SUCCEEDED');
    expect(shop.simulator.trade(orderNo)?.refunds).toMatchObject([
      { out_request_no: body.outRequestNo, fen: 6_000 },
    ]);
  });

  it('of a part, twice at once over the limit, is made once', async () => {
    const orderNo = await paid();
    const answers = await Promise.all([refund(orderNo, '150.00'), refund(orderNo, '150.00')]);
    const statuses = answers.map(({ status }) => status).toSorted((one, other) => one - other);
    expect(statuses).toEqual([201, 409]);
    expect(shop.simulator.trade(orderNo)).toMatchObject({ refunded: '150.00' });
  });
});

describe('an order under whose number another sum was paid', () => {
  it('ends at its deadline, its money held for an operator', async () => {
    const { orderNo } = await placeOrder(customer, skuId);
    await payLink(customer, orderNo);
    // A payment is asked for what its order costs.
    const ask = async (sum: number) => {
      await shop.database.query('UPDATE orders SET payable = ? WHERE order_no = ?', [sum, orderNo]);
      await shop.database.query('UPDATE payments SET amount = ? WHERE out_trade_no = ?', [
        sum,
        orderNo,
      ]);
    };
    await ask(1);
    const { payUrl } = await payLink(customer, orderNo);
    await ask(209);
    shop.simulator.buyer.open(payUrl);
    shop.simulator.buyer.pay(orderNo);
    await shop.simulator.settled();
    expect(await orderState(orderNo)).toBe('PENDING_PAYMENT');
    shop.advance(31 * MINUTE);
    await shop.sweep();
    expect(await orderState(orderNo)).toBe('EXPIRED');
    const { body } = await operator.get('/api/v1/incidents?state=OPEN');
    expect(body.items[0]).toMatchObject({ kind: 'amount-mismatch', reportedAmount: '1.00' });
  });
});

describe('an hour without Alipay', () => {
  it('decides nothing, raises the alarm, and is made good afterwards', async () => {
    const silent = { loseRequests: { probability: 1 }, loseNotifies: { probability: 1 } };
    const [bought, refunded, unpaid, cancelled] = [
      await opened(),
      await paid(),
      await opened(),
      await opened(),
    ];
    shop.simulator.faults.set(silent);
    shop.simulator.buyer.pay(bought);
    const cancel = await customer.post(`/api/v1/orders/${cancelled}/cancel`);
    expect(cancel.status).toBe(202);
    await refund(refunded, '60.00');
    for (let minutes = 0; minutes < 60; minutes += 5) {
      shop.advance(5 * MINUTE);
      await shop.sweep();
    }
    for (const orderNo of [bought, unpaid, cancelled]) {
      expect(await orderState(orderNo)).toBe('PENDING_PAYMENT');
    }
    expect(await refundState(refunded)).not.toBe('SUCCEEDED');
    const { text } = await shop.anybody.get('/metrics');
    expect(text).toMatch(/orders_overdue 3/);
    expect(text).toMatch(/oldest_open_refund_seconds 3[67]\d\d/);

    shop.simulator.faults.reset();
    const states = async () => {
      shop.advance(MINUTE);
      await shop.sweep();
      const orders = [bought, unpaid, cancelled].map((orderNo) => orderState(orderNo));
      return [...(await Promise.all(orders)), await refundState(refunded)].join(' ');
    };
    const made = 'TO_SHIP EXPIRED CANCELLED SUCCEEDED';
    await until('everything is made good', async () => (await states()) === made);
  });
});
