import { createPrivateKey, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { makeKeyPair } from '../keys.mjs';

const EVERY_MS = 100;
const NOTIFY = '/api/v1/alipay/notify';

/**
 * Tells the forger of an unpaid order.
 *
 * @param {{ known: Map<string, { sum: string, isPaid: boolean }> }} stage
 * @param {string} orderNo
 * @param {string} sum in yuan
 */
export function noteOrder({ known }, orderNo, sum) {
  known.set(orderNo, { sum, isPaid: false });
}

/** From now on the order's own notifies may be genuine, and what is forged is a refund. */
export function notePaid({ known }, orderNo) {
  const { sum } = known.get(orderNo) ?? {};
  // The last ones are lied about first.
  known.delete(orderNo);
  known.set(orderNo, { sum, isPaid: true });
}

/**
 * Tells the shop of payments and refunds that never were, in each way of {@link WAYS} by turns, while it is at work: of each
 * order once before it is paid and once after, as far as there is time, the latest first.
 *
 * @param {{ base: string, appId: string, sellerId: string, alipayKey: string,
 *   known: ReadonlyMap<string, { sum: string, isPaid: boolean }> }} shop `known` are orders by number
 * @returns what was told, and in words what was believed
 */
export async function startForger({ base, appId, sellerId, alipayKey, known }) {
  const { signMessage } = await import('../../../dist/simulator/gateway/signing.js');
  const keys = {
    alipay: createPrivateKey(alipayKey),
    stranger: createPrivateKey(makeKeyPair().privateKey),
  };
  const sign = (fields, key = keys.alipay) => signMessage(fields, key);
  const counts = { told: 0, orders: 0 };
  const faults = [];
  const state = { isOver: false };
  const choose = chooserOf(known, counts);
  const tellOne = async () => {
    const chosen = choose();
    if (chosen === undefined) return;
    const [name, forge] = WAYS[counts.told % WAYS.length];
    counts.told += 1;
    const fields = fieldsOf({ ...chosen, appId, sellerId });
    const form = new URLSearchParams(forge({ sign, fields, keys }));
    const answer = await fetch(base + NOTIFY, { method: 'POST', body: form }).catch(() => null);
    const text = await answer?.text().catch(() => '');
    const { orderNo } = chosen;
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
 * Chooses the latest order that nothing was told of since it changed; any, when there is none; none before there are orders.
 *
 * @param {ReadonlyMap<string, { sum: string, isPaid: boolean }>} known
 * @param {{ told: number, orders: number }} counts `orders` counts those that were chosen
 * @returns {() => { orderNo: string, sum: string, isPaid: boolean } | undefined}
 */
export function chooserOf(known, counts) {
  const told = new Map();
  return () => {
    const all = [...known];
    const isNew = ([orderNo, order]) => told.get(orderNo) !== order;
    const [orderNo, order] = all.findLast(isNew) ?? all[counts.told % all.length] ?? [];
    if (orderNo === undefined) return undefined;
    if (!told.has(orderNo)) counts.orders += 1;
    told.set(orderNo, order);
    return { orderNo, ...order };
  };
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
    'the state was changed',
    ({ sign, fields }) => {
      return {
        ...sign({ ...fields, trade_status: 'WAIT_BUYER_PAY' }),
        trade_status: fields.trade_status,
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

function fieldsOf({ isPaid, ...order }) {
  const { sum } = order;
  const refund = {
    trade_status: 'TRADE_CLOSED',
    refund_fee: sum,
    gmt_refund: '2026-11-21 12:31:30',
    out_biz_no: `forged${Date.now()}`,
  };
  return { ...paidFields(order), ...(isPaid && refund) };
}

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
