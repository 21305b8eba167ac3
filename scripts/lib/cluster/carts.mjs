import { setTimeout as wait } from 'node:timers/promises';

/** A cart holds at most so many pieces of an SKU. */
const MOST = 900;
const PAUSE_MS = 50;
/** When the first and the last of the lost changes were acknowledged (ms of `performance.now()`). */
export const NOTHING_LOST = { lostFrom: Infinity, lostTo: -Infinity };

/**
 * Buyers who look at their carts and change them, one change after the other, until they are stopped. Each change is
 * another count of one SKU, so that a look tells which of them is the last that was kept.
 *
 * @param {{ calls: readonly Function[], buyers: readonly string[], initialStock: ReadonlyMap<number, number> }} stage
 *   `calls` do not repeat by themselves
 */
export function startCarts({ calls, buyers, initialStock }) {
  const [skuId] = initialStock.keys();
  const tally = { edits: 0, refused: 0, lost: 0, ...NOTHING_LOST };
  const over = new AbortController();
  const live = async (buyer, index) => {
    const ask = (...all) => calls[index % calls.length](buyer, ...all);
    const cart = { ask, skuId, tally, kept: [], tried: [] };
    for (let count = 1; !over.signal.aborted; count = (count % MOST) + 1) {
      await wait(PAUSE_MS);
      await lookAndChange(cart, count);
    }
  };
  const running = Promise.all(buyers.map(live));
  running.catch(() => {});
  const stop = async () => {
    over.abort();
    await running;
  };
  return { tally, stop };
}

async function lookAndChange(cart, count) {
  const { ask, skuId, tally, kept, tried } = cart;
  const { status, body } = await ask('GET', '/api/v1/cart');
  if (status !== 200) {
    tally.refused += 1;
    return;
  }
  const found = body.lines.find((line) => line.skuId === skuId)?.count ?? 0;
  if (tried.includes(found)) kept.push({ count: found, at: performance.now() });
  else noteLost(tally, kept, found);
  const change =
    found === 0
      ? ['POST', '/api/v1/cart/items', { skuId, count }]
      : ['PUT', `/api/v1/cart/items/${skuId}`, { count }];
  const put = await ask(...change);
  if (put.status === 200) {
    tally.edits += 1;
    kept.push({ count, at: performance.now() });
    cart.tried = [];
    return;
  }
  tally.refused += 1;
  // It may have been done all the same.
  tried.push(count);
}

/** The changes that a buyer was told of as done and that are gone: those after the one that is found. */
function noteLost(tally, kept, found) {
  const last = kept.findLastIndex(({ count }) => count === found);
  const lost = kept.slice(last + 1);
  if (lost.length > 0) {
    tally.lost += lost.length;
    tally.lostFrom = Math.min(tally.lostFrom, lost[0].at);
    tally.lostTo = Math.max(tally.lostTo, lost.at(-1).at);
  }
  kept.length = 0;
  kept.push({ count: found, at: performance.now() });
}
