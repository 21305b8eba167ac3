import { createSign } from 'node:crypto';
import { afterAll, expect, it } from '@jest/globals';
import { openForBusiness, payLink, placeOrder } from '../support/shop.js';
import { signNotify } from '../support/notify.js';

const { shop, customer, skuId } = await openForBusiness();

afterAll(() => shop.close());

const FORM = 'application/x-www-form-urlencoded';

async function linkedOrder(): Promise<string> {
  const { orderNo } = await placeOrder(customer, skuId);
  await payLink(customer, orderNo);
  return orderNo;
}

async function stateOf(orderNo: string): Promise<string> {
  return (await customer.get(`/api/v1/orders/${orderNo}`)).body.state;
}

function tradeOf(orderNo: string): Record<string, string> {
  return { out_trade_no: orderNo, trade_no: `T${orderNo}`, total_amount: '209.00' };
}

/** A form whose signature is over GBK bytes; the subject is 商品. */
function gbkForm(orderNo: string): string {
  const { sign: _, ...fields } = signNotify(shop.keys, {
    ...tradeOf(orderNo),
    charset: 'GBK',
    subject: '\u{c9}\u{cc}\u{c6}\u{b7}',
  });
  const text = Object.entries(fields)
    .filter(([name]) => name !== 'sign_type')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const sign = createSign('RSA-SHA256').update(Buffer.from(text, 'latin1'));
  const signature = sign.sign(shop.keys.alipayPrivateKey, 'base64');
  const { subject: _gbk, ...ascii } = fields;
  return `${new URLSearchParams({ ...ascii, sign: signature })}&subject=%C9%CC%C6%B7`;
}

it.each([
  `${FORM}; charset=GBK`,
  `${FORM}; text/html; charset=GBK`,
  `${FORM}; charset=utf-8`,
  FORM,
])('a notify in GBK pays the order, sent as %s', async (type) => {
  const orderNo = await linkedOrder();
  const headers = { 'content-type': type };
  const sending = { body: gbkForm(orderNo), headers };
  const answer = await shop.anybody.send('POST', '/api/v1/alipay/notify', sending);
  expect([answer.status, answer.text]).toEqual([200, 'success']);
  expect(await stateOf(orderNo)).toBe('TO_SHIP');
});

it.each([
  [
    'sums that decide nothing, written otherwise',
    { receipt_amount: '8.8', 'x[0]': '1', _new: '1' },
  ],
  ['a subject that speaks of a refund', { subject: 'x&refund_fee=1.00' }],
  ['60 KB of vouchers', { voucher_detail_list: 'v'.repeat(60_000) }],
])('a notify with %s pays the order', async (_, more) => {
  const orderNo = await linkedOrder();
  const form = signNotify(shop.keys, { ...tradeOf(orderNo), ...more });
  const headers = { 'content-type': `${FORM}; text/html; charset=utf-8` };
  const body = new URLSearchParams(form).toString();
  const answer = await shop.anybody.send('POST', '/api/v1/alipay/notify', { body, headers });
  expect([answer.status, answer.text]).toEqual([200, 'success']);
  expect(await stateOf(orderNo)).toBe('TO_SHIP');
});
