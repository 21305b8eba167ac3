import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isDuplicateKey } from '../database/database-trouble.js';
import { nextState } from '../kernel/state-table.js';
import { OrderEntity } from './order.entity.js';
import { OrderLineEntity } from './order-line.entity.js';
import type { FullOrder, OrderLine, OrderRecord } from './order-record.js';
import {
  LINE_COLUMNS,
  lineOf,
  type LineRow,
  ORDER_COLUMNS,
  orderOf,
  type OrderRow,
} from './order-rows.js';
import { ORDER_TABLE, type OrderEvent, type OrderState } from './order-states.js';

/** An order that has no row yet. `requestId` tells the same wish, expressed again. */
export type NewOrder = Omit<OrderRecord, 'id'> & { readonly requestId: string };

/** Members of an order that may change after it was made. */
export type OrderChange = Partial<
  Pick<
    OrderEntity,
    | 'carrier'
    | 'trackingNumber'
    | 'cancelRequestedAt'
    | 'cancelRequestedBy'
    | 'paidAt'
    | 'shippedAt'
    | 'receivedAt'
    | 'completedAt'
    | 'closedAt'
    | 'refundedAt'
    | 'nextCheckAt'
    | 'checkAttempts'
  >
>;

/** Which orders a list shows; an absent member does not restrict it. */
export interface OrderFilter {
  readonly userId: number | null;
  readonly states: readonly OrderState[];
  /** Only orders older than the one with this id. */
  readonly before: string | null;
  readonly limit: number;
  /** How many of the newest are passed over; for lists with page numbers. */
  readonly skip?: number;
}

/** How the insertion of an order went. */
export type Inserted =
  { readonly id: string } | { readonly taken: 'order-no' } | { readonly taken: 'request' };

type Where = Readonly<Record<string, string | number>>;

/** Reads and compare-and-set writes of orders and their lines. */
@Injectable()
export class OrderStore {
  constructor(private readonly dataSource: DataSource) {}

  /** The order with these column values, locked until the transaction ends. */
  lock(tx: EntityManager, where: Where): Promise<OrderRecord | null> {
    return this.one(tx, where, 'FOR UPDATE');
  }

  /** The order with these column values. */
  find(where: Where, tx: EntityManager = this.dataSource.manager): Promise<OrderRecord | null> {
    return this.one(tx, where, '');
  }

  /** Orders, newest first, each with its lines: two queries, however many orders. */
  async page(filter: OrderFilter): Promise<FullOrder[]> {
    const conditions: [string, unknown][] = [
      ['user_id = ?', filter.userId],
      ['state IN (?)', filter.states.length === 0 ? null : filter.states],
      ['id < ?', filter.before],
    ];
    const given = conditions.filter(([, value]) => value !== null);
    const where = given.map(([condition]) => condition).join(' AND ') || 'TRUE';
    const rows: OrderRow[] = await this.dataSource.query(
      `SELECT ${ORDER_COLUMNS} FROM orders WHERE ${where} ORDER BY id DESC LIMIT ? OFFSET ?`,
      [...given.map(([, value]) => value), filter.limit, filter.skip ?? 0],
    );
    const lines = await this.linesOf(rows.map(({ id }) => id));
    return rows.map((row) => ({ ...orderOf(row), lines: lines.get(row.id) ?? [] }));
  }

  /** The lines of orders, by order id, in the order in which they were made. */
  async linesOf(
    orderIds: readonly string[],
    tx: EntityManager = this.dataSource.manager,
  ): Promise<Map<string, OrderLine[]>> {
    const lines = new Map<string, OrderLine[]>(orderIds.map((id) => [id, []]));
    if (orderIds.length === 0) return lines;
    const rows: LineRow[] = await tx.query(
      `SELECT ${LINE_COLUMNS} FROM order_lines WHERE order_id IN (?) ORDER BY id`,
      [orderIds],
    );
    for (const row of rows) lines.get(row.orderId)?.push(lineOf(row));
    return lines;
  }

  /** Inserts an order, or says which of its unique values is taken; the transaction can go on after that. */
  async insert(tx: EntityManager, order: NewOrder): Promise<Inserted> {
    try {
      const insert = tx.createQueryBuilder().insert().into(OrderEntity).values(order);
      const { raw } = await insert.updateEntity(false).execute();
      return { id: String((raw as { insertId: string | number }).insertId) };
    } catch (error) {
      if (isDuplicateKey(error, 'uq_orders_order_no')) return { taken: 'order-no' };
      if (isDuplicateKey(error, 'uq_orders_request')) return { taken: 'request' };
      throw error;
    }
  }

  /** Inserts an order's lines. */
  async insertLines(
    tx: EntityManager,
    orderId: string,
    lines: readonly OrderLine[],
  ): Promise<void> {
    const rows = lines.map((line) => ({ ...line, orderId, attributes: [...line.attributes] }));
    const insert = tx.createQueryBuilder().insert().into(OrderLineEntity).values(rows);
    await insert.updateEntity(false).execute();
  }

  /** Moves an order by an event, with its other changes; false when the table or the row's state refuses. */
  async move(
    tx: EntityManager,
    order: Pick<OrderRecord, 'id' | 'state'>,
    event: OrderEvent,
    change: OrderChange,
  ): Promise<boolean> {
    const state = nextState(ORDER_TABLE, order.state, event);
    if (state === null) return false;
    const update = tx
      .createQueryBuilder()
      .update(OrderEntity)
      .set({ ...change, state });
    const { affected } = await update.where({ id: order.id, state: order.state }).execute();
    return affected === 1;
  }

  /** Changes members of an order that do not depend on its state. */
  async change(tx: EntityManager, orderId: string, change: OrderChange): Promise<void> {
    await tx.createQueryBuilder().update(OrderEntity).set(change).where({ id: orderId }).execute();
  }

  private async one(tx: EntityManager, where: Where, lock: string): Promise<OrderRecord | null> {
    const conditions = Object.keys(where).map((column) => `${column} = ?`);
    const [row]: OrderRow[] = await tx.query(
      `SELECT ${ORDER_COLUMNS} FROM orders WHERE ${conditions.join(' AND ')} ${lock}`,
      Object.values(where),
    );
    return row === undefined ? null : orderOf(row);
  }
}
