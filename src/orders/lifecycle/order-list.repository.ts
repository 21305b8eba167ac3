import { Injectable } from '@nestjs/common';
import { inList, PreparedReads, type PlaceValue } from '../../database/batching/prepared-reads.js';
import { fittingRows, inOrder } from '../../http/listing.js';
import type { BookedLine, FullOrder } from '../model/order-record.js';
import {
  LINE_COLUMNS,
  lineOf,
  type LineRow,
  ORDER_COLUMNS,
  orderOf,
  type OrderRow,
} from '../model/order-rows.js';
import type { OrderState } from '../model/order-states.js';
import { ShipmentRepository } from '../model/shipment.repository.js';
import type { OrderCustomer } from '../model/order-view.js';
import {
  type OrderSummary,
  summariesOf,
  SUMMARY_COLUMNS,
  type SummaryRow,
} from '../model/order-summary.js';

/** Which orders a list shows; an absent member does not restrict it. */
export interface OrderFilter {
  /** The row's number of the user whose they are. */
  readonly owner: number;
  readonly states: readonly OrderState[];
  /** Only orders older than the one with this id. */
  readonly before: string | null;
  readonly limit: number;
}

/** A part of a list by page number: how many of the newest are passed over, and how many lines are enough. */
export interface NumberedPart extends Omit<OrderFilter, 'before'> {
  readonly skip: number;
  /** No further order is added once there are so many. */
  readonly enoughLines: number;
}

/** An order, and whose it is. */
interface OwnedOrder {
  readonly order: FullOrder;
  readonly customer: OrderCustomer;
}

/** An answer has no more lines than these, unless one order alone has: 5,000 keep a core busy for 90 ms. */
const MOST_LINES = 500;
/** So many orders of a list without a cursor are read first, and at most so many together. */
const FIRST_ORDERS = 20;
const MOST_ORDERS = 100;

/** Lists of orders, which nobody changes meanwhile. */
@Injectable()
export class OrderListRepository {
  constructor(
    private readonly reads: PreparedReads,
    private readonly shipments: ShipmentRepository,
  ) {}

  /**
   * Orders, newest first, each with its lines and parcels, and whether there are more; fewer than wanted where they have
   * too many lines for one answer. Two queries, and two more where something was sent.
   */
  async page(filter: OrderFilter): Promise<{ orders: FullOrder[]; isMore: boolean }> {
    const { where, values } = conditions(filter);
    // Raw: hot; front ends ask for lists all the time, and prepared they cost a third.
    const rows = await this.reads.rows<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM orders WHERE ${where} ORDER BY id DESC LIMIT ?`,
      [...values, String(filter.limit + 1)],
    );
    const wanted = rows.slice(0, filter.limit);
    const pieces = wanted.reduce((sum, { totalCount }) => sum + totalCount, 0);
    // An order has no more lines than pieces.
    const fitting =
      pieces <= MOST_LINES ? wanted.length : await this.fitting(wanted.map(({ id }) => id));
    return { orders: await this.whole(wanted.slice(0, fitting)), isMore: fitting < rows.length };
  }

  /** How many of some orders, from the first on, have no more lines than one answer should; one at least. */
  async fitting(ids: readonly string[]): Promise<number> {
    const { places, values } = inList(ids);
    // Raw: it counts entries of an index, and no rows.
    const rows = await this.reads.rows<{
      readonly orderId: string;
      readonly count: string | number;
    }>(
      `SELECT order_id AS orderId, COUNT(*) AS count FROM order_lines WHERE order_id IN (${places})
       GROUP BY order_id`,
      values,
    );
    const lines = new Map(rows.map(({ orderId, count }) => [orderId, Number(count)]));
    return fittingRows(ids, lines, MOST_LINES);
  }

  /**
   * What old front ends list of orders, newest first: one query for a few orders; of many, no more together than have some
   * hundred lines, so that others get their turn between them.
   */
  async summaries({ skip, enoughLines, ...part }: NumberedPart): Promise<OrderSummary[]> {
    const found: OrderSummary[] = [];
    let [size, lines] = [FIRST_ORDERS, 0];
    let before: string | null = null;
    while (found.length < part.limit && lines < enoughLines) {
      const limit = Math.min(size, part.limit - found.length);
      const rows: SummaryRow[] = await this.summaryRows(
        { ...part, before, limit },
        found.length === 0 ? skip : 0,
      );
      const orders = summariesOf(rows);
      found.push(...orders);
      lines += rows.length;
      if (orders.length < limit) break;
      before = oldestOf(rows);
      size = Math.min(MOST_ORDERS, Math.ceil((MOST_LINES * found.length) / lines));
    }
    return found;
  }

  private summaryRows(filter: OrderFilter, skip: number): Promise<SummaryRow[]> {
    const { where, values } = conditions(filter);
    // Raw: hot, and the inner list alone is sorted: to sort them, the database would put their long columns into a
    // temporary table on its disk.
    return this.reads.rows<SummaryRow>(
      `SELECT ${SUMMARY_COLUMNS}
       FROM (SELECT id FROM orders WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?) part
       JOIN orders o ON o.id = part.id JOIN order_lines l ON l.order_id = o.id`,
      [...values, String(filter.limit), String(skip)],
    );
  }

  /** Orders of these ids, in their order, each with its lines, parcels and whose it is. */
  async ofIds(ids: readonly string[]): Promise<OwnedOrder[]> {
    if (ids.length === 0) return [];
    const { places, values } = inList(ids);
    // Raw: a part of a list, whose ids were found by an index.
    const rows = await this.reads.rows<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM orders WHERE id IN (${places})`,
      values,
    );
    const [orders, customers] = await Promise.all([
      this.whole(rows),
      this.customersOf(rows.map(({ userId }) => userId)),
    ]);
    return inOrder(ids, orders, ({ id }) => id).flatMap((order) => {
      const customer = customers.get(order.userId);
      return customer === undefined ? [] : [{ order, customer }];
    });
  }

  private async customersOf(userIds: readonly number[]): Promise<Map<number, OrderCustomer>> {
    const { places, values } = inList([...new Set(userIds)]);
    // Raw: two columns of a table that belongs to another floor.
    const rows = await this.reads.rows<OrderCustomer & { readonly userId: number }>(
      `SELECT id AS userId, public_id AS id, username FROM users WHERE id IN (${places})`,
      values,
    );
    return new Map(rows.map(({ userId, id, username }) => [userId, { id, username }]));
  }

  private async whole(rows: readonly OrderRow[]): Promise<FullOrder[]> {
    const [lines, shipments] = await Promise.all([
      this.linesOf(rows.map(({ id }) => id)),
      this.shipments.ofOrders(rows),
    ]);
    return rows.map((row) => ({
      ...orderOf(row),
      lines: lines.get(row.id) ?? [],
      shipments: shipments.get(row.id) ?? [],
    }));
  }

  private async linesOf(orderIds: readonly string[]): Promise<Map<string, BookedLine[]>> {
    const lines = new Map<string, BookedLine[]>(orderIds.map((id) => [id, []]));
    if (orderIds.length === 0) return lines;
    const { places, values } = inList(orderIds);
    // Raw: hot; the lines of a whole list in one prepared read.
    const rows = await this.reads.rows<LineRow>(
      `SELECT ${LINE_COLUMNS} FROM order_lines WHERE order_id IN (${places}) ORDER BY id`,
      values,
    );
    for (const row of rows) lines.get(row.orderId)?.push(lineOf(row));
    return lines;
  }
}

/** The smallest id of some rows, of which there is one at least. */
function oldestOf(rows: readonly SummaryRow[]): string {
  return String(rows.reduce((least, { id }) => Math.min(least, Number(id)), Infinity));
}

function conditions({ owner, states, before }: OrderFilter): {
  readonly where: string;
  readonly values: readonly PlaceValue[];
} {
  const wanted = states.length === 0 ? null : inList(states);
  const given: readonly (readonly [string, readonly PlaceValue[]])[] = [
    ['user_id = ?', [owner]],
    ...(wanted === null ? [] : [[`state IN (${wanted.places})`, wanted.values] as const]),
    ...(before === null ? [] : [['id < ?', [before]] as const]),
  ];
  const where = given.map(([condition]) => condition).join(' AND ');
  return { where, values: given.flatMap(([, values]) => values) };
}
