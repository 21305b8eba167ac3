import { Injectable } from '@nestjs/common';
import { inList, PreparedReads, type PlaceValue } from '../../database/batching/prepared-reads.js';
import { inOrder } from '../../http/listing.js';
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
  /** How many of the newest are passed over; for lists with page numbers. */
  readonly skip?: number;
}

/** An order, and whose it is. */
interface OwnedOrder {
  readonly order: FullOrder;
  readonly customer: OrderCustomer;
}

/** Lists of orders, which nobody changes meanwhile. */
@Injectable()
export class OrderListRepository {
  constructor(
    private readonly reads: PreparedReads,
    private readonly shipments: ShipmentRepository,
  ) {}

  /** Orders, newest first, each with its lines and parcels: two queries, and two more where something was sent. */
  async page(filter: OrderFilter): Promise<FullOrder[]> {
    const { where, values } = conditions(filter);
    // Raw: hot; front ends ask for lists all the time, and prepared they cost a third.
    const rows = await this.reads.rows<OrderRow>(
      `SELECT ${ORDER_COLUMNS} FROM orders WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?`,
      [...values, String(filter.limit), String(filter.skip ?? 0)],
    );
    return this.whole(rows);
  }

  /** What old front ends list of orders, newest first: one query, however many orders. */
  async summaries(filter: OrderFilter): Promise<OrderSummary[]> {
    const { where, values } = conditions(filter);
    // Raw: hot, and the inner list alone is sorted: to sort them, the database would put their long columns into a
    // temporary table on its disk.
    const rows = await this.reads.rows<SummaryRow>(
      `SELECT ${SUMMARY_COLUMNS}
       FROM (SELECT id FROM orders WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?) part
       JOIN orders o ON o.id = part.id JOIN order_lines l ON l.order_id = o.id`,
      [...values, String(filter.limit), String(filter.skip ?? 0)],
    );
    return summariesOf(rows);
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
