/** Alipay's notifies, signed with the key that plays Alipay's. */
import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { orderNo } from './world.mjs';

const signAsync = promisify(sign);

/** The fields that Alipay would send of a trade once it is paid. */
function notifyFields({ appId, sellerId, amount, outTradeNo, tradeNo, notifyId }) {
  return {
    app_id: appId,
    auth_app_id: appId,
    buyer_id: '2088102116773037',
    buyer_pay_amount: amount,
    charset: 'utf-8',
    gmt_create: '2026-01-01 00:00:00',
    gmt_payment: '2026-01-01 00:00:10',
    invoice_amount: amount,
    notify_id: notifyId,
    notify_time: '2026-01-01 00:00:11',
    notify_type: 'trade_status_sync',
    out_trade_no: outTradeNo,
    point_amount: '0.00',
    receipt_amount: amount,
    seller_id: sellerId,
    subject: '安踏A红色',
    total_amount: amount,
    trade_no: tradeNo,
    trade_status: 'TRADE_SUCCESS',
    version: '1.0',
  };
}

const signedText = (entries) => entries.map(([name, value]) => `${name}=${value}`).join('&');
const formOf = (entries, signature) =>
  new URLSearchParams([
    ...entries,
    ['sign', signature.toString('base64')],
    ['sign_type', 'RSA2'],
  ]).toString();

/** The forms that Alipay would send for the orders `first` … `first + count - 1` once they are paid, signed with its key. */
export async function signNotifies({ keyFile, first, count, ...common }) {
  const key = createPrivateKey(readFileSync(keyFile));
  const make = async (_, index) => {
    const id = String(first + index);
    const fields = notifyFields({
      ...common,
      outTradeNo: orderNo(id),
      tradeNo: `20260101220014${id.padStart(14, '0')}`,
      notifyId: `2026010100222000010${id.padStart(10, '0')}`,
    });
    const entries = Object.entries(fields);
    return formOf(entries, await signAsync('sha256', Buffer.from(signedText(entries)), key));
  };
  return Promise.all(Array.from({ length: count }, make));
}

/** Makes such forms one by one, of orders whose numbers are known only once they are made. */
export function notifySigner({ keyFile, ...common }) {
  const key = createPrivateKey(readFileSync(keyFile));
  return (outTradeNo, amount) => {
    const fields = notifyFields({
      ...common,
      amount,
      outTradeNo,
      tradeNo: `${outTradeNo.slice(0, 14)}22${outTradeNo.slice(-12)}`,
      notifyId: `${outTradeNo}notify`,
    });
    const entries = Object.entries(fields);
    return formOf(entries, sign('sha256', Buffer.from(signedText(entries)), key));
  };
}
