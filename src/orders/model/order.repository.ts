import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, IsNull, Not } from 'typeorm';
import { ArchiveService } from '../../archive/archive.service.js';
import { moveRow } from '../../database/compare-and-set.js';
import { INSTANT_PLACE, PLAIN_PLACE } from '../../database/places.js';
import {
  insertRows,
  type Insertion,
  insertWithIds,
  type NewId,
} from '../../database/batching/rows.js';
import { setClause, valueById } from '../../database/batching/set-clauses.js';
import { nextState } from '../../kernel/state-table.js';
import type { OrderChange, PaidMove } from './order-changes.js';
import { OrderEntity } from './order.entity.js';
import type { BookedLine, FullOrder, NewOrder, OrderLine, OrderRecord } from './order-record.js';
import {
  LINE_COLUMNS,
  lineOf,
  lineRow,
  type LineRow,
  ORDER_COLUMNS,
  orderOf,
  orderRow,
  type OrderRow,
} from './order-rows.js';
import { ORDER_TABLE, type OrderEvent } from './order-states.js';
import { ShipmentRepository } from './shipment.repository.js';

const ORDERS = { entity: OrderEntity, table: ORDER_TABLE };

const NEVER_CLOSED = ['closed_at', 'cancel_requested_at', 'cancel_requested_by'].map((name) => {
  return { name, place: PLAIN_PLACE, values: [null] };
});

type Where = Readonly<Record<string, string | number>>;

/** Reads and compare-and-set writes of orders and their lines. An order that is looked for by itself comes back from the archive. */
@Injectable()
export class OrderRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly shipments: ShipmentRepository,
    private readonly archive: ArchiveService,
  ) {}

  /** The order with these column values, locked until the transaction ends. */
  lock(tx: EntityManager, where: Where): Promise<OrderRecord | null> {
    return this.one(tx, where, 'FOR UPDATE');
  }

  /**
   * The orders whose `column` has one of these values, locked in the order of the values until the transaction ends.
   * Those that share their transaction pass over rows that somebody else holds, so that they wait for nobody; one alone
   * waits.
   */
  async lockMany(
    tx: EntityManager,
    column: 'id' | 'order_no',
    values: readonly string[],
    isShared: boolean,
  ): Promise<OrderRecord[]> {
    const waiting = isShared ? 'SKIP LOCKED' : '';
    // Raw: hot; every settlement locks orders so.
    const rows: OrderRow[] = await tx.query(
      `SELECT ${ORDER_COLUMNS} FROM orders WHERE ${column} IN (?) ORDER BY ${column} FOR UPDATE ${waiting}`,
      [values],
    );
    return rows.map(orderOf);
  }

  /**
   * How many unpaid orders buyers have, by user, whose rows stay locked: no two transactions count at once. The count
   * is a statement of its own: it sees what was committed while the lock was waited for.
   */
  async countUnpaid(tx: EntityManager, userIds: readonly number[]): Promise<Map<number, number>> {
    const ids = [...new Set(userIds)].toSorted((one, other) => one - other);
    // Raw: hot; every new order begins with both.
    const count = `SELECT user_id AS userId, COUNT(*) AS unpaid FROM orders
      WHERE user_id IN (?) AND state = 'PENDING_PAYMENT' GROUP BY user_id`;
    const [, rows]: [unknown, { userId: number; unpaid: string }[]] = await Promise.all([
      tx.query('SELECT id FROM users WHERE id IN (?) ORDER BY id FOR UPDATE', [ids]),
      tx.query(count, [ids]),
    ]);
    return new Map(rows.map(({ userId, unpaid }) => [userId, Number(unpaid)]));
  }

  /** The orders that these requests made already, by `requestId`. */
  async byRequests(
    tx: EntityManager,
    requestIds: readonly string[],
  ): Promise<Map<string, FullOrder>> {
    // Raw: hot; part of the reads of every new order.
    const rows: (OrderRow & { readonly requestId: string })[] = await tx.query(
      `SELECT ${ORDER_COLUMNS}, request_id AS requestId FROM orders WHERE request_id IN (?)`,
      [requestIds],
    );
    const ids = rows.map(({ id }) => id);
    const lines = await this.linesOf(ids, tx);
    const shipments = await this.shipments.ofOrders(rows, tx);
    const full = (row: OrderRow) => ({
      ...orderOf(row),
      lines: lines.get(row.id) ?? [],
      shipments: shipments.get(row.id) ?? [],
    });
    return new Map(rows.map(({ requestId, ...row }) => [requestId, full(row)]));
  }

  /** The order with these column values. */
  find(where: Where, tx: EntityManager = this.dataSource.manager): Promise<OrderRecord | null> {
    return this.one(tx, where, '');
  }

  /** The numbers of orders, by their ids. */
  async numbersOf(
    ids: readonly string[],
    tx: EntityManager = this.dataSource.manager,
  ): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const where = { id: In([...ids]) };
    const rows = await tx.find(OrderEntity, { select: { id: true, orderNo: true }, where });
    return new Map(rows.map(({ id, orderNo }) => [id, orderNo]));
  }

  /** The lines of orders, by order id, in the order in which they were made. */
  async linesOf(
    orderIds: readonly string[],
    tx: EntityManager = this.dataSource.manager,
  ): Promise<Map<string, BookedLine[]>> {
    const lines = new Map<string, BookedLine[]>(orderIds.map((id) => [id, []]));
    if (orderIds.length === 0) return lines;
    // Raw: hot; every view and list of orders reads lines.
    const rows: LineRow[] = await tx.query(
      `SELECT ${LINE_COLUMNS} FROM order_lines WHERE order_id IN (?) ORDER BY id`,
      [orderIds],
    );
    for (const row of rows) lines.get(row.orderId)?.push(lineOf(row));
    return lines;
  }

  /** Inserts orders. When a unique value is taken, the transaction can go on without any of them. */
  insert<Order extends NewOrder>(tx: EntityManager, orders: readonly Order[]): Insertion<Order> {
    const plan = { table: 'orders', unique: 'order_no', rowOf: orderRow };
    return insertWithIds(tx, plan, orders);
  }

  /** Inserts the lines of orders. */
  async insertLines(
    tx: EntityManager,
    orders: readonly { readonly id: NewId; readonly lines: readonly OrderLine[] }[],
  ): Promise<void> {
    const rows = orders.flatMap(({ id, lines }) => lines.map((line) => lineRow(id, line)));
    await insertRows(tx, 'order_lines', rows);
  }

  /** Moves an order by an event, with its other changes; false when the table or the row's state refuses. */
  move(
    tx: EntityManager,
    { id, state }: Pick<OrderRecord, 'id' | 'state'>,
    event: OrderEvent,
    change: OrderChange,
  ): Promise<boolean> {
    return moveRow(tx, ORDERS, { id, state }, event, change);
  }

  /**
   * Moves orders by a payment, all or none: false when the table or the state of one of them refuses, and then the
   * transaction must end without a trace. Those that it `revives` are as if they had never been closed.
   */
  async payAll(tx: EntityManager, moves: readonly PaidMove[], revives = false): Promise<boolean> {
    if (moves.length === 0) return true;
    const states = moves.map(({ order, event }) => nextState(ORDER_TABLE, order.state, event));
    if (states.includes(null)) return false;
    const ids = moves.map(({ order }) => order.id);
    const times = (name: string, of: (move: PaidMove) => Date | null) => {
      return { name, place: INSTANT_PLACE, values: moves.map(of) };
    };
    const sets = setClause(ids, [
      { name: 'state', place: PLAIN_PLACE, values: states },
      times('paid_at', ({ paidAt }) => paidAt),
      times('received_at', ({ receivedAt }) => receivedAt),
      times('next_check_at', ({ nextCheckAt }) => nextCheckAt),
      ...(revives ? NEVER_CLOSED : []),
    ]);
    const read = moves.map(({ order }) => order.state);
    const from = valueById(ids, { place: PLAIN_PLACE, values: read });
    // The condition on the state is looked at before any assignment.
    // Raw: hot; one statement for the orders of a batch, each with values of its own.
    const { affectedRows }: { affectedRows: number } = await tx.query(
      `UPDATE orders SET ${sets.sql}, check_attempts = 0 WHERE id IN (?) AND state = ${from.sql}`,
      [...sets.params, ids, ...from.params],
    );
    return affectedRows === moves.length;
  }

  /** Sets when the worker must look at orders, as if it had never looked in vain. */
  async scheduleAll(tx: EntityManager, orderIds: readonly string[], at: Date): Promise<void> {
    if (orderIds.length === 0) return;
    // Raw: hot; written with every new link.
    const statement = 'UPDATE orders SET next_check_at = ?, check_attempts = 0 WHERE id IN (?)';
    await tx.query(statement, [at, orderIds]);
  }

  /** Changes members of an order that do not depend on its state. */
  async change(tx: EntityManager, orderId: string, change: OrderChange): Promise<void> {
    await tx.createQueryBuilder().update(OrderEntity).set(change).where({ id: orderId }).execute();
  }

  /** Stops the shipping of an order of which something waits for it, or (null) lets it go on; a stop keeps its first time. */
  async changeStop(tx: EntityManager, orderId: string, since: Date | null): Promise<void> {
    const shippingStoppedAt = since === null ? Not(IsNull()) : IsNull();
    const state = In(['TO_SHIP', 'PARTLY_SHIPPED']);
    const where = { id: orderId, state, shippingStoppedAt };
    const update = tx.createQueryBuilder().update(OrderEntity).set({ shippingStoppedAt: since });
    await update.where(where).execute();
  }

  /** Notes what went back of the money that paid an order, and what goes back with that which is under way. */
  async changeRefundSums(
    tx: EntityManager,
    orderId: string,
    sums: Pick<OrderRecord, 'refundedAmount' | 'refundReserved'>,
  ): Promise<void> {
    await tx.createQueryBuilder().update(OrderEntity).set(sums).where({ id: orderId }).execute();
  }

  /** Notes since when a refund of all that is left is asked for, or (null) that it is not. */
  async changeRefundRequest(tx: EntityManager, orderId: string, since: Date | null): Promise<void> {
    const update = tx.createQueryBuilder().update(OrderEntity).set({ refundRequestedAt: since });
    await update
      .where({ id: orderId })
      .andWhere('NOT (refund_requested_at <=> :since)', { since })
      .execute();
  }

  private async one(tx: EntityManager, where: Where, lock: string): Promise<OrderRecord | null> {
    const conditions = Object.keys(where).map((column) => `${column} = ?`);
    const read = async () => {
      // Raw: hot; every act on an order reads or locks it so.
      const [row]: OrderRow[] = await tx.query(
        `SELECT ${ORDER_COLUMNS} FROM orders WHERE ${conditions.join(' AND ')} ${lock}`,
        Object.values(where),
      );
      return row === undefined ? null : orderOf(row);
    };
    return this.archive.orBroughtBack(read, where, tx);
  }
}
