import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { fenToYuan, leastFen, yuanToFen } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { contentOf } from '../model/refund-content.js';
import type { RefundContent } from '../model/refund-plan.js';
import { RefundEntity } from '../model/refund.entity.js';
import { RefundRepository } from '../model/refund.repository.js';
import { Refunds } from '../refunds/refunds.service.js';
import { RefundPieces } from '../settlement/refund-pieces.service.js';
import { RefundRequests } from '../settlement/refund-requests.service.js';
import { afterSaleEvent } from './after-sale-events.js';
import { AfterSaleLocks, type LockedCase } from './after-sale-locks.service.js';
import { refundingEvent } from './after-sale-refunds.service.js';
import type { AfterSaleView } from './after-sale-view.js';
import type { ReceiptDto } from './after-sale.dto.js';
import type { AfterSaleEntity } from './after-sale.entity.js';
import { type AfterSaleLine, AfterSaleRepository } from './after-sale.repository.js';
import { AfterSales } from './after-sales.service.js';
import { receiptContent, receivedLines, shareAtMost } from './receipt-rules.js';

/** A case whose refund is to be made, its lines, and the refund's number, drawn before the transaction. */
interface Refunded extends LockedCase {
  readonly staff: SignedInUser;
  readonly lines: readonly AfterSaleLine[];
  readonly outRequestNo: string;
  /** Why the staff does so, as the audit log keeps it. */
  readonly reason?: string | undefined;
}

/** A case that is ready to be refunded. */
type Ready = Pick<Refunded, 'found' | 'lines' | 'reason'>;

/** Books goods that came back, and makes the refunds of cases. */
@Injectable()
export class ReturnReceipts {
  constructor(
    private readonly transactions: Transactions,
    private readonly locks: AfterSaleLocks,
    private readonly payments: PaymentRepository,
    private readonly refunds: RefundRepository,
    private readonly requests: RefundRequests,
    private readonly pieces: RefundPieces,
    private readonly sending: Refunds,
    private readonly cases: AfterSaleRepository,
    private readonly reading: AfterSales,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Books what really came back, and refunds it: what was paid for it, or less for a reason. Throws Problem
   * `no-such-after-sale`, `own-request` (of whose case it is), `after-sale-decided`, `receipt-lines`, `nothing-received`,
   * `refund-reason-required`, `after-sale-refund-too-much`, and what making a refund throws.
   */
  async receiveBack(staff: SignedInUser, id: string, receipt: ReceiptDto): Promise<AfterSaleView> {
    return this.makeRefund(staff, id, async (tx, { order, found }) => {
      const lines = await this.book(tx, { staff, order, found }, receipt);
      const booked = await this.cases.lock(tx, id);
      if (booked === null) throw new Error(`case ${id} has vanished`);
      return { found: booked, lines, reason: receipt.reason };
    });
  }

  /** Tries the refund of a case again, after one that failed. Throws Problem as {@link receiveBack} does. */
  async refundAgain(staff: SignedInUser, id: string, reason?: string): Promise<AfterSaleView> {
    return this.makeRefund(staff, id, async (tx, { found }) => {
      const isToRefund = found.state === (found.type === 'refundOnly' ? 'AGREED' : 'RECEIVED_BACK');
      if (!isToRefund) throw new Problem('after-sale-decided', { state: found.state });
      return { found, lines: await this.cases.linesOf([id], tx), reason };
    });
  }

  /** Makes the refund of a case that `prepare` finds ready; a transaction that is run again makes it once. */
  private async makeRefund(
    staff: SignedInUser,
    id: string,
    prepare: (tx: EntityManager, locked: LockedCase) => Promise<Ready>,
  ): Promise<AfterSaleView> {
    const { userId } = await this.reading.record(staff, id);
    if (userId === staff.id) throw new Problem('own-request');
    const outRequestNo = this.requests.newNumber();
    const refundId = await this.transactions.run(async (tx) => {
      const made = await this.refunds.byNumber(tx, outRequestNo);
      if (made !== null) return made.id;
      const locked = await this.locks.lock(tx, id);
      const ready = await prepare(tx, locked);
      return this.refund(tx, { staff, order: locked.order, ...ready, outRequestNo });
    });
    await this.sending.tryNow(refundId);
    return this.reading.view(staff, id);
  }

  private async book(
    tx: EntityManager,
    { staff, order, found }: Pick<Refunded, 'staff' | 'order' | 'found'>,
    receipt: ReceiptDto,
  ): Promise<AfterSaleLine[]> {
    const { id } = found;
    const lines = receivedLines(await this.cases.linesOf([id], tx), receipt.lines);
    const refundAtMost = receipt.amount === undefined ? null : yuanToFen(receipt.amount);
    const refundReason = receipt.reason ?? null;
    if (refundAtMost !== null && refundReason === null) throw new Problem('refund-reason-required');
    const change = { receivedBackAt: this.clock.now(), refundAtMost, refundReason };
    if (!(await this.cases.move(tx, found, 'receiveBack', change))) {
      throw new Problem('after-sale-decided', { state: found.state });
    }
    const rows = lines.map(({ rowId: lineId, receivedCount, restock }) => {
      return { lineId, receivedCount, restock };
    });
    await this.cases.noteReceived(tx, id, rows);
    const told = lines.map(({ lineId, receivedCount, restock }) => {
      return { lineId, count: receivedCount ?? 0, restock: restock === true };
    });
    await this.outbox.write(
      tx,
      afterSaleEvent(order, found, 'after_sale.received_back', { lines: told }),
    );
    await this.audit.write(tx, staff, {
      action: 'after_sale.receive_back',
      object: { kind: 'after_sale', id },
      before: { orderNo: order.orderNo, state: found.state },
      after: { state: 'RECEIVED_BACK', lines: told, refundAtMost: receipt.amount ?? null },
      reason: refundReason,
    });
    return lines;
  }

  /** The refund that comes of a case is an ordinary one. Answers its id. */
  private async refund(tx: EntityManager, refunded: Refunded): Promise<string> {
    const { staff, order, found, lines, outRequestNo } = refunded;
    const content = await this.contentOf(tx, order, found, lines);
    const by = { user: staff, origin: 'after-sale' } as const;
    const asker = { ...by, waits: false, closesRequests: true };
    const command = { content, reason: found.reason, outRequestNo };
    const refund = await this.requests.request(tx, order.id, command, asker);
    const { state } = found;
    const isWaiting = refund.state === 'REQUESTED';
    if (!(await this.cases.move(tx, found, 'refund', { refundId: refund.id }, isWaiting))) {
      throw new Problem('after-sale-decided', { state });
    }
    await this.outbox.write(tx, refundingEvent(order, found, refund));
    await this.audit.write(tx, staff, {
      action: 'after_sale.refund',
      object: { kind: 'after_sale', id: found.id },
      before: { orderNo: order.orderNo, state },
      after: { state: 'REFUNDING', refundId: refund.id, amount: fenToYuan(refund.amount) },
      reason: refunded.reason,
    });
    return refund.id;
  }

  /** What is refunded: the pieces that came, for less where that was said; of money alone what was asked for before. */
  private async contentOf(
    tx: EntityManager,
    order: OrderRecord,
    found: AfterSaleEntity,
    lines: readonly AfterSaleLine[],
  ): Promise<RefundContent> {
    if (found.type === 'refundOnly') return this.contentAgain(tx, found);
    const content = receiptContent(lines);
    if (found.refundAtMost === null) return content;
    const payment = await this.paymentOf(tx, order.id);
    return this.reduced(tx, payment, content, found);
  }

  private async contentAgain(tx: EntityManager, found: AfterSaleEntity): Promise<RefundContent> {
    const failed = await tx.findOneByOrFail(RefundEntity, { id: found.refundId ?? '' });
    const [parts] = await this.pieces.parts(tx, [failed]);
    if (parts === undefined) throw new Error(`refund ${failed.id} has no parts`);
    const content = contentOf(failed, parts);
    return content.scope === 'lines' ? { ...content, upToLeft: true } : content;
  }

  private async reduced(
    tx: EntityManager,
    payment: PaymentEntity,
    content: Extract<RefundContent, { scope: 'lines' }>,
    { refundAtMost, refundId }: AfterSaleEntity,
  ): Promise<RefundContent> {
    const plan = await this.requests.plan(tx, payment, content);
    const atMost = leastFen(refundAtMost ?? plan.amount, plan.amount);
    // When it is tried again, less may be left by now than was said.
    if (refundId === null && atMost !== refundAtMost) {
      throw new Problem('after-sale-refund-too-much', { most: fenToYuan(plan.amount) });
    }
    const shares = shareAtMost(
      plan.lines.map(({ amount }) => amount),
      atMost,
    );
    const lines = content.lines.map((line, index) => ({ ...line, atMost: shares[index] }));
    return { ...content, lines };
  }

  private async paymentOf(tx: EntityManager, orderId: string): Promise<PaymentEntity> {
    const payments = await this.payments.lockOfOrder(tx, orderId);
    const payment = payments.find(({ appliedAt }) => appliedAt !== null);
    if (payment === undefined) throw new Problem('order-not-refundable');
    return payment;
  }
}
