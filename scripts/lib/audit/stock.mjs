import { restockedOf } from './pieces.mjs';

const GIVEN_BACK = new Set(['CANCELLED', 'EXPIRED']);

/** Adds how many pieces of each SKU an order's lines hold of the stock. */
function addHeld(sums, order) {
  if (GIVEN_BACK.has(order.state)) return;
  for (const { id, skuId, count } of order.lines) {
    add(sums, skuId, count - restockedOf(order, id));
  }
}

function add(sums, skuId, count) {
  sums.set(skuId, (sums.get(skuId) ?? 0) + count);
}

/**
 * Invariant 4, for the SKUs whose first stock is known.
 *
 * @param {import('./books.mjs').Books} books
 * @param {ReadonlyMap<number, number>} initialStock
 * @returns {string[]}
 */
export function stockFaults(books, initialStock) {
  const taken = new Map();
  for (const order of books.orders) addHeld(taken, order);
  const negative = books.skus
    .filter(({ stock }) => stock !== null && stock < 0)
    .map(({ id, stock }) => `4: SKU ${id} has ${stock} pieces`);
  const unequal = books.skus.flatMap(({ id, stock, sales }) => {
    const first = initialStock.get(id);
    if (first === undefined) return [];
    const held = taken.get(id) ?? 0;
    const words = `4: SKU ${id} began with ${first}, has ${stock} on hand and ${held} in orders, sales ${sales}`;
    return stock + held === first && sales === held ? [] : [words];
  });
  return [...negative, ...unequal];
}

/**
 * Invariants 4 and 5: what an order's events tell of the stock is what its lines hold of it, for the SKUs whose first stock is
 * known.
 *
 * @param {import('./books.mjs').Books} books
 * @param {ReadonlyMap<number, number>} initialStock
 * @returns {string[]}
 */
export function stockEventFaults(books, initialStock) {
  return books.orders.flatMap((order) => {
    const held = new Map();
    addHeld(held, order);
    for (const { type, data } of order.events) {
      if (type !== 'sku.stock_changed') continue;
      for (const { skuId, change } of data.skus) add(held, skuId, change);
    }
    return [...held]
      .filter(([skuId, left]) => left !== 0 && initialStock.has(skuId))
      .map(
        ([skuId, left]) =>
          `4: the events of order ${order.orderNo} leave ${left} pieces of SKU ${skuId}`,
      );
  });
}
