import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { INSTANT_PLACE, PLAIN_PLACE } from '../../database/places.js';
import { caseOf, type Insertion, insertWithIds, type Value } from '../../database/batching/rows.js';
import { type NewPayment, newPaymentRow, readPayments } from './payment-rows.js';
import { firstRecheckAt } from './paid-schedule.js';
import { PaymentEntity } from './payment.entity.js';
import type { PaymentState } from './payment-states.js';

/** Members of a payment that may change after it was made. */
export type PaymentChange = Partial<
  Pick<
    PaymentEntity,
    | 'tradeNo'
    | 'method'
    | 'storefront'
    | 'state'
    | 'refundedAmount'
    | 'linkGivenAt'
    | 'paidAt'
    | 'recordedAt'
    | 'appliedAt'
    | 'recheckAt'
    | 'closedAt'
  >
>;

/** A payment as it was, and what the money for it makes of it. */
export interface BookedPayment extends Pick<PaymentEntity, 'state' | 'tradeNo'> {
  readonly payment: PaymentEntity;
  readonly paidAt: Date;
}

/** Reads and compare-and-set writes of payment rows. */
@Injectable()
export class PaymentRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The orders of `out_trade_no`s, unlocked: an order's row is locked before its payment's. */
  async orderIdsOf(
    tx: EntityManager,
    outTradeNos: readonly string[],
  ): Promise<Map<string, string>> {
    const rows: { outTradeNo: string; orderId: string }[] = await tx.query(
      'SELECT out_trade_no AS outTradeNo, order_id AS orderId FROM payments WHERE out_trade_no IN (?)',
      [outTradeNos],
    );
    return new Map(rows.map(({ outTradeNo, orderId }) => [outTradeNo, orderId]));
  }

  /**
   * The payments of `out_trade_no`s by these, locked after their orders' rows. Several at once pass over rows that somebody
   * else holds, as those of the orders do; one alone waits.
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
  async byOutTradeNo(outTradeNo: string): Promise<PaymentEntity | null> {
    const [payment] = await readPayments(this.dataSource.manager, 'out_trade_no = ?', [outTradeNo]);
    return payment ?? null;
  }

  /** The payment whose trade this is, unlocked: by Alipay's number where that is known, else by ours. */
  async ofTrade(
    tx: EntityManager,
    { outTradeNo, tradeNo }: { readonly outTradeNo: string; readonly tradeNo: string | null },
  ): Promise<PaymentEntity | null> {
    const named = tradeNo === null ? [] : await readPayments(tx, 'trade_no = ?', [tradeNo]);
    const [payment] =
      named.length > 0 ? named : await readPayments(tx, 'out_trade_no = ?', [outTradeNo]);
    return payment ?? null;
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
    await tx.query(
      `UPDATE payments SET method = ${method.sql}, storefront = ${storefront.sql}, link_given_at = ?
       WHERE id IN (?)`,
      [...method.params, ...storefront.params, linkGivenAt, payments.map(({ id }) => id)],
    );
  }

  /**
   * Books money that pays an order, for several payments at once. Throws Error when one of them is not in the state in
   * which it was read: the caller held its lock.
   */
  async bookPaid(tx: EntityManager, booked: readonly BookedPayment[], now: Date): Promise<void> {
    if (booked.length === 0) return;
    const by = (place: string, value: (one: BookedPayment) => Value) =>
      caseOf(
        place,
        booked.map((one) => [one.payment.id, value(one)]),
      );
    const from = by(PLAIN_PLACE, ({ payment }) => payment.state);
    const to = by(PLAIN_PLACE, ({ state }) => state);
    const tradeNo = by(PLAIN_PLACE, (one) => one.tradeNo);
    const paidAt = by(INSTANT_PLACE, (one) => one.paidAt);
    const result: { affectedRows: number } = await tx.query(
      `UPDATE payments SET state = ${to.sql}, trade_no = ${tradeNo.sql}, paid_at = ${paidAt.sql},
         recorded_at = ?, applied_at = ?, recheck_at = ? WHERE id IN (?) AND state = ${from.sql}`,
      [
        ...to.params,
        ...tradeNo.params,
        ...paidAt.params,
        now,
        now,
        firstRecheckAt(now),
        booked.map(({ payment }) => payment.id),
        ...from.params,
      ],
    );
    if (result.affectedRows !== booked.length) throw new Error('a locked payment was changed');
  }

  /** Changes a payment that is still in the state `from`. Throws Error when it is not: the caller held its lock. */
  async change(
    tx: EntityManager,
    payment: { readonly id: string; readonly state: PaymentState },
    change: PaymentChange,
  ): Promise<void> {
    const update = tx.createQueryBuilder().update(PaymentEntity).set(change);
    const { affected } = await update.where({ id: payment.id, state: payment.state }).execute();
    if (affected !== 1) throw new Error(`payment ${payment.id} is not ${payment.state} any more`);
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
