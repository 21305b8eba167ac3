import { RefundPoller } from '../../src/payment/polling/refund-poller.service.js';
import type { Client } from '../support/client.js';
import { signNotify, signReturn } from '../support/notify.js';
import { ADDRESS, paidOrder, payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

/** What golden files name between double braces. */
export type World = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

interface Makers {
  readonly shop: Shop;
  readonly operator: Client;
}

function queryOf(url: string): string {
  return new URL(url).search.slice(1);
}

async function shippedOrder(makers: Makers, client: Client, skuId: number): Promise<string> {
  const { orderNo } = await paidOrder(makers.shop, client, skuId);
  const shipment = { carrier: '顺丰', trackingNumber: 'SF1' };
  await makers.operator.post(`/api/v1/orders/${orderNo}/ship`, shipment);
  return orderNo;
}

/** One user with an order in each state, the oldest first. */
async function listedOrders(makers: Makers, skuId: number): Promise<World> {
  const client = await makers.shop.customer();
  const received = await shippedOrder(makers, client, skuId);
  await client.post(`/api/v1/orders/${received}/receive`);
  const shipped = await shippedOrder(makers, client, skuId);
  const paid = await paidOrder(makers.shop, client, skuId);
  const cancelled = await placeOrder(client, skuId);
  await client.post(`/api/v1/orders/${cancelled.orderNo}/cancel`);
  const unpaid = await placeOrder(client, skuId);
  return {
    listToken: client.token ?? '',
    listReceived: received,
    listShipped: shipped,
    listPaid: paid.orderNo,
    listCancelled: cancelled.orderNo,
    listUnpaid: unpaid.orderNo,
  };
}

/** The return address of an order whose money went back. */
async function refundedOrder(makers: Makers, skuId: number): Promise<World> {
  const { shop, operator } = makers;
  const client = await shop.customer();
  const { orderNo, returnUrl } = await paidOrder(shop, client, skuId);
  const refund = { amount: '209.00', reason: '商品有瑕疵' };
  const asked = await operator.post(`/api/v1/orders/${orderNo}/refunds`, refund);
  if (asked.status >= 300) throw new Error(`no refund: ${asked.text}`);
  await until('the order is refunded', async () => {
    await shop.app.get(RefundPoller).work.finish();
    return (await client.get(`/api/v1/orders/${orderNo}`)).body.state === 'REFUNDED';
  });
  return { returnRefunded: queryOf(returnUrl) };
}

/** Return addresses of orders that are paid at Alipay while its notify was lost: one for each that may ask once. */
async function unheardOrders({ shop }: Makers, client: Client, skuId: number): Promise<World> {
  const world: Record<string, string> = {};
  shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
  for (const n of [1, 2, 3, 4]) {
    const { orderNo } = (await placeOrder(client, skuId)) as { orderNo: string };
    shop.simulator.buyer.open((await payLink(client, orderNo)).payUrl);
    const paid = shop.simulator.buyer.pay(orderNo);
    await shop.simulator.settled();
    const returned = paid.ok ? (paid.value.returnUrl ?? '') : '';
    world[`unheardNo${n}`] = orderNo;
    world[`unheardTradeNo${n}`] = tradeNoOf(shop, orderNo);
    world[`returnUnheard${n}`] = queryOf(returned);
  }
  shop.simulator.faults.reset();
  return world;
}

/** What Alipay really signed, though it is not for this shop, or about nothing that it knows. */
function strangeMessages({ keys }: Shop, trade: Readonly<Record<string, string>>): World {
  const known = { ...trade, total_amount: '209.00' };
  const unknown = {
    out_trade_no: '2026010100000000',
    trade_no: '2026010122000000000000000001',
    total_amount: '5.00',
  };
  const app = { app_id: '9021000000000002', auth_app_id: '9021000000000002' };
  const seller = { seller_id: '2088000000000002' };
  return {
    returnForeignApp: signReturn(keys, { ...known, ...app }).toString(),
    returnForeignSeller: signReturn(keys, { ...known, ...seller }).toString(),
    returnUnknown: signReturn(keys, unknown).toString(),
    notifyForeignApp: signNotify(keys, { ...known, ...app }),
    notifyForeignSeller: signNotify(keys, { ...known, ...seller }),
    notifyUnknown: signNotify(keys, unknown),
  };
}

async function people({ shop }: Makers, skuId: number, courseId: number): Promise<World> {
  const withCart = await shop.customer();
  await withCart.post('/api/v1/cart/items', { skuId, count: 2 });
  const buyer = await shop.customer();
  await buyer.post('/api/v1/cart/items', { skuId, count: 2 });
  const pupil = await shop.customer();
  const courses = await placeOrder(pupil, courseId, 2);
  const credentials = { username: 'homeless', password: 'a long password' };
  const homeless = await shop.anybody.post('/api/v1/auth/register', credentials);
  return {
    cartToken: withCart.token ?? '',
    homelessToken: homeless.body.token,
    buyerToken: buyer.token ?? '',
    buyerAddressId: await firstAddress(buyer),
    pupilToken: pupil.token ?? '',
    pupilNo: courses.orderNo,
  };
}

async function firstAddress(client: Client): Promise<string> {
  return String((await client.get('/api/v1/addresses')).body.items[0].id);
}

async function deletedAddress(client: Client): Promise<string> {
  const { body } = await client.post('/api/v1/addresses', ADDRESS);
  await client.send('DELETE', `/api/v1/addresses/${body.id}`, {});
  return String(body.id);
}

/** Makes everything that the golden files speak of. */
export async function makeWorld(shop: Shop): Promise<World> {
  const makers = { shop, operator: await shop.operator() };
  const attributes = [
    { name: '颜色', value: '红色' },
    { name: '尺码', value: '42' },
  ];
  const skuId = await shop.sku({ stock: 1_000, attributes, picture: '/p/4.jpg' });
  const scarceId = await shop.sku({ stock: 1 });
  const course = { name: 'Python 入门', price: '99.00', stock: null, requiresShipping: false };
  const courseId = await shop.sku(course);
  const client = await shop.customer();
  const refunded = await refundedOrder(makers, skuId);
  const paid = await paidOrder(shop, client, skuId);
  const shippedNo = await shippedOrder(makers, client, skuId);
  const unpaid = await placeOrder(client, skuId);
  const link = await payLink(client, unpaid.orderNo);
  shop.simulator.buyer.open(link.payUrl);
  const trade = { out_trade_no: unpaid.orderNo, trade_no: tradeNoOf(shop, unpaid.orderNo) };
  const returnUnpaid = signReturn(shop.keys, { ...trade, total_amount: '209.00' });
  const forged = new URLSearchParams(queryOf(paid.returnUrl));
  forged.set('total_amount', '208.00');
  const notifyPaid = signNotify(shop.keys, {
    out_trade_no: paid.orderNo,
    trade_no: tradeNoOf(shop, paid.orderNo),
    total_amount: '209.00',
  });
  return {
    url: shop.url,
    token: client.token ?? '',
    skuId: String(skuId),
    scarceId: String(scarceId),
    courseId: String(courseId),
    addressId: await firstAddress(client),
    deletedAddressId: await deletedAddress(client),
    paidNo: paid.orderNo,
    paidTradeNo: tradeNoOf(shop, paid.orderNo),
    shippedNo,
    unpaidNo: unpaid.orderNo,
    returnPaid: queryOf(paid.returnUrl),
    returnUnpaid: returnUnpaid.toString(),
    returnForged: forged.toString(),
    notifyPaid,
    notifyForged: { ...notifyPaid, total_amount: '0.01' },
    notifyMismatch: signNotify(shop.keys, { ...trade, total_amount: '0.01' }),
    ...refunded,
    ...strangeMessages(shop, trade),
    ...(await people(makers, skuId, courseId)),
    ...(await listedOrders(makers, skuId)),
    ...(await unheardOrders(makers, client, skuId)),
  };
}

function tradeNoOf(shop: Shop, orderNo: string): string {
  return shop.simulator.trade(orderNo)?.trade_no ?? '';
}
