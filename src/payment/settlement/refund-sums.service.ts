import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import type { Fen } from '../../kernel/money.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import { chargedTo, newRefund, type NewRefund } from '../model/new-refund.js';
import { PaymentEntity } from '../model/payment.entity.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { endsShipping } from '../model/refund-plan.js';
import { goesBackWhole, orderSums, reasonToClose, sumElsewhere } from '../model/refund-rules.js';
import { RefundRepository } from '../model/refund.repository.js';
import { RefundPieces, type WaitingRequest } from './refund-pieces.service.js';

/** Books refunds that others made, and writes down what follows from the sums of a payment's refunds. */
@Injectable()
export class RefundSums {
  constructor(
    private readonly refunds: RefundRepository,
    private readonly pieces: RefundPieces,
    private readonly transitions: OrderTransitions,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Books what Alipay says was refunded beyond the refunds of this shop, on its own pages, and what follows from the
   * refunds as they stand then ({@link follow}). The rows of the order and the payment are locked.
   */
  async bookElsewhere(tx: EntityManager, paymentId: string): Promise<void> {
    const payment = await tx.findOneByOrFail(PaymentEntity, { id: paymentId });
    const amount = sumElsewhere(payment, await this.refunds.counted(tx, paymentId));
    if (amount > 0) await this.refunds.insert(tx, consoleRefund(payment, amount, this.clock.now()));
    await this.follow(tx, paymentId, true);
  }

  /**
   * Brings a payment and its order after its refunds, whenever one was made, decided or ended, or Alipay told of more: so
   * much is reserved, nobody ships what is being sent back whole, and a request that fits no more is closed. The rows of
   * the order and the payment are locked. The database refuses a sum above what was paid; `capped` is for refunds that
   * Alipay has done already, which no constraint can undo.
   */
  async follow(tx: EntityManager, paymentId: string, capped = false): Promise<void> {
    const payment = await tx.findOneByOrFail(PaymentEntity, { id: paymentId });
    const counted = await this.refunds.counted(tx, paymentId);
    await this.refunds.reserve(tx, paymentId, counted, capped);
    // What came beside the order's own money, as from a second payment, goes back while the goods leave.
    if (payment.appliedAt === null) return;
    await this.transitions.noteRefundSums(tx, payment.orderId, orderSums(payment, counted));
    if (goesBackWhole(payment, counted)) await this.transitions.stopShipping(tx, payment.orderId);
    else await this.transitions.resumeShipping(tx, payment.orderId);
    await this.pieces.follow(tx, payment, counted);
    await this.followRequests(tx, payment, counted);
  }

  /**
   * What is decided goes first: requests that wait hold nothing back, and stand on the order while one is for all of it, or
   * for all that is to be shipped.
   */
  private async followRequests(
    tx: EntityManager,
    payment: PaymentEntity,
    counted: readonly RefundEntity[],
  ): Promise<void> {
    const waiting = await this.pieces.waiting(tx, payment);
    const books = await this.pieces.books(tx, payment);
    const fitting = await this.pieces.fitting(tx, payment, waiting, books);
    const open: WaitingRequest[] = [];
    for (const [index, one] of waiting.entries()) {
      const closedReason = reasonToClose(payment, fitting[index] ?? false);
      const end = { closedReason, endedAt: this.clock.now() };
      if (closedReason === null) open.push(one);
      else await this.refunds.move(tx, one.request, 'close', end);
    }
    const ofAll = open.find(({ request, content }) => {
      const granted = [...counted, asGranted(request)];
      return goesBackWhole(payment, granted) || endsShipping(books, content);
    });
    await this.transitions.noteRefundRequest(tx, payment.orderId, ofAll?.request.createdAt ?? null);
  }
}

/** A refund that the merchant made on Alipay's own pages; its number is the same however often it is found. Pure. */
function consoleRefund(payment: PaymentEntity, amount: Fen, now: Date): NewRefund {
  return newRefund({
    ...chargedTo(payment),
    outRequestNo: `F${payment.id}-${payment.refundedAmount}`,
    amount,
    reason: '在支付宝后台退款',
    origin: 'alipay-console',
    state: 'SUCCEEDED',
    createdAt: now,
    endedAt: now,
  });
}

function asGranted({ amount }: RefundEntity) {
  return { amount, state: 'PROCESSING' as const };
}
