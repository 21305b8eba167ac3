import { createPrivateKey, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { makeKeyPair } from '../keys.mjs';

const EVERY_MS = 200;
const NOTIFY = '/api/v1/alipay/notify';

/**
 * Tells the shop of payments that never were, in each way of {@link WAYS} by turns, while it is at work.
 *
 * @param {{ base: string, appId: string, sellerId: string, alipayKey: string,
 *   openOrders: ReadonlyMap<string, string> }} shop `openOrders` are sums in yuan of unpaid orders by number
 * @returns what was told, and in words what was believed
 */
export async function startForger({ base, appId, sellerId, alipayKey, openOrders }) {
  const { signMessage } = await import('../../../dist/simulator/gateway/signing.js');
  const keys = {
    alipay: createPrivateKey(alipayKey),
    stranger: createPrivateKey(makeKeyPair().privateKey),
  };
  const sign = (fields, key = keys.alipay) => signMessage(fields, key);
  const counts = { told: 0 };
  const faults = [];
  const state = { isOver: false };
  const tellOne = async () => {
    const [orderNo, sum] = [...openOrders].at(-1 - (counts.told % 5)) ?? [];
    if (orderNo === undefined) return;
    const [name, forge] = WAYS[counts.told % WAYS.length];
    counts.told += 1;
    const fields = paidFields({ orderNo, sum, appId, sellerId });
    const form = new URLSearchParams(forge({ sign, fields, keys }));
    const answer = await fetch(base + NOTIFY, { method: 'POST', body: form }).catch(() => null);
    const text = await answer?.text().catch(() => '');
    if (text === 'success') faults.push(`a notify was believed that was ${name}: ${orderNo}`);
  };
  const work = async () => {
    while (!state.isOver) {
      await tellOne();
      await wait(EVERY_MS);
    }
  };
  const working = work();
  const stop = () => {
    state.isOver = true;
    return working;
  };
  return { counts, faults, stop };
}

/**
 * How each lies; `sign` makes the genuine signature of fields.
 *
 * @type {readonly (readonly [string, (tools: any) => Record<string, string>])[]}
 */
const WAYS = [
  ['signed by a stranger', ({ sign, fields, keys }) => sign(fields, keys.stranger)],
  ['not signed', ({ fields }) => ({ ...fields, sign_type: 'RSA2' })],
  [
    'paid was changed into it',
    ({ sign, fields }) => {
      return {
        ...sign({ ...fields, trade_status: 'WAIT_BUYER_PAY' }),
        trade_status: 'TRADE_SUCCESS',
      };
    },
  ],
  [
    'the sum was changed',
    ({ sign, fields }) => {
      return { ...sign({ ...fields, total_amount: '0.01' }), total_amount: fields.total_amount };
    },
  ],
  [
    'the number was changed',
    ({ sign, fields }) => {
      return {
        ...sign({ ...fields, out_trade_no: randomUUID() }),
        out_trade_no: fields.out_trade_no,
      };
    },
  ],
  ['of another app', ({ sign, fields }) => sign({ ...fields, app_id: '9021000000009999' })],
  ['of another seller', ({ sign, fields }) => sign({ ...fields, seller_id: '2088000000009999' })],
];

function paidFields({ orderNo, sum, appId, sellerId }) {
  return {
    notify_type: 'trade_status_sync',
    notify_id: `forged${Date.now()}`,
    notify_time: '2026-11-21 12:01:31',
    charset: 'utf-8',
    version: '1.0',
    app_id: appId,
    auth_app_id: appId,
    seller_id: sellerId,
    buyer_id: '2088000000000999',
    trade_no: `2026112122001400000${Date.now()}`.slice(0, 28),
    out_trade_no: orderNo,
    trade_status: 'TRADE_SUCCESS',
    total_amount: sum,
    subject: '货品',
    gmt_create: '2026-11-21 12:01:20',
    gmt_payment: '2026-11-21 12:01:30',
  };
}
