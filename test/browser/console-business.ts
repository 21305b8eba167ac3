import type { Client } from '../support/client.js';
import { postNotify, signNotify } from '../support/notify.js';
import { openForBusiness, paidOrder, payLink, placeOrder, type Shop } from '../support/shop.js';
import { HourlySums } from '../../src/overview/hour-sums.service.js';
import { QueueDepths } from '../../src/overview/queue-depths.service.js';
import { billZipOf } from '../reconciliation/bill-maker.js';
import { openReceiver } from '../webhooks/receiver.js';

const DAY_MS = 86_400_000;
const PARCEL = { carrier: '顺丰速运', trackingNumber: 'SF1234567890123' };
const RETURN_TO = { receiver: '退货组', mobile: '01012345678', address: '北京市海淀区 3 号库' };

/** A shop with something on each page of its console, and what the tests name of it. */
export interface ConsoleBusiness {
  readonly shop: Shop;
  /** A paid order with parcels, refunds and a case. */
  readonly orderNo: string;
  /** A day whose bill differs from the books. */
  readonly day: string;
  close(): Promise<void>;
}

/** Sends a bill up as the console does. */
async function uploadBill(shop: Shop, day: string): Promise<void> {
  const login = { username: 'test-finance', password: 'a long password' };
  await shop.staff('finance');
  const { body } = await shop.anybody.post('/api/v1/auth/login', login);
  const answer = await fetch(`${shop.url}/api/v1/reconciliations/${day}/bill`, {
    method: 'POST',
    headers: { authorization: `Bearer ${body.token}`, 'content-type': 'application/zip' },
    body: new Uint8Array(billZipOf(day)),
  });
  if (!answer.ok) throw new Error(`no bill: ${await answer.text()}`);
}

/** A case after the sale in a state of its way. */
async function addCase(
  { customer, operator }: { readonly customer: Client; readonly operator: Client },
  orderNo: string,
  state: 'APPLIED' | 'SENT_BACK' | 'REJECTED',
): Promise<void> {
  await operator.post(`/api/v1/orders/${orderNo}/ship`, PARCEL);
  await customer.post(`/api/v1/orders/${orderNo}/receive`);
  const lines = [{ lineId: 1, count: 1 }];
  const reason = '收到后发现颜色与页面不符，且外包装有明显破损';
  const claim = { type: 'returnAndRefund', lines, reason, description: '' };
  const { body } = await customer.post(`/api/v1/orders/${orderNo}/after-sales`, claim);
  const path = `/api/v1/after-sales/${body.id}`;
  if (state === 'REJECTED') await operator.post(`${path}/reject`, { reason: '商品有使用痕迹' });
  if (state !== 'SENT_BACK') return;
  await operator.post(`${path}/agree`, { returnAddress: RETURN_TO });
  await customer.post(`${path}/send-back`, PARCEL);
}

/** A webhook to which nothing arrives, and one that takes all. */
async function addWebhooks(shop: Shop, operator: Client): Promise<() => Promise<void>> {
  const receiver = await openReceiver();
  const types = ['order.created', 'order.paid', 'order.refunded'];
  const made = { types, description: '仓库' };
  await operator.post('/api/v1/webhooks', { ...made, url: receiver.url });
  const { body } = await operator.post('/api/v1/webhooks', { ...made, url: `${receiver.url}/2` });
  await operator.send('PATCH', `/api/v1/webhooks/${body.id}`, { body: { active: false } });
  await shop.relay();
  return () => receiver.close();
}

/** Opens a shop in which each page of the console has something to show. */
export async function openConsoleBusiness(): Promise<ConsoleBusiness> {
  const more = { APPROVE_FROM: '1000.00', WEBHOOK_ALLOW_PRIVATE: 'true', REFUND_ON_CANCEL: 'true' };
  const { shop, customer, operator, skuId } = await openForBusiness(more);
  const support = await shop.staff('support');
  const closeReceiver = await addWebhooks(shop, operator);
  await shop.sku({ name: '很长的商品名称：手冲咖啡壶 304 不锈钢细口长嘴带温度计', stock: 3 });
  const paid: string[] = [];
  for (let count = 0; count < 5; count += 1) {
    paid.push((await paidOrder(shop, customer, skuId)).orderNo);
  }
  const [orderNo = '', second = '', third = '', fourth = '', fifth = ''] = paid;
  const unpaid = await placeOrder(customer, skuId, 2);
  await payLink(customer, unpaid.orderNo);
  await addCase({ customer, operator }, orderNo, 'SENT_BACK');
  await addCase({ customer, operator }, second, 'APPLIED');
  await addCase({ customer, operator }, third, 'REJECTED');
  const free = { amount: '12.50', reason: '少发一件配件，与顾客协商后部分退款' };
  await operator.post(`/api/v1/orders/${orderNo}/refunds`, free);
  await support.post(`/api/v1/orders/${fourth}/refunds`, { everything: true, reason: '不想要了' });
  await operator.post(`/api/v1/orders/${fifth}/cancel`, {});
  for (const [number, total_amount] of [
    ['1', '88.00'],
    ['2', '1288.00'],
  ] as const) {
    const trade = {
      out_trade_no: `OFFLINE-2026112100${number}`,
      trade_no: `202611212200149916050158629${number}`,
    };
    await shop.anybody.postForm(
      '/api/v1/alipay/notify',
      signNotify(shop.keys, { ...trade, total_amount }),
    );
  }
  await postNotify(shop, unpaid.orderNo, { total_amount: '0.01' });
  const { body } = await operator.get('/api/v1/incidents?kind=unknown-trade');
  await operator.post(`/api/v1/incidents/${body.items[0].id}/refund`, { note: '收款码误付' });
  const day = new Date(Date.now() - 2 * DAY_MS).toISOString().slice(0, 10);
  await uploadBill(shop, day);
  await operator.post('/api/v1/people', { username: 'dora', role: 'viewer' });
  await shop.sweep();
  await shop.relay();
  await shop.app.get(QueueDepths).note();
  while ((await shop.app.get(HourlySums).refresh()) > 0);
  const close = async () => {
    await closeReceiver();
    await shop.close();
  };
  return { shop, orderNo, day, close };
}
