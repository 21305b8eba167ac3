import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import {
  type Ask,
  askOf,
  idsBy,
  type KeysetList,
  type KeysetPart,
  type Position,
  readKeyset,
} from '../../database/keyset.js';
import { fittingRows, inOrder } from '../../http/listing.js';
import { yuanToFen } from '../../kernel/money.js';
import type { OrderState } from '../../orders/model/order-states.js';
import { IncidentEntity } from '../model/incident.entity.js';
import { PaymentEntity } from '../model/payment.entity.js';
import type { RefundPiece } from '../model/refund-content.js';
import { RefundEntity } from '../model/refund.entity.js';

/** The order that money belongs to, and whose it is. */
export interface OrderOfMoney {
  readonly orderNo: string;
  readonly state: OrderState;
  readonly customer: { readonly id: string; readonly username: string };
}

/** Pieces of a line that a refund is for. */
export type ListedRefundLine = Omit<RefundPiece, 'unshippedCount' | 'paidAmount'> & {
  readonly refundId: string;
};

/** An answer has no more lines than these, unless one refund alone has. */
const MOST_LINES = 500;

/** A number leads to so many rows at most. */
const MOST_OF_NUMBER = 200;

/** Finds refunds, payments and incidents by the numbers that people know of them. Reads alone. */
@Injectable()
export class MoneyListsRepository {
  private readonly ask: Ask;

  // Raw: a list names the index by which it is read.
  constructor(private readonly dataSource: DataSource) {
    this.ask = askOf(dataSource);
  }

  /** A part of a list, and where the next one goes on. */
  page(list: KeysetList, after: Position | null, limit: number): Promise<KeysetPart> {
    return readKeyset(this.ask, list, after, limit);
  }

  /** The refunds of a number: of their own, of their order, or of their trade. */
  // Raw: numbers of several tables, each by its index.
  refundIds(number: string): Promise<string[]> {
    return idsBy(
      this.ask,
      `SELECT id FROM refunds WHERE out_request_no = ?
       UNION SELECT id FROM refunds WHERE out_trade_no = ?
       UNION SELECT r.id FROM orders o JOIN refunds r ON r.order_id = o.id WHERE o.order_no = ?
       UNION SELECT r.id FROM payments p JOIN refunds r ON r.payment_id = p.id WHERE p.trade_no = ?
       LIMIT ${MOST_OF_NUMBER}`,
      [number, number, number, number],
    );
  }

  /** The payments of a number: of their order, or of their trade. */
  // Raw: numbers of several tables, each by its index.
  paymentIds(number: string): Promise<string[]> {
    return idsBy(
      this.ask,
      `SELECT id FROM payments WHERE out_trade_no = ? UNION SELECT id FROM payments WHERE trade_no = ?
       UNION SELECT p.id FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.order_no = ?
       LIMIT ${MOST_OF_NUMBER}`,
      [number, number, number],
    );
  }

  /** The incidents of a number: of their order, or of their trade. */
  // Raw: numbers of several tables, each by its index.
  incidentIds(number: string): Promise<string[]> {
    return idsBy(
      this.ask,
      `SELECT id FROM incidents WHERE out_trade_no = ? UNION SELECT id FROM incidents WHERE trade_no = ?
       UNION SELECT i.id FROM orders o JOIN incidents i ON i.order_id = o.id WHERE o.order_no = ?
       LIMIT ${MOST_OF_NUMBER}`,
      [number, number, number],
    );
  }

  /** Refunds by their ids, in that order. */
  async refunds(ids: readonly string[]): Promise<RefundEntity[]> {
    const rows = await this.dataSource.manager.findBy(RefundEntity, { id: In(ids) });
    return inOrder(ids, rows, ({ id }) => id);
  }

  /** How many of some refunds, from the first on, have no more lines than one answer should; one at least. */
  // Raw: it counts entries of an index, and no rows.
  async fittingRefunds(ids: readonly string[]): Promise<number> {
    const rows = await this.ask<{ id: string; count: string }>(
      'SELECT refund_id AS id, COUNT(*) AS count FROM refund_lines WHERE refund_id IN (?) GROUP BY refund_id',
      [ids],
    );
    const lines = new Map(rows.map(({ id, count }) => [id, Number(count)]));
    return fittingRows(ids, lines, MOST_LINES);
  }

  /** What refunds are for, in the order of the orders' lines. */
  // Raw: two tables whose rows name each other by id alone.
  async refundLines(ids: readonly string[]): Promise<ListedRefundLine[]> {
    const rows = await this.ask<
      Pick<ListedRefundLine, 'refundId' | 'skuId' | 'name' | 'count' | 'restockCount'> & {
        readonly lineId: string;
        readonly amount: string;
      }
    >(
      `SELECT r.refund_id AS refundId, l.sku_id AS skuId, l.name, r.count, r.restock_count AS restockCount, r.amount,
         (SELECT COUNT(*) FROM order_lines o WHERE o.order_id = l.order_id AND o.id <= l.id) AS lineId
       FROM refund_lines r JOIN order_lines l ON l.id = r.line_id WHERE r.refund_id IN (?) ORDER BY r.refund_id, r.line_id`,
      [ids],
    );
    return rows.map((row) => ({
      ...row,
      lineId: Number(row.lineId),
      amount: yuanToFen(row.amount),
    }));
  }

  /** Payments by their ids, in that order. */
  async payments(ids: readonly string[]): Promise<PaymentEntity[]> {
    const rows = await this.dataSource.manager.findBy(PaymentEntity, { id: In(ids) });
    return inOrder(ids, rows, ({ id }) => id);
  }

  /** Incidents by their ids, in that order. */
  async incidents(ids: readonly string[]): Promise<IncidentEntity[]> {
    const rows = await this.dataSource.manager.findBy(IncidentEntity, { id: In(ids) });
    return inOrder(ids, rows, ({ id }) => id);
  }

  /** The orders that money belongs to, by their row's id; null stands for none. */
  // Raw: four columns of two tables that belong to other floors.
  async ordersOf(orderIds: readonly (string | null)[]): Promise<Map<string, OrderOfMoney>> {
    const ids = ['0', ...orderIds.flatMap((id) => id ?? [])];
    const rows = await this.ask<
      Pick<OrderOfMoney, 'orderNo' | 'state'> & {
        readonly id: string;
        readonly userId: string;
        readonly username: string;
      }
    >(
      `SELECT o.id, o.order_no AS orderNo, o.state, u.public_id AS userId, u.username
       FROM orders o JOIN users u ON u.id = o.user_id WHERE o.id IN (?)`,
      [ids],
    );
    return new Map(
      rows.map(({ id, orderNo, state, userId, username }) => {
        return [id, { orderNo, state, customer: { id: userId, username } }];
      }),
    );
  }
}
