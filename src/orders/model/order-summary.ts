import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { AddressSnapshot } from './order-record.js';
import type { OrderState } from './order-states.js';
import type { OrderLineView, OrderView } from './order-view.js';

/** What a list of an old front end shows of an order, on the wire. */
export type OrderSummary = Pick<
  OrderView,
  'orderNo' | 'state' | 'totalCount' | 'payable' | 'freight' | 'address' | 'createdAt'
> & { readonly lines: readonly Omit<OrderLineView, 'requiresShipping'>[] };

/** The columns of a summary: of an order `o` and one of its lines `l`. */
export const SUMMARY_COLUMNS = `o.id, o.order_no AS orderNo, o.state, o.total_count AS totalCount, o.payable,
  o.freight, o.address, o.created_at AS createdAt,
  l.id AS lineId, l.sku_id AS skuId, l.name, l.picture, l.attributes, l.price, l.count, l.amount`;

/** A line and its order as the driver gives them: money, JSON and ids as text. */
export interface SummaryRow {
  readonly id: string;
  readonly orderNo: string;
  readonly state: OrderState;
  readonly totalCount: number;
  readonly payable: string;
  readonly freight: string;
  readonly address: string | null;
  readonly createdAt: Date;
  readonly lineId: string;
  readonly skuId: number;
  readonly name: string;
  readonly picture: string;
  readonly attributes: string;
  readonly price: string;
  readonly count: number;
  readonly amount: string;
}

/**
 * The summaries of rows in any order, the newest first. Money stays the text that the column gives: yuan with two
 * digits. Pure.
 */
export function summariesOf(rows: readonly SummaryRow[]): OrderSummary[] {
  const orders = new Map<string, [SummaryRow, ...SummaryRow[]]>();
  for (const row of rows.toSorted(newestFirst)) {
    const lines = orders.get(row.id);
    if (lines === undefined) orders.set(row.id, [row]);
    else lines.push(row);
  }
  return [...orders.values()].map(summaryOf);
}

function newestFirst(one: SummaryRow, other: SummaryRow): number {
  return Number(other.id) - Number(one.id) || Number(one.lineId) - Number(other.lineId);
}

function summaryOf(rows: readonly [SummaryRow, ...SummaryRow[]]): OrderSummary {
  const { orderNo, state, totalCount, payable, freight, address, createdAt } = rows[0];
  return {
    orderNo,
    state,
    totalCount,
    payable,
    freight,
    address: address === null ? null : (JSON.parse(address) as AddressSnapshot),
    createdAt: toRfc3339(createdAt),
    lines: rows.map(lineOf),
  };
}

function lineOf(row: SummaryRow): OrderSummary['lines'][number] {
  const { skuId, name, picture, price, count, amount } = row;
  const attributes = JSON.parse(row.attributes) as OrderLineView['attributes'];
  return { skuId, name, picture, attributes, price, count, amount };
}
