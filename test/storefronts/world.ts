import type { Client } from '../support/client.js';
import { signNotify, signReturn } from '../support/notify.js';
import { payLink, placeOrder, type Shop } from '../support/shop.js';
import { until } from '../support/until.js';

/** What golden files name between double braces. */
export type World = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

interface Makers {
  readonly shop: Shop;
  readonly operator: Client;
}

/** An order that is paid, and where Alipay sent the buyer's browser. */
async function paidOrder({ shop }: Makers, client: Client, skuId: number) {
  const { orderNo } = (await placeOrder(client, skuId)) as { orderNo: string };
  const link = await payLink(client, orderNo);
  shop.simulator.buyer.open(link.payUrl);
  const paid = shop.simulator.buyer.pay(orderNo);
  await until('the order is paid', async () => {
    return (await client.get(`/api/v1/orders/${orderNo}`)).body.state === 'TO_SHIP';
  });
  const returned = paid.ok ? (paid.value.returnUrl ?? '') : '';
  return { orderNo, query: new URL(returned).search.slice(1) };
}

async function shippedOrder(makers: Makers, client: Client, skuId: number): Promise<string> {
  const { orderNo } = await paidOrder(makers, client, skuId);
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
  const paid = await paidOrder(makers, client, skuId);
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

async function people({ shop }: Makers, skuId: number): Promise<World> {
  const withCart = await shop.customer();
  await withCart.post('/api/v1/cart/items', { skuId, count: 2 });
  const credentials = { username: 'homeless', password: 'a long password' };
  const homeless = await shop.anybody.post('/api/v1/auth/register', credentials);
  return { cartToken: withCart.token ?? '', homelessToken: homeless.body.token };
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
  const addresses = await client.get('/api/v1/addresses');
  const paid = await paidOrder(makers, client, skuId);
  const shippedNo = await shippedOrder(makers, client, skuId);
  const unpaid = await placeOrder(client, skuId);
  const link = await payLink(client, unpaid.orderNo);
  shop.simulator.buyer.open(link.payUrl);
  const trade = { out_trade_no: unpaid.orderNo, trade_no: tradeNoOf(shop, unpaid.orderNo) };
  const returnUnpaid = signReturn(shop.keys, { ...trade, total_amount: '209.00' });
  const forged = new URLSearchParams(paid.query);
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
    addressId: String(addresses.body.items[0].id),
    paidNo: paid.orderNo,
    paidTradeNo: tradeNoOf(shop, paid.orderNo),
    shippedNo,
    unpaidNo: unpaid.orderNo,
    returnPaid: paid.query,
    returnUnpaid: returnUnpaid.toString(),
    returnForged: forged.toString(),
    notifyPaid,
    notifyForged: { ...notifyPaid, total_amount: '0.01' },
    notifyMismatch: signNotify(shop.keys, { ...trade, total_amount: '0.01' }),
    ...(await people(makers, skuId)),
    ...(await listedOrders(makers, skuId)),
  };
}

function tradeNoOf(shop: Shop, orderNo: string): string {
  return shop.simulator.trade(orderNo)?.trade_no ?? '';
}
