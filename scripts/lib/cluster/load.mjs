import { setTimeout as wait } from 'node:timers/promises';

/** What becomes of an order, of so many in a hundred. */
const FATES = [
  [70, ['link', 'pay']],
  [10, ['link', 'cancel']],
  [10, ['link', 'pay', 'sync', 'refund']],
  [10, ['link', 'pay', 'sync', 'ship']],
];

const STEPS = {
  link: async (order) => {
    const { body } = await order.ask('POST', `${order.path}/payments`, { method: 'page' });
    order.link = body?.payUrl;
    return order.link !== undefined;
  },
  pay: ({ simulator, link, orderNo }) => {
    simulator.buyer.open(link);
    simulator.buyer.pay(orderNo);
    return true;
  },
  cancel: ({ ask, path }) => ask('POST', `${path}/cancel`, {}),
  sync: ({ ask, path }) => ask('POST', `${path}/payment/sync`, {}),
  refund: ({ operate, path }) =>
    operate('POST', `${path}/refunds`, { everything: true, reason: '试验' }),
  /** Of every second SKU nothing is sent. */
  ship: ({ operate, path, number, skuIndex }) =>
    skuIndex % 2 === 0 &&
    operate('POST', `${path}/ship`, { carrier: '顺丰', trackingNumber: `SF${number}` }),
};

/**
 * Buyers at work until they are stopped: each lane buys at one of the APIs, one order after the other, and repeats with
 * its key what was not answered or answered 5xx.
 *
 * @param {Awaited<ReturnType<typeof import('./stage.mjs').setStage>>} stage
 * @param {{ lanes: number, random: () => number }} how
 */
export function startLoad(stage, { lanes, random }) {
  const acknowledged = [];
  const over = new AbortController();
  let number = 0;
  const live = async (lane) => {
    while (!over.signal.aborted) {
      number += 1;
      await liveOneOrder({ stage, random, number, lane, acknowledged });
    }
  };
  const running = Promise.all(Array.from({ length: lanes }, (_, lane) => live(lane)));
  running.catch(() => {});
  const stop = async () => {
    over.abort();
    await running;
  };
  /** Until so many orders are acknowledged. */
  const reached = async (count) => {
    while (acknowledged.length < count && !over.signal.aborted) await wait(100);
  };
  /** `acknowledged` are orders and when (ms of `performance.now()`) a buyer was told so. */
  return { acknowledged, reached, stop };
}

async function liveOneOrder({ stage, random, number, lane, acknowledged }) {
  const { calls, buyers, operator, initialStock, simulator } = stage;
  const call = calls[lane % calls.length];
  const buyer = buyers[number % buyers.length];
  const skus = [...initialStock.keys()];
  const skuIndex = Math.floor(random() * skus.length);
  const skuId = skus[skuIndex];
  const ask = (...all) => call(buyer, ...all);
  const operate = (...all) => call(operator, ...all);
  const wanted = { source: 'buyNow', skuId, count: 1 };
  const { body: quote } = await ask('POST', '/api/v1/orders/quote', wanted);
  const { quoteToken, addresses } = quote ?? {};
  const { body } = await ask('POST', '/api/v1/orders', {
    quoteToken,
    addressId: addresses?.[0]?.id,
  });
  const orderNo = body?.orderNo;
  if (orderNo === undefined) return;
  acknowledged.push({ orderNo, at: performance.now() });
  const order = {
    ask,
    operate,
    simulator,
    orderNo,
    number,
    skuIndex,
    path: `/api/v1/orders/${orderNo}`,
  };
  for (const step of fateOf(random)) if ((await STEPS[step](order)) === false) return;
}

function fateOf(random) {
  let rest = random() * 100;
  return FATES.find(([share]) => (rest -= share) < 0)?.[1] ?? [];
}

/**
 * The longest time in which no order was acknowledged, in milliseconds, between two moments. Pure.
 *
 * @param {readonly { at: number }[]} acknowledged in their order
 * @param {number} from @param {number} to
 */
export function longestGap(acknowledged, from, to) {
  const times = [
    from,
    ...acknowledged.map(({ at }) => at).filter((at) => at > from && at < to),
    to,
  ];
  return Math.max(...times.slice(1).map((at, index) => at - times[index]));
}
