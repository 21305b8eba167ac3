import type { StockLine } from '../../catalog/stock.service.js';
import type { NewId } from '../../database/batching/rows.js';
import type { NewEvent } from '../../events/domain-events.js';

/** Whose pieces they are. */
interface StockedOrder {
  readonly id: string | NewId;
  readonly orderNo: string;
}

/** Tells that an order took pieces out of the stock: one event however many SKUs, none when nothing is limited. Pure. */
export function takenEvents(order: StockedOrder, lines: readonly StockLine[]): NewEvent[] {
  const taken = lines.map(({ skuId, count }) => ({ skuId, change: -count }));
  return stockEvents(order, 'order', taken);
}

/** Tells that pieces of an order are in the stock again. Pure. */
export function givenBackEvents(
  order: StockedOrder,
  why: 'cancel' | 'restock',
  lines: readonly StockLine[],
): NewEvent[] {
  const given = lines.map(({ skuId, count }) => ({ skuId, change: count }));
  return stockEvents(order, why, given);
}

function stockEvents(
  { id, orderNo }: StockedOrder,
  why: 'order' | 'cancel' | 'restock',
  skus: readonly { readonly skuId: number; readonly change: number }[],
): NewEvent[] {
  if (skus.length === 0) return [];
  return [{ type: 'sku.stock_changed', orderId: id, data: { orderNo, why, skus } }];
}
