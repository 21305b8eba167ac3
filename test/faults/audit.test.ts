import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { watched } from '../../scripts/lib/audit/processes.mjs';
import { launch } from '../../scripts/lib/process/processes.mjs';
import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import { audit, type AuditScope } from '../support/audit.js';
import type { Client } from '../support/client.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

let shop: Shop;
let customer: Client;
let operator: Client;
let scope: AuditScope;
let paid: string;
let unpaid: string;
let refunded: string;
/** Of two pieces, for a fen less; one of them came back. */
let returned: string;

async function payFor(orderNo: string): Promise<void> {
  const { payUrl } = await payLink(customer, orderNo);
  shop.simulator.buyer.open(payUrl);
  shop.simulator.buyer.pay(orderNo);
  await shop.simulator.settled();
}

async function returnOnePiece(order: string): Promise<void> {
  const parcel = { carrier: '顺丰', trackingNumber: 'SF1' };
  const returnAddress = { receiver: '退货组', mobile: '01012345678', address: '3 号库' };
  await operator.post(`${order}/adjust`, { discount: '0.01', reason: 'x' });
  await payFor(returned);
  await operator.post(`${order}/ship`, parcel);
  await customer.post(`${order}/receive`);
  const lines = [{ lineId: 1, count: 1 }];
  const claim = { type: 'returnAndRefund', lines, reason: 'x' };
  const { body } = await customer.post(`${order}/after-sales`, claim);
  const path = `/api/v1/after-sales/${body.id}`;
  await operator.post(`${path}/agree`, { returnAddress });
  await customer.post(`${path}/send-back`, parcel);
  const came = { lines: [{ lineId: 1, count: 1, restock: true }] };
  const ended = await operator.post(`${path}/receive-back`, came);
  expect(ended.body).toMatchObject({ state: 'REFUNDED', amount: '198.99' });
}

beforeAll(async () => {
  shop = await openShop();
  customer = await shop.customer();
  operator = await shop.operator();
  const skuId = await shop.sku({ stock: 9 });
  scope = { initialStock: new Map([[skuId, 9]]) };
  const made = [];
  for (let count = 1; count <= 3; count += 1) made.push(await placeOrder(customer, skuId, count));
  made.push(await placeOrder(customer, skuId, 2));
  [paid = '', unpaid = '', refunded = '', returned = ''] = made.map(({ orderNo }) =>
    String(orderNo),
  );
  await payFor(paid);
  await payFor(refunded);
  const refund = { everything: true, reason: 'x' };
  await operator.post(`/api/v1/orders/${refunded}/refunds`, refund);
  await returnOnePiece(`/api/v1/orders/${returned}`);
  await shop.app.get(RefundPoller).work.finish();
  await shop.simulator.settled();
  await until('all events are relayed', async () => (await shop.relay()) === 0);
});

afterAll(() => shop.close());

/** A change of one row, and the change that undoes it. */
interface Tampering {
  readonly what: string;
  readonly sql: string;
  readonly undo: string;
  readonly order: () => string;
  readonly found: RegExp;
}

const LINE_OF = 'order_id = (SELECT id FROM orders WHERE order_no = ?)';
const PIECES_OF = 'refund_id = (SELECT id FROM refunds WHERE out_trade_no = ?)';
const CASE_OF = `after_sale_id = (SELECT id FROM after_sales WHERE ${LINE_OF})`;

const TAMPERINGS: readonly Tampering[] = [
  {
    what: 'a refund that never was',
    sql: "UPDATE payments SET refunded_amount = 1, state = 'PARTLY_REFUNDED' WHERE out_trade_no = ?",
    undo: "UPDATE payments SET refunded_amount = 0, state = 'SUCCEEDED' WHERE out_trade_no = ?",
    order: () => paid,
    found: /^1: .*¥208.00 here, ¥209.00 there/,
  },
  {
    what: 'a refund that Alipay made and that is forgotten',
    sql: "UPDATE refunds SET state = 'FAILED' WHERE out_trade_no = ?",
    undo: "UPDATE refunds SET state = 'SUCCEEDED' WHERE out_trade_no = ?",
    order: () => refunded,
    found: /^1: refund R\w+ is FAILED, ¥0.00 here, ¥607.00 there/,
  },
  {
    what: 'money that paid nothing',
    sql: "UPDATE orders SET state = 'CANCELLED' WHERE order_no = ?",
    undo: "UPDATE orders SET state = 'TO_SHIP' WHERE order_no = ?",
    order: () => paid,
    found: /^2: .*neither used, nor sent back, nor held/,
  },
  {
    what: 'an order that nobody paid',
    sql: "UPDATE orders SET state = 'TO_SHIP' WHERE order_no = ?",
    undo: "UPDATE orders SET state = 'PENDING_PAYMENT' WHERE order_no = ?",
    order: () => unpaid,
    found: /^3: .*0 payments paid it/,
  },
  {
    what: 'an order that is paid by another sum',
    sql: 'UPDATE orders SET payable = payable + 1 WHERE order_no = ?',
    undo: 'UPDATE orders SET payable = payable - 1 WHERE order_no = ?',
    order: () => paid,
    found: /^3: .*paid by ¥209.00, at Alipay ¥209.00/,
  },
  {
    what: 'an order that shows another refund than was made',
    sql: 'UPDATE orders SET refunded_amount = refunded_amount - 1 WHERE order_no = ?',
    undo: 'UPDATE orders SET refunded_amount = refunded_amount + 1 WHERE order_no = ?',
    order: () => refunded,
    found: /^3: .*shows ¥606.00 refunded/,
  },
  {
    what: 'a payment without a report',
    sql: "UPDATE payment_evidence SET verdict = 'x' WHERE out_trade_no = ? AND verdict = 'paid'",
    undo: "UPDATE payment_evidence SET verdict = 'paid' WHERE out_trade_no = ? AND verdict = 'x'",
    order: () => paid,
    found: /^3: .*without a report of its sum/,
  },
  {
    what: 'a lost piece',
    sql: 'UPDATE skus SET stock = stock - 1 WHERE ? IS NOT NULL',
    undo: 'UPDATE skus SET stock = stock + 1 WHERE ? IS NOT NULL',
    order: () => paid,
    found: /^4: SKU \d+ began with 9/,
  },
  {
    what: 'pieces that are back in the stock and still to be shipped',
    sql: "UPDATE orders SET state = 'TO_SHIP' WHERE order_no = ?",
    undo: "UPDATE orders SET state = 'REFUNDED' WHERE order_no = ?",
    order: () => refunded,
    found: /^11: order \d+ \(TO_SHIP\) waits to be shipped, and no piece does/,
  },
  {
    what: 'pieces that are back in the stock and on their way',
    sql: `UPDATE order_lines SET shipped_count = count, refunded_unshipped_count = 0 WHERE ${LINE_OF}`,
    undo: `UPDATE order_lines SET shipped_count = 0, refunded_unshipped_count = count WHERE ${LINE_OF}`,
    order: () => refunded,
    found: /^11: pieces of line \d+ of order \d+ are shipped and not/,
  },
  {
    what: 'a piece that is refunded twice',
    sql: `UPDATE refund_lines SET count = count + 1 WHERE ${PIECES_OF}`,
    undo: `UPDATE refund_lines SET count = count - 1 WHERE ${PIECES_OF}`,
    order: () => refunded,
    found: /^11: 4 of 3 pieces of line \d+ of order \d+ are refunded/,
  },
  {
    what: 'a piece that is in the stock twice',
    sql: `UPDATE refund_lines SET count = 4, restock_count = 4 WHERE ${PIECES_OF}`,
    undo: `UPDATE refund_lines SET count = 3, restock_count = 3 WHERE ${PIECES_OF}`,
    order: () => refunded,
    found: /^4: SKU \d+ began with 9/,
  },
  {
    what: 'more freight than was paid',
    sql: 'UPDATE refunds SET freight_amount = 11 WHERE out_trade_no = ?',
    undo: 'UPDATE refunds SET freight_amount = 10 WHERE out_trade_no = ?',
    order: () => refunded,
    found: /^12: order \d+ \(REFUNDED\) sent back ¥11.00 of ¥10.00 freight/,
  },
  {
    what: 'a line for which another sum went back than it shows',
    sql: `UPDATE order_lines SET refunded_amount = refunded_amount - 1 WHERE ${LINE_OF}`,
    undo: `UPDATE order_lines SET refunded_amount = refunded_amount + 1 WHERE ${LINE_OF}`,
    order: () => refunded,
    found: /^12: line \d+ of order \d+ shows ¥596.00 refunded/,
  },
  {
    what: 'a free sum that moves pieces',
    sql: "UPDATE refunds SET scope = 'amount' WHERE out_trade_no = ?",
    undo: "UPDATE refunds SET scope = 'everything' WHERE out_trade_no = ?",
    order: () => refunded,
    found: /^13: refund R\w+ of ¥607.00 is free, and moves pieces/,
  },
  {
    what: 'pieces that count as paid with more than their share',
    sql: `UPDATE refund_lines SET paid_amount = paid_amount + 1 WHERE ${PIECES_OF}`,
    undo: `UPDATE refund_lines SET paid_amount = paid_amount - 1 WHERE ${PIECES_OF}`,
    order: () => returned,
    found: /^12: 1 of 2 pieces of line \d+ count as paid with ¥199.99/,
  },
  {
    what: 'pieces that are all refunded, for another sum than was paid',
    sql: `UPDATE refund_lines SET paid_amount = paid_amount + 0.01 WHERE ${PIECES_OF}`,
    undo: `UPDATE refund_lines SET paid_amount = paid_amount - 0.01 WHERE ${PIECES_OF}`,
    order: () => refunded,
    found: /^12: every piece of order \d+ \(REFUNDED\) is refunded, for ¥597.01 of ¥597.00/,
  },
  {
    what: 'an order that costs other than its parts',
    sql: 'UPDATE orders SET discount = 1 WHERE order_no = ?',
    undo: 'UPDATE orders SET discount = 0 WHERE order_no = ?',
    order: () => unpaid,
    found: /^3: order \d+ \(PENDING_PAYMENT\) is to be paid ¥408.00, its parts ¥407.00/,
  },
  {
    what: 'an order that is sent while a piece of it waits',
    sql: "UPDATE orders SET state = 'SHIPPED' WHERE order_no = ?",
    undo: "UPDATE orders SET state = 'TO_SHIP' WHERE order_no = ?",
    order: () => paid,
    found: /^11: order \d+ \(SHIPPED\) is sent, and 1 pieces wait/,
  },
  {
    what: 'an order that is over while its pieces and its money are here',
    sql: "UPDATE orders SET state = 'REFUNDED' WHERE order_no = ?",
    undo: "UPDATE orders SET state = 'TO_SHIP' WHERE order_no = ?",
    order: () => paid,
    found: /^11: order \d+ \(REFUNDED\) has 1 pieces left, and ¥209.00 that did not go back/,
  },
  {
    what: 'a case that refunds other pieces than came back',
    sql: `UPDATE after_sale_lines SET count = 2, received_count = 2 WHERE ${CASE_OF}`,
    undo: `UPDATE after_sale_lines SET count = 1, received_count = 1 WHERE ${CASE_OF}`,
    order: () => returned,
    found: /^11: case \d+ refunds 1 pieces of line \d+, 2 came back/,
  },
  {
    what: 'pieces in the stock that were not booked for it',
    sql: `UPDATE after_sale_lines SET restock = 0 WHERE ${CASE_OF}`,
    undo: `UPDATE after_sale_lines SET restock = 1 WHERE ${CASE_OF}`,
    order: () => returned,
    found: /^11: refund \d+ puts 1 pieces of line \d+ into the stock, 0 are here/,
  },
  {
    what: 'pieces that came back and had never left',
    sql: `UPDATE order_lines SET shipped_count = 0 WHERE ${LINE_OF}`,
    undo: `UPDATE order_lines SET shipped_count = 2 WHERE ${LINE_OF}`,
    order: () => returned,
    found: /^11: 1 pieces of line \d+ of case \d+ came back, 0 had left/,
  },
  {
    what: 'a case that sent back more than was decided',
    sql: `UPDATE after_sales SET refund_at_most = 100 WHERE ${LINE_OF}`,
    undo: `UPDATE after_sales SET refund_at_most = NULL WHERE ${LINE_OF}`,
    order: () => returned,
    found: /^12: case \d+ sent back ¥198.99, of ¥100.00 at most/,
  },
  {
    what: 'a parcel with pieces of another order',
    sql: `UPDATE shipments SET order_id = order_id - 1 WHERE ${LINE_OF}`,
    undo: `UPDATE shipments SET order_id = order_id + 1 WHERE ${LINE_OF} - 1`,
    order: () => returned,
    found: /^11: parcel \d+ holds pieces of another order/,
  },
  {
    what: 'a case about pieces of another order',
    sql: `UPDATE after_sales SET order_id = order_id - 1 WHERE ${LINE_OF}`,
    undo: `UPDATE after_sales SET order_id = order_id + 1 WHERE ${LINE_OF} - 1`,
    order: () => returned,
    found: /^11: case \d+ is about pieces of another order/,
  },
  {
    what: 'a parcel of which nobody was told',
    sql: `UPDATE outbox SET type = 'x' WHERE type = 'shipment.created' AND ${LINE_OF}`,
    undo: `UPDATE outbox SET type = 'shipment.created' WHERE type = 'x' AND ${LINE_OF}`,
    order: () => returned,
    found: /^5: order \d+ has 1 parcels, and events of 0/,
  },
  {
    what: 'a case that is told otherwise than it went',
    sql: `UPDATE outbox SET type = 'x' WHERE type = 'after_sale.sent_back' AND ${LINE_OF}`,
    undo: `UPDATE outbox SET type = 'after_sale.sent_back' WHERE type = 'x' AND ${LINE_OF}`,
    order: () => returned,
    found: /^5: case \d+: after_sale.received_back after AGREED/,
  },
  {
    what: 'pieces whose way out of the stock was not told',
    sql: `UPDATE outbox SET type = 'x' WHERE type = 'sku.stock_changed' AND ${LINE_OF}`,
    undo: `UPDATE outbox SET type = 'sku.stock_changed' WHERE type = 'x' AND ${LINE_OF}`,
    order: () => paid,
    found: /^4: the events of order \d+ leave 1 pieces of SKU \d+/,
  },
  {
    what: 'a case past its end',
    sql: `UPDATE after_sales SET next_check_at = created_at - INTERVAL 1 DAY WHERE ${LINE_OF}`,
    undo: `UPDATE after_sales SET next_check_at = NULL WHERE ${LINE_OF}`,
    order: () => returned,
    found: /^10: case \d+ \(REFUNDED\) waits past its end/,
  },
  {
    what: 'a missing event',
    sql: `UPDATE outbox SET type = 'order.x' WHERE type = 'order.paid'
      AND order_id = (SELECT id FROM orders WHERE order_no = ?)`,
    undo: `UPDATE outbox SET type = 'order.paid' WHERE type = 'order.x'
      AND order_id = (SELECT id FROM orders WHERE order_no = ?)`,
    order: () => paid,
    found: /^5: .*order\.x after PENDING_PAYMENT/,
  },
  {
    what: 'an order that is kept back for nothing',
    sql: 'UPDATE orders SET shipping_stopped_at = paid_at WHERE order_no = ?',
    undo: 'UPDATE orders SET shipping_stopped_at = NULL WHERE order_no = ?',
    order: () => paid,
    found: /^10: order \d+ \(TO_SHIP\) is not to be shipped/,
  },
  {
    what: 'events that overtook each other',
    sql: `UPDATE outbox SET relayed_at = relayed_at + INTERVAL 1 DAY WHERE type = 'order.created'
      AND order_id = (SELECT id FROM orders WHERE order_no = ?)`,
    undo: `UPDATE outbox SET relayed_at = relayed_at - INTERVAL 1 DAY WHERE type = 'order.created'
      AND order_id = (SELECT id FROM orders WHERE order_no = ?)`,
    order: () => paid,
    found: /^5: .*relayed out of order/,
  },
  {
    what: 'a notify that was answered and is forgotten',
    sql: "UPDATE payment_evidence SET source = 'x' WHERE out_trade_no = ? AND source = 'notify'",
    undo: "UPDATE payment_evidence SET source = 'notify' WHERE out_trade_no = ? AND source = 'x'",
    order: () => paid,
    found: /^9: the notify \d+ TRADE_SUCCESS/,
  },
  {
    what: 'an order past its end',
    sql: 'UPDATE orders SET expires_at = expires_at - INTERVAL 1 DAY WHERE order_no = ?',
    undo: 'UPDATE orders SET expires_at = expires_at + INTERVAL 1 DAY WHERE order_no = ?',
    order: () => unpaid,
    found: /^10: .*waits past its end/,
  },
  {
    what: 'a refund without an end',
    sql: "UPDATE refunds SET state = 'UNKNOWN' WHERE out_trade_no = ?",
    undo: "UPDATE refunds SET state = 'SUCCEEDED' WHERE out_trade_no = ?",
    order: () => refunded,
    found: /^10: refund R\w+ is UNKNOWN without an end/,
  },
];

describe('the audit', () => {
  it('finds nothing in honest books', async () => {
    expect(await audit(shop, scope)).toEqual([]);
  });

  it.each(TAMPERINGS)('finds $what', async ({ sql, undo, order, found }) => {
    await shop.database.query(sql, [order()]);
    const faults = await audit(shop, scope);
    await shop.database.query(undo, [order()]);
    expect(faults).toContainEqual(expect.stringMatching(found));
    expect(await audit(shop, scope)).toEqual([]);
  });

  it('finds a process that ended by itself', async () => {
    const worker = watched(
      launch('worker', process.execPath, ['-e', 'Promise.reject(new Error())']),
    );
    await worker.exit;
    expect(await audit(shop, { ...scope, processes: [worker] })).toEqual([
      'worker ended with code 1, and nobody ended it',
    ]);
  });

  it("finds a refund that nobody here knows of, unless it was made on Alipay's pages", async () => {
    await shop.database.query(
      "UPDATE refunds SET origin = 'alipay-console', out_request_no = 'F1' WHERE out_trade_no = ?",
      [refunded],
    );
    const [trade] = shop.simulator.ledger().filter((one) => one.out_trade_no === refunded);
    const number = String(trade?.refunds[0]?.out_request_no);
    expect(await audit(shop, scope)).toContainEqual(
      expect.stringMatching(/^1: .*¥607.00 went back under R\w+, which is unknown here/),
    );
    const foreignNumbers = new Set([number]);
    expect(await audit(shop, { ...scope, foreignNumbers })).toEqual([]);
    await shop.database.query(
      "UPDATE refunds SET origin = 'operator', out_request_no = ? WHERE out_trade_no = ?",
      [number, refunded],
    );
  });

  it('finds what was promised and is not there', async () => {
    const ids = { refundIds: ['9999'], caseIds: ['9999'], shipmentIds: ['9999'] };
    const promised = { orderNos: [paid, 'X1'], ...ids };
    expect(await audit(shop, { ...scope, promised })).toEqual([
      '9: case 9999 was promised and is gone',
      '9: parcel 9999 was promised and is gone',
      '9: order X1 was promised and is gone',
      '9: refund 9999 was promised and is gone',
    ]);
  });

  it('finds what a subscriber did not hear', async () => {
    const rows = await shop.database.query<{ event_id: string; order_id: string }>(
      'SELECT event_id, order_id FROM outbox WHERE order_id IS NOT NULL ORDER BY id',
    );
    const delivered = new Map<string, string[]>();
    for (const { event_id: id, order_id: order } of rows) {
      delivered.set(order, [...(delivered.get(order) ?? []), id, id]);
    }
    expect(await audit(shop, { ...scope, delivered })).toEqual([]);
    const [first] = delivered.keys();
    delivered.set(String(first), (delivered.get(String(first)) ?? []).toReversed());
    expect(await audit(shop, { ...scope, delivered })).toHaveLength(1);
  });
});
