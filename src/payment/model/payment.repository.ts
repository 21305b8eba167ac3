import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ArchiveService } from '../../archive/archive.service.js';
import { INSTANT_PLACE, MONEY_PLACE, PLAIN_PLACE } from '../../database/places.js';
import { type Insertion, insertWithIds } from '../../database/batching/rows.js';
import {
  isSame,
  caseOf,
  type ColumnValues,
  setClause,
  valueById,
} from '../../database/batching/set-clauses.js';
import { fenToYuan } from '../../kernel/money.js';
import {
  type NewPayment,
  newPaymentRow,
  PAYMENT_COLUMNS,
  paymentOf,
  type PaymentRow,
} from './payment-rows.js';
import { PaymentEntity } from './payment.entity.js';

/** The members of a payment that follow from what Alipay says of its trade. */
export type SettledMembers = Pick<
  PaymentEntity,
  | 'state'
  | 'tradeNo'
  | 'refundedAmount'
  | 'paidAt'
  | 'recordedAt'
  | 'appliedAt'
  | 'recheckAt'
  | 'closedAt'
>;

/** A payment as it was read and locked, and as it is from now on. */
export interface SettledPayment {
  readonly payment: SettledMembers & Pick<PaymentEntity, 'id'>;
  readonly after: SettledMembers;
}

/** Reads and compare-and-set writes of payment rows. A trade that is not among them may lie in the archive: it comes back. */
@Injectable()
export class PaymentRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly archive: ArchiveService,
  ) {}

  /** The orders of `out_trade_no`s, unlocked: an order's row is locked before its payment's. */
  async orderIdsOf(
    tx: EntityManager,
    outTradeNos: readonly string[],
  ): Promise<Map<string, string>> {
    const read = async () => {
      // Raw: hot; the first statement of every notify, and it needs two columns.
      const rows: { outTradeNo: string; orderId: string }[] = await tx.query(
        'SELECT out_trade_no AS outTradeNo, order_id AS orderId FROM payments WHERE out_trade_no IN (?)',
        [outTradeNos],
      );
      return new Map(rows.map(({ outTradeNo, orderId }) => [outTradeNo, orderId]));
    };
    const found = await read();
    const missing = outTradeNos.filter((outTradeNo) => !found.has(outTradeNo));
    const isBack = missing.length > 0 && (await this.archive.bringBack(missing, tx));
    return isBack ? read() : found;
  }

  /**
   * The payments of `out_trade_no`s by these, locked after their orders' rows. Several at once pass over rows that
   * somebody else holds, as those of the orders do; one alone waits.
   */
  async lockByOutTradeNos(
    tx: EntityManager,
    outTradeNos: readonly string[],
  ): Promise<Map<string, PaymentEntity>> {
    if (outTradeNos.length === 0) return new Map();
    const waiting = outTradeNos.length > 1 ? 'SKIP LOCKED' : '';
    const where = `out_trade_no IN (?) ORDER BY out_trade_no FOR UPDATE ${waiting}`;
    const payments = await readPayments(tx, where, [outTradeNos]);
    return new Map(payments.map((payment) => [payment.outTradeNo, payment]));
  }

  /** The payment of an `out_trade_no`, locked. */
  async lockByOutTradeNo(tx: EntityManager, outTradeNo: string): Promise<PaymentEntity | null> {
    return (await this.lockByOutTradeNos(tx, [outTradeNo])).get(outTradeNo) ?? null;
  }

  /** All payments of orders by the order's id, oldest first, locked. The orders' rows are locked already. */
  async lockOfOrders(
    tx: EntityManager,
    orderIds: readonly string[],
  ): Promise<Map<string, PaymentEntity[]>> {
    const found = new Map<string, PaymentEntity[]>(orderIds.map((id) => [id, []]));
    if (orderIds.length === 0) return found;
    const where = 'order_id IN (?) ORDER BY order_id, attempt FOR UPDATE';
    for (const payment of await readPayments(tx, where, [orderIds])) {
      found.get(payment.orderId)?.push(payment);
    }
    return found;
  }

  /** All payments of an order, oldest first, locked. The order's row is locked already. */
  async lockOfOrder(tx: EntityManager, orderId: string): Promise<PaymentEntity[]> {
    return (await this.lockOfOrders(tx, [orderId])).get(orderId) ?? [];
  }

  /** All payments of orders by the order's id, oldest first. */
  async ofOrders(orderIds: readonly string[]): Promise<Map<string, PaymentEntity[]>> {
    const found = new Map<string, PaymentEntity[]>(orderIds.map((id) => [id, []]));
    if (orderIds.length === 0) return found;
    const where = 'order_id IN (?) ORDER BY order_id, attempt';
    for (const payment of await readPayments(this.dataSource.manager, where, [orderIds])) {
      found.get(payment.orderId)?.push(payment);
    }
    return found;
  }

  /** All payments of an order, oldest first. */
  ofOrder(orderId: string): Promise<PaymentEntity[]> {
    return readPayments(this.dataSource.manager, 'order_id = ? ORDER BY attempt', [orderId]);
  }

  /** The payment of an `out_trade_no`. */
  byOutTradeNo(outTradeNo: string): Promise<PaymentEntity | null> {
    return this.ofTrade(this.dataSource.manager, { outTradeNo, tradeNo: null });
  }

  /** The payment whose trade this is, unlocked: by Alipay's number where that is known, else by ours. */
  async ofTrade(
    tx: EntityManager,
    { outTradeNo, tradeNo }: { readonly outTradeNo: string; readonly tradeNo: string | null },
  ): Promise<PaymentEntity | null> {
    const read = async () => {
      const named = tradeNo === null ? [] : await readPayments(tx, 'trade_no = ?', [tradeNo]);
      return named.length > 0 ? named : readPayments(tx, 'out_trade_no = ?', [outTradeNo]);
    };
    const [payment = null] = await read();
    const numbers = [outTradeNo, tradeNo ?? ''];
    if (payment !== null || !(await this.archive.bringBack(numbers, tx))) return payment;
    return (await read())[0] ?? null;
  }

  /** Inserts payments. */
  insert<Payment extends NewPayment>(
    tx: EntityManager,
    payments: readonly Payment[],
  ): Insertion<Payment> {
    const plan = { table: 'payments', unique: 'out_trade_no', rowOf: newPaymentRow };
    return insertWithIds(tx, plan, payments);
  }

  /** Notes that links to payments were given out, with the ways in which they lead there. */
  async noteLinks(
    tx: EntityManager,
    payments: readonly Pick<PaymentEntity, 'id' | 'method' | 'storefront'>[],
    linkGivenAt: Date,
  ): Promise<void> {
    if (payments.length === 0) return;
    const method = caseOf(
      PLAIN_PLACE,
      payments.map((payment) => [payment.id, payment.method]),
    );
    const storefront = caseOf(
      PLAIN_PLACE,
      payments.map((payment) => [payment.id, payment.storefront]),
    );
    // Raw: hot; one statement for all links of a batch, each with its own values.
    await tx.query(
      `UPDATE payments SET method = ${method.sql}, storefront = ${storefront.sql}, link_given_at = ?
       WHERE id IN (?)`,
      [...method.params, ...storefront.params, linkGivenAt, payments.map(({ id }) => id)],
    );
  }

  /**
   * Writes what Alipay's statements make of payments: the only statement by which a payment becomes paid, or closed. It
   * sets no column that it does not change. Throws Error when one of them is not in the state in which it was read: the
   * caller held its lock.
   */
  async writeSettled(tx: EntityManager, settled: readonly SettledPayment[]): Promise<void> {
    if (settled.length === 0) return;
    const ids = settled.map(({ payment }) => payment.id);
    const before = settledColumns(settled.map(({ payment }) => payment));
    const after = settledColumns(settled.map((one) => one.after));
    const sets = setClause(ids, changedColumns(before, after));
    const read = settled.map(({ payment }) => payment.state);
    const from = valueById(ids, { place: PLAIN_PLACE, values: read });
    // Raw: hot; one statement for all payments of a batch, each with its own values. The condition on the state is
    // looked at before any assignment.
    const result: { affectedRows: number } = await tx.query(
      `UPDATE payments SET ${sets.sql} WHERE id IN (?) AND state = ${from.sql}`,
      [...sets.params, ids, ...from.params],
    );
    if (result.affectedRows !== settled.length) throw new Error('a locked payment was changed');
  }

  /**
   * Claims the right to ask Alipay on behalf of an anonymous visitor: true when nobody did within the gap. A return
   * address can be replayed for ever (alipay.md 1.4), so it must not be a lever on the gateway.
   */
  async claimAsking(outTradeNo: string, now: Date, before: Date): Promise<boolean> {
    const update = this.dataSource.createQueryBuilder().update(PaymentEntity).set({ askedAt: now });
    const { affected } = await update
      .where('out_trade_no = :outTradeNo', { outTradeNo })
      .andWhere('(asked_at IS NULL OR asked_at < :before)', { before })
      .execute();
    return affected === 1;
  }
}

/** The payments whose rows meet a condition. */
async function readPayments(
  tx: EntityManager,
  where: string,
  values: readonly unknown[],
): Promise<PaymentEntity[]> {
  // Raw: hot; a row costs a fraction of what an entity costs.
  const statement = `SELECT ${PAYMENT_COLUMNS} FROM payments WHERE ${where}`;
  const rows: PaymentRow[] = await tx.query(statement, [...values]);
  return rows.map(paymentOf);
}

function settledColumns(rows: readonly SettledMembers[]): ColumnValues[] {
  const times = (name: string, of: (row: SettledMembers) => Date | null) => {
    return { name, place: INSTANT_PLACE, values: rows.map(of) };
  };
  const sums = rows.map(({ refundedAmount }) => fenToYuan(refundedAmount));
  return [
    { name: 'state', place: PLAIN_PLACE, values: rows.map(({ state }) => state) },
    { name: 'trade_no', place: PLAIN_PLACE, values: rows.map(({ tradeNo }) => tradeNo) },
    { name: 'refunded_amount', place: MONEY_PLACE, values: sums },
    times('paid_at', ({ paidAt }) => paidAt),
    times('recorded_at', ({ recordedAt }) => recordedAt),
    times('applied_at', ({ appliedAt }) => appliedAt),
    times('recheck_at', ({ recheckAt }) => recheckAt),
    times('closed_at', ({ closedAt }) => closedAt),
  ];
}

/** The columns in which some row has another value after than before. */
function changedColumns(
  before: readonly ColumnValues[],
  after: readonly ColumnValues[],
): ColumnValues[] {
  return after.filter(({ values }, column) =>
    values.some((value, row) => !isSame(value, before[column]?.values[row] ?? null)),
  );
}
