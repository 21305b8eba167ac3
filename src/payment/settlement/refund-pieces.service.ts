import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RefundedLines } from '../../orders/lifecycle/refunded-lines.service.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { Problem } from '../../kernel/problem.js';
import { fitTogether, takesHeld } from '../model/held-pieces.js';
import { HeldPiecesRepository } from '../model/held-pieces.repository.js';
import { PaymentEntity } from '../model/payment.entity.js';
import { booksOf, lineRefundsOf, onlyDone, type RefundedOrder } from '../model/refund-books.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { RefundLineRepository } from '../model/refund-line.repository.js';
import { contentOf, partsData, partsOf, type RefundParts } from '../model/refund-content.js';
import {
  booksAfter,
  planRefund,
  type RefundBooks,
  type RefundContent,
  type RefundPlan,
} from '../model/refund-plan.js';
import { RefundRepository } from '../model/refund.repository.js';

import type { ChangedTrade, ToldRefund } from './settlement-writes.js';

/** A customer's request that waits for a decision. */
export interface WaitingRequest {
  readonly request: RefundEntity;
  readonly content: RefundContent;
}

/** What refunds mean for an order's pieces: which are left, which go into the stock, what is still to be shipped. */
@Injectable()
export class RefundPieces {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly refundLines: RefundLineRepository,
    private readonly held: HeldPiecesRepository,
    private readonly lines: RefundedLines,
    private readonly transitions: OrderTransitions,
  ) {}

  /** What is left of a payment that paid its order, and of the order's lines. The rows of both are locked. */
  async books(tx: EntityManager, payment: PaymentEntity): Promise<RefundBooks> {
    const refunds = await this.refunds.counted(tx, payment.id);
    return booksOf(await this.read(tx, payment, refunds));
  }

  /** What is left of an order beside a refund of the payment that paid it; of a request that waits: if it was granted. */
  async leftBy(tx: EntityManager, refund: RefundEntity): Promise<RefundBooks> {
    const payment = await tx.findOneByOrFail(PaymentEntity, { id: refund.paymentId ?? '' });
    const books = await this.books(tx, payment);
    const waiting = refund.state === 'REQUESTED' ? await this.waiting(tx, payment) : [];
    const request = waiting.find((one) => one.request.id === refund.id);
    const outcome = request === undefined ? null : planRefund(books, request.content);
    return outcome?.ok === true ? booksAfter(books, outcome.plan) : books;
  }

  /** What refunds of one order are for, in their order. */
  async parts(tx: EntityManager, refunds: readonly RefundEntity[]): Promise<RefundParts[]> {
    const refundLines = await this.refundLines.ofRefunds(refunds, tx);
    const orderId = refunds.find((refund) => refund.orderId !== null)?.orderId ?? null;
    const isBound = refundLines.length > 0 && orderId !== null;
    const lines = isBound ? await this.lines.linesOf(tx, orderId) : [];
    return refunds.map((refund) => partsOf(refund, lines, refundLines));
  }

  /** How a refund's sum comes about, as events tell it. */
  async told(tx: EntityManager, refund: RefundEntity) {
    const [parts] = await this.parts(tx, [refund]);
    return partsData(parts ?? partsOf(refund, [], []));
  }

  /** The refund of ours that a report tells of, when what it tells of is that refund alone. */
  async toldBy(tx: EntityManager, trade: ChangedTrade): Promise<ToldRefund | null> {
    const { payment, change, report } = trade;
    const told = change.refunded - payment.refundedAmount;
    if (told === 0 || report.outRequestNo === null) return null;
    const refund = await this.refunds.byNumber(tx, report.outRequestNo);
    if (refund?.paymentId !== payment.id || refund.amount !== told) return null;
    return { refundId: refund.id, ...(await this.told(tx, refund)) };
  }

  /** The requests of a payment that wait for a decision, oldest first; the payment's row is locked. */
  async waiting(tx: EntityManager, payment: PaymentEntity): Promise<WaitingRequest[]> {
    const requests = await this.refunds.waiting(tx, payment.id);
    const parts = await this.parts(tx, requests);
    return requests.flatMap((request, index) => {
      const of = parts[index];
      if (of === undefined) return [];
      const content = contentOf(request, of);
      return [{ request, content }];
    });
  }

  /** Which of the requests of a payment that wait can still be granted when so much is left. The rows are locked. */
  async fitting(
    tx: EntityManager,
    { orderId }: PaymentEntity,
    waiting: readonly WaitingRequest[],
    books: RefundBooks,
  ): Promise<boolean[]> {
    if (waiting.length === 0) return [];
    return fitTogether(books, await this.held.ofCases(tx, orderId), waiting);
  }

  /** Throws Problem `piece-in-after-sale` when a refund beside an order's cases takes pieces of one. The rows are locked. */
  async refuseHeld(tx: EntityManager, payment: PaymentEntity, plan: RefundPlan): Promise<void> {
    if (plan.lines.length === 0) return;
    const held = await this.held.ofCases(tx, payment.orderId);
    if (held.size === 0 || !takesHeld(await this.books(tx, payment), held, plan)) return;
    throw new Problem('piece-in-after-sale');
  }

  /**
   * Brings the lines of an order after the refunds of the payment that paid it, whenever one was made, decided or ended;
   * `counted` are those that are done or under way. Where they have left nothing to ship, the order goes on. The rows of
   * the order and the payment are locked.
   */
  async follow(
    tx: EntityManager,
    payment: PaymentEntity,
    counted: readonly RefundEntity[],
  ): Promise<void> {
    const refunded = await this.read(tx, payment, counted);
    const { lines } = refunded;
    await this.lines.note(tx, lines, lineRefundsOf(refunded));
    // All of the money is back: the payment's report ends the order.
    if (payment.refundedAmount === payment.amount || refunded.refundLines.length === 0) return;
    const done = lineRefundsOf(onlyDone(refunded));
    const known = lines.map((line, index) => ({ ...line, ...done[index] }));
    await this.lines.endShipping(tx, refunded.order, known);
  }

  /** Puts the pieces of a refund whose money is back into the stock. The caller sees to it that this happens once. */
  async restock(tx: EntityManager, order: OrderRecord, refund: RefundEntity): Promise<void> {
    const [parts] = await this.parts(tx, [refund]);
    const pieces = (parts?.lines ?? []).map(({ skuId, restockCount: count }) => ({ skuId, count }));
    const restocked = pieces.filter(({ count }) => count > 0);
    await this.transitions.restock(tx, order, restocked);
  }

  private async read(tx: EntityManager, payment: PaymentEntity, refunds: readonly RefundEntity[]) {
    const order = await this.transitions.lockById(tx, payment.orderId);
    if (order === null) throw new Error(`order ${payment.orderId} has vanished`);
    const lines = await this.lines.linesOf(tx, order.id);
    const refundLines = await this.refundLines.ofRefunds(refunds, tx);
    return { order, lines, paid: payment.amount, refunds, refundLines } satisfies RefundedOrder;
  }
}
