import type { Page } from 'playwright-core';
import { postNotify } from '../support/notify.js';
import { ADDRESS, paidOrder, type Shop } from '../support/shop.js';

/** Would run if a browser took it for markup. */
export const PAYLOAD = '<img src=x onerror="window.pwned=1">';

/** What buyers, Alipay and others can write, by table; in JSON, by the members of it. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  skus: ['name', 'picture'],
  orders: ['remark', 'carrier', 'tracking_number'],
  order_lines: ['name', 'picture'],
  payments: ['subject'],
  incidents: ['out_trade_no', 'trade_no', 'detail', 'resolution', 'proposed_reason'],
  refunds: ['reason', 'fault', 'refusal'],
  webhook_endpoints: ['url', 'description'],
  bills: ['fault', 'account'],
  discrepancies: ['out_trade_no', 'trade_no', 'request_no', 'done'],
  shipments: ['carrier', 'tracking_number'],
  after_sales: ['reason', 'description', 'reject_reason', 'refund_reason'],
  audit_log: ['username', 'address', 'request_id', 'reason'],
};
const JSONS: readonly (readonly [string, string, readonly string[]])[] = [
  ['skus', 'attributes', ['$[0].name', '$[0].value']],
  ['order_lines', 'attributes', ['$[0].name', '$[0].value']],
  ['orders', 'address', ['receiver', 'province', 'city', 'district', 'detail'].map(member)],
  [
    'payment_evidence',
    'report',
    ['subject', 'buyer_id', 'buyer_logon_id', 'trade_no', 'msg', 'sub_msg'].map(member),
  ],
  ['webhook_deliveries', 'tries', ['$[0].answer', '$[0].body', '$[0].error', '$[0].fault']],
  ['outbox', 'data', ['reason', 'note', 'carrier', 'trackingNumber', 'tradeNo'].map(member)],
  ['audit_log', 'state_after', ['$.reason', '$.remark', '$.state']],
];

function member(name: string): string {
  return `$.${name}`;
}

/** The orders of a shop whose every text is hostile. */
export interface HostileOrders {
  /** Shipped, received, refunded in part, with a case that waits for an answer. */
  readonly received: string;
  /** Paid, and nothing of it is on its way; support asks for a refund. */
  readonly unshipped: string;
}

/** Something for each page and each dialog to show; then writes the payload into every field, also where the API would not take it. */
export async function fillHostileShop(shop: Shop): Promise<HostileOrders> {
  const [customer, admin] = [await shop.customer(), await shop.operator()];
  const skuId = await shop.sku({ name: '咖啡壶', attributes: [{ name: '规格', value: '大' }] });
  await admin.post('/api/v1/webhooks', {
    url: 'http://127.0.0.1:9/x',
    types: ['order.shipped'],
    description: 'x',
  });
  const parcel = { carrier: 'x', trackingNumber: 'SF1' };
  const claimed = async () => {
    const { orderNo } = await paidOrder(shop, customer, skuId);
    const path = `/api/v1/orders/${orderNo}`;
    await admin.post(`${path}/refunds`, { amount: '7.00', reason: 'x' });
    await admin.post(`${path}/ship`, parcel);
    await customer.post(`${path}/receive`);
    const claim = { type: 'returnAndRefund', lines: [{ lineId: 1, count: 1 }], reason: 'x' };
    const { body } = await customer.post(`${path}/after-sales`, { ...claim, description: 'x' });
    return { received: orderNo, casePath: `/api/v1/after-sales/${body.id}` };
  };
  const { casePath } = await claimed();
  const { receiver, mobile, detail } = ADDRESS;
  await admin.post(`${casePath}/agree`, { returnAddress: { receiver, mobile, address: detail } });
  await customer.post(`${casePath}/send-back`, parcel);
  const { received } = await claimed();
  const { orderNo: unshipped } = await paidOrder(shop, customer, skuId);
  const asked = { amount: '7.00', reason: 'x' };
  await (await shop.staff('support')).post(`/api/v1/orders/${unshipped}/refunds`, asked);
  await postNotify(shop, 'STRANGE-1', { total_amount: '5.00', subject: PAYLOAD });
  const { database } = shop;
  await database.query(
    `INSERT INTO bills (type, day, state, fault, created_at)
     VALUES ('trade', '2026-11-20', 'BROKEN', 'x', NOW(3))`,
  );
  await database.query(
    `INSERT INTO discrepancies (day, type, kind, fingerprint, state, out_trade_no, bill_amount, created_at)
     VALUES ('2026-11-20', 'trade', 'amount-differs', SHA2('x', 256), 'OPEN', 'x', 5, NOW(3))`,
  );
  await shop.relay();
  await shop.sweep();
  const tries = [{ at: '2026-11-20T01:00:00.000Z', ms: 3, status: 500, error: 'x', answer: 'x' }];
  await database.query('UPDATE webhook_deliveries SET tries = ?', [JSON.stringify(tries)]);
  await makeHostile(shop);
  return { received, unshipped };
}

async function makeHostile({ database }: Shop): Promise<void> {
  for (const [table, columns] of Object.entries(TEXTS)) {
    for (const column of columns) {
      const sql = `UPDATE ${table} SET ${column} = ? WHERE ${column} IS NOT NULL`;
      await database.query(sql, [PAYLOAD]);
    }
  }
  for (const [table, column, paths] of JSONS) {
    for (const path of paths) {
      const sql = `UPDATE ${table} SET ${column} = JSON_REPLACE(${column}, ?, ?) WHERE ${column} IS NOT NULL`;
      await database.query(sql, [path, PAYLOAD]);
    }
  }
}

/** What the page holds that a hostile text would have made. */
export function madeBy(page: Page): Promise<{ pwned: boolean; elements: number }> {
  return page.evaluate(() => ({
    pwned: 'pwned' in window,
    elements: document.querySelectorAll('[onerror], [onload], img[src="x"], [href^="javascript:"]')
      .length,
  }));
}

/** Nothing at all. */
export const NOTHING_MADE = { pwned: false, elements: 0 };
