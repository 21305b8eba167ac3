import { createSign } from 'node:crypto';
import type { Answer } from './client.js';
import { APP_ID, SELLER_ID, type Shop } from './shop.js';
import type { TestKeys } from './keys.js';

/** The fields of a paid trade's notify, as Alipay sends them. */
function paidNotify(): Record<string, string> {
  return {
    notify_type: 'trade_status_sync',
    notify_id: '2026112100222120000000000000000001',
    notify_time: '2026-11-21 12:01:31',
    charset: 'utf-8',
    version: '1.0',
    sign_type: 'RSA2',
    app_id: APP_ID,
    auth_app_id: APP_ID,
    seller_id: SELLER_ID,
    buyer_id: '2088000000000999',
    trade_status: 'TRADE_SUCCESS',
    subject: '安踏A红色 1 件',
    gmt_create: '2026-11-21 12:01:20',
    gmt_payment: '2026-11-21 12:01:30',
  };
}

/** Fields signed with the test's Alipay key: every one but `sign` and `sign_type`, sorted (alipay.md 1.3, 1.4). */
function signed(keys: TestKeys, fields: Readonly<Record<string, string>>): Record<string, string> {
  const text = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign_type' && value !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const sign = createSign('RSA-SHA256').update(text).sign(keys.alipayPrivateKey, 'base64');
  return { ...fields, sign };
}

/** A notify's form, signed. */
export function signNotify(
  keys: TestKeys,
  changes: Readonly<Record<string, string>>,
): Record<string, string> {
  return signed(keys, { ...paidNotify(), ...changes });
}

/**
 * Tells the shop as Alipay does that a trade was paid, of 209 yuan unless `changes` say otherwise, with `T` and the
 * payment's number as its own; answers what the shop says to that.
 */
export function postNotify(
  { keys, anybody }: Pick<Shop, 'keys' | 'anybody'>,
  outTradeNo: string,
  changes: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const trade = { out_trade_no: outTradeNo, trade_no: `T${outTradeNo}`, total_amount: '209.00' };
  return anybody.postForm('/api/v1/alipay/notify', signNotify(keys, { ...trade, ...changes }));
}

/** The query of a return address, signed; it says nothing of the trade's state, as at Alipay. */
export function signReturn(
  keys: TestKeys,
  changes: Readonly<Record<string, string>>,
): URLSearchParams {
  const fields = {
    charset: 'utf-8',
    method: 'alipay.trade.page.pay.return',
    version: '1.0',
    sign_type: 'RSA2',
    app_id: APP_ID,
    auth_app_id: APP_ID,
    seller_id: SELLER_ID,
    timestamp: '2026-11-21 12:01:40',
    ...changes,
  };
  return new URLSearchParams(signed(keys, fields));
}
