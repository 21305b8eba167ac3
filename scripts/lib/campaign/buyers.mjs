import { randomUUID } from 'node:crypto';
import { noteOrder, notePaid } from './forger.mjs';

/** What may happen to an order after it was made; a step that answers false is the order's last. */
const STEPS = {
  link: async (order) => {
    order.link = (
      await order.ask('POST', `${order.path}/payments`, { method: 'page' })
    ).body?.payUrl;
    return order.link !== undefined;
  },
  open: ({ simulator, link }) => simulator.buyer.open(link),
  pay: ({ simulator, orderNo }) => simulator.buyer.pay(orderNo),
  cancel: ({ ask, path }) => ask('POST', `${path}/cancel`, {}),
  sync: ({ ask, path }) => ask('POST', `${path}/payment/sync`, {}),
  refundPart: (order) => refund(order, { amount: '50.00' }),
  refundAll: (order) => refund(order, { everything: true }),
  refundPiece: (order) => refund(order, { lines: [{ lineId: 1, count: 1 }] }),
  refundPieceUnstocked: (order) =>
    refund(order, { lines: [{ lineId: 1, count: 1, restock: false }], freight: '1.00' }),
  receive: ({ ask, path }) => ask('POST', `${path}/receive`, {}),
  claimMoney: (order) => claim(order, 'refundOnly'),
  claimGoods: (order) => claim(order, 'returnAndRefund'),
  agree: (order) => decide(order, 'agree', { returnAddress: RETURN_ADDRESS }),
  withdraw: (order) => order.ask('POST', `${order.casePath}/withdraw`, {}),
  sendBack: (order) => order.ask('POST', `${order.casePath}/send-back`, parcelOf(order)),
  receiveBack: (order) =>
    decide(order, 'receive-back', { lines: [{ lineId: 1, count: 1, restock: true }] }),
  shipPiece: (order) =>
    order.operate('POST', `${order.path}/shipments`, {
      ...parcelOf(order),
      lines: [{ lineId: 1, count: 1 }],
    }),
  ship: ({ operate, path, number }) =>
    operate('POST', `${path}/ship`, { carrier: '顺丰', trackingNumber: `SF${number}` }),
};

const PAID = ['link', 'open', 'pay', 'sync'];

const RETURN_ADDRESS = { receiver: '退货组', mobile: '01012345678', address: '3 号库' };

/** How many of a hundred orders take which steps. */
const FATES = [
  [12, []],
  [12, ['link', 'open']],
  [8, ['link', 'cancel']],
  [10, ['link', 'cancel', 'open', 'pay']],
  [6, ['link', 'open', 'pay', 'cancel']],
  [16, ['link', 'open', 'pay']],
  [8, ['link', 'open', 'pay', 'sync', 'refundPart']],
  [6, ['link', 'open', 'pay', 'sync', 'refundAll']],
  // What was refunded before it was shipped is not shipped; whatever is shipped must not be in the stock as well.
  [3, ['link', 'open', 'pay', 'sync', 'refundPiece', 'ship']],
  [3, ['link', 'open', 'pay', 'sync', 'refundPiece', 'refundPieceUnstocked', 'ship']],
  [2, ['link', 'open', 'pay', 'sync', 'ship', 'refundPiece']],
  [2, ['link', 'open', 'pay', 'sync', 'refundPart', 'refundAll', 'ship']],
  // Buyers who return goods, and those who want their money before anything was sent.
  [5, [...PAID, 'ship', 'receive', 'claimGoods', 'agree', 'sendBack', 'receiveBack']],
  [2, [...PAID, 'shipPiece', 'ship', 'receive', 'claimGoods', 'withdraw', 'claimMoney', 'agree']],
  [3, [...PAID, 'claimMoney', 'agree', 'ship']],
  [2, [...PAID, 'shipPiece', 'claimMoney', 'agree', 'ship']],
];

function parcelOf({ number }) {
  return { carrier: '顺丰', trackingNumber: `SF${number}` };
}

/** A case for one piece. */
async function claim(order, type) {
  const body = { type, lines: [{ lineId: 1, count: 1 }], reason: '试验' };
  const { body: made } = await order.ask('POST', `${order.path}/after-sales`, body);
  order.casePath = `/api/v1/after-sales/${made?.id}`;
  return made?.id !== undefined;
}

function decide({ operate, casePath }, what, body) {
  return operate('POST', `${casePath}/${what}`, body);
}

async function refund({ operate, path, promised }, content) {
  const { body } = await operate('POST', `${path}/refunds`, { ...content, reason: '试验' });
  if (body?.id !== undefined) promised.refundIds.push(String(body.id));
}

/**
 * Lives so many orders, `atOnce` of them at the same time, each by `live`, which is told its number and in which of the lanes
 * (from 0) it goes; `random` decides how each ends.
 */
export async function drive(stage, random, { orders, atOnce, live }) {
  let next = 0;
  const driveLane = async (lane) => {
    while (next < orders) {
      next += 1;
      await live(stage, random, next, lane);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, lane) => driveLane(lane)));
}

function stepsOf(random) {
  let rest = random() * 100;
  return FATES.find(([share]) => (rest -= share) < 0)?.[1] ?? [];
}

/** Lives one order of one SKU. */
export async function liveOneOrder(stage, random, number) {
  const { call, buyers, simulator, operator, initialStock } = stage;
  const steps = stepsOf(random);
  const buyer = buyers[number % buyers.length];
  const skuId = [...initialStock.keys()][Math.floor(random() * initialStock.size)];
  const ask = (method, path, body) => call(buyer, method, path, body);
  const operate = (method, path, body) => call(operator, method, path, body);
  const count = 1 + Math.floor(random() * 3);
  const quote = await ask('POST', '/api/v1/orders/quote', { source: 'buyNow', skuId, count });
  const { quoteToken, addresses } = quote.body ?? {};
  const wish = { quoteToken, addressId: addresses?.[0]?.id };
  const { orderNo, payable } = await placeOrder(stage, buyer, wish, random);
  if (orderNo === undefined) return;
  noteOrder(stage, orderNo, payable);
  const path = `/api/v1/orders/${orderNo}`;
  const order = { ask, operate, simulator, promised: stage.promised, orderNo, path, number };
  for (const step of steps) {
    if (step === 'pay') notePaid(stage, orderNo);
    if ((await STEPS[step](order)) === false) return;
  }
}

/** Makes an order; a buyer who repeats asks twice at once now and then, and must be told of one order. */
async function placeOrder({ call, promised, repeats, faults }, buyer, wish, random) {
  const key = randomUUID();
  const place = () => call(buyer, 'POST', '/api/v1/orders', wish, key);
  const answers = await Promise.all(repeats && random() < 0.1 ? [place(), place()] : [place()]);
  const made = answers.map(({ body }) => body).filter((body) => body?.orderNo !== undefined);
  const numbers = new Set(made.map(({ orderNo }) => orderNo));
  if (numbers.size > 1) faults.push(`one key made the orders ${[...numbers].join(' and ')}`);
  promised.orderNos.push(...numbers);
  promised.keys += 1;
  return made[0] ?? {};
}
