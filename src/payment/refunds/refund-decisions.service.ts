import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../audit/audit-log.service.js';
import { requirePermission } from '../../auth/permission-required.js';
import { isStaff } from '../../auth/permissions.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { fenToYuan } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { refuseBuyer } from '../model/own-orders.js';
import { PaymentRepository } from '../model/payment.repository.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { RefundLineRepository } from '../model/refund-line.repository.js';
import { FourEyes } from '../settlement/four-eyes.service.js';
import { RefundPieces } from '../settlement/refund-pieces.service.js';
import {
  isBesideCases,
  plannedMembers,
  RefundRequests,
  WORKER_HEADSTART_MS,
} from '../settlement/refund-requests.service.js';
import type { RefundEvent, RefundState } from '../model/refund-states.js';
import { RefundRepository } from '../model/refund.repository.js';
import { RefundSums } from '../settlement/refund-sums.service.js';

/** What can be made of a request that waits. */
type Decision = Extract<RefundEvent, 'approve' | 'reject' | 'withdraw'>;

/** What somebody makes of one, and why; null: they do not say. */
export interface Decided<What extends Decision = Decision> {
  readonly decision: What;
  readonly reason: string | null;
}

/** The same, about a refund of an order. */
interface DecidedOf extends Decided {
  readonly orderNo: string;
}

/** Decides about refund requests that wait: the staff does, or whoever asked takes his back. */
@Injectable()
export class RefundDecisions {
  constructor(
    private readonly orders: OrdersService,
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly refunds: RefundRepository,
    private readonly refundLines: RefundLineRepository,
    private readonly pieces: RefundPieces,
    private readonly requests: RefundRequests,
    private readonly sums: RefundSums,
    private readonly fourEyes: FourEyes,
    private readonly transactions: Transactions,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Approves or rejects a request; the same again changes nothing. A customer's request for which four eyes are needed
   * waits on after its first approval. Throws Problem `no-such-refund`, `refund-decided`, `own-request` and `own-order`
   * (nobody approves what they asked for, or of an order that they bought), `order-not-cancellable` (an order that was to be cancelled has been shipped meanwhile), and
   * `refund-exceeds-payment` when more would go back than was paid.
   */
  async decide(
    operator: SignedInUser,
    orderNo: string,
    id: string,
    decided: Decided<'approve' | 'reject'>,
  ): Promise<void> {
    const order = await this.orders.record(operator, orderNo);
    await this.decideLocked(operator, order, id, decided);
  }

  /** Takes one's own request back; the same again changes nothing. Throws Problem as {@link decide} does, `no-such-order` and `owner-only`. */
  async withdraw(customer: SignedInUser, orderNo: string, id: string): Promise<void> {
    const order = await this.orders.record(customer, orderNo);
    if (order.userId !== customer.id) requirePermission(customer, 'refunds.request');
    await this.decideLocked(customer, order, id, { decision: 'withdraw', reason: null });
  }

  private async decideLocked(
    user: SignedInUser,
    order: OrderRecord,
    id: string,
    decided: Decided,
  ): Promise<void> {
    const { decision } = decided;
    const decidedOf = { ...decided, orderNo: order.orderNo };
    await this.transactions.run(async (tx) => {
      const locked = await this.transitions.lockById(tx, order.id);
      await this.payments.lockOfOrder(tx, order.id);
      const refund = await this.refunds.lock(tx, id);
      if (refund === null || refund.orderId !== order.id) throw noSuchRefund();
      refuseWho(user, refund, decision);
      const isGranted = refund.state === 'REQUESTED' && decision === 'approve';
      if (isGranted) refuseBuyer(user, [order]);
      if (isGranted) refuseLateCancel(refund, locked);
      if (isGranted && (await this.isFirstOfTwo(tx, user, refund, decidedOf))) return;
      await this.moveTo(tx, user, refund, decidedOf);
    });
  }

  /** Whether it waits on after this approval, for one of another person. */
  private async isFirstOfTwo(
    tx: EntityManager,
    user: SignedInUser,
    refund: RefundEntity,
    { orderNo, reason }: DecidedOf,
  ): Promise<boolean> {
    const { firstApprovedBy, origin, amount } = refund;
    // Whoever of the staff asked is the first of the two.
    if (origin !== 'customer') return false;
    if (firstApprovedBy !== null) return firstApprovedBy === user.id;
    if (!(await this.fourEyes.areNeeded(tx, user, refund, amount))) return false;
    const first = { firstApprovedBy: user.id, firstApprovedAt: this.clock.now() };
    await this.refunds.touch(tx, refund, first);
    await this.audit.write(tx, user, {
      action: 'refund.approve_first',
      object: { kind: 'refund', id: refund.id },
      before: { orderNo, state: refund.state, amount: fenToYuan(amount) },
      after: { state: refund.state },
      reason,
    });
    return true;
  }

  private async moveTo(
    tx: EntityManager,
    user: SignedInUser,
    refund: RefundEntity,
    decided: DecidedOf,
  ): Promise<void> {
    const { decision } = decided;
    const isGranted = refund.state === 'REQUESTED' && decision === 'approve';
    const planned = isGranted ? await this.planAnew(tx, refund) : {};
    const now = this.clock.now();
    const ends =
      decision === 'approve'
        ? { ...planned, nextCheckAt: plusMs(now, WORKER_HEADSTART_MS) }
        : { endedAt: now };
    const by = decision === 'withdraw' ? {} : { decidedBy: user.id, decidedAt: now };
    if (await this.refunds.move(tx, refund, decision, { ...by, ...ends })) {
      if (refund.paymentId !== null) await this.sums.follow(tx, refund.paymentId, true);
      await this.writeEntry(tx, user, refund, decided);
      return;
    }
    if (!isDecidedSo(refund, decision)) throw refundDecided();
  }

  private async writeEntry(
    tx: EntityManager,
    staff: SignedInUser,
    { id, state, amount, requestedBy }: RefundEntity,
    { decision, orderNo, reason }: DecidedOf,
  ): Promise<void> {
    if (!isStaff(staff)) return;
    const after = decision === 'approve' ? 'PROCESSING' : ENDED_BY[decision];
    await this.audit.write(tx, staff, {
      action: `refund.${decision}`,
      object: { kind: 'refund', id },
      before: { orderNo, state, amount: fenToYuan(amount), requestedBy },
      after: { state: after },
      reason,
    });
  }

  /**
   * What a request sends back now: the last pieces of a line take its rounding, and pieces may have left the shop since.
   * What fits no more is closed already; a refusal is for what nobody has looked at since.
   */
  private async planAnew(tx: EntityManager, refund: RefundEntity) {
    const payment = await this.payments.lockByOutTradeNo(tx, refund.outTradeNo);
    if (payment === null) throw new Error(`the payment of refund ${refund.id} has vanished`);
    const waiting = await this.pieces.waiting(tx, payment);
    const content = waiting.find(({ request }) => request.id === refund.id)?.content;
    if (content === undefined) throw new Error(`refund ${refund.id} does not wait`);
    const plan = await this.requests.plan(tx, payment, content);
    if (isBesideCases(refund)) await this.pieces.refuseHeld(tx, payment, plan);
    await this.refundLines.replace(tx, refund.id, plan.lines);
    return plannedMembers(plan);
  }
}

const ENDED_BY: Readonly<Record<Exclude<Decision, 'approve'>, RefundState>> = {
  reject: 'REJECTED',
  withdraw: 'WITHDRAWN',
};

/** Whether the very same was decided before. Pure. */
function isDecidedSo(refund: RefundEntity, decision: Decision): boolean {
  const { state, requestedBy, decidedBy } = refund;
  if (decision !== 'approve') return state === ENDED_BY[decision];
  // Who makes a refund decides it himself, so that it was never approved.
  return decidedBy !== null && decidedBy !== requestedBy && state !== 'REJECTED';
}

/** Goods that have left are not paid back by a cancel. Throws Problem `order-not-cancellable`. Pure. */
function refuseLateCancel({ origin }: RefundEntity, order: OrderRecord | null): void {
  if (origin !== 'cancel' || order?.state === 'TO_SHIP') return;
  throw new Problem('order-not-cancellable', { state: order?.state });
}

/** Throws Problem `owner-only`, `own-request`. Pure. */
function refuseWho({ id }: SignedInUser, refund: RefundEntity, decision: Decision): void {
  const isOwn = refund.requestedBy === id;
  if (decision === 'withdraw' && !isOwn) throw ownerOnly();
  if (decision === 'approve' && isOwn && refund.state === 'REQUESTED') throw ownRequest();
}

/** The path names a refund that the order has not. */
export function noSuchRefund(): Problem {
  return new Problem('no-such-refund');
}

/** Somebody has decided about it in another way. */
export function refundDecided(): Problem {
  return new Problem('refund-decided');
}

function ownerOnly(): Problem {
  return new Problem('owner-only');
}

function ownRequest(): Problem {
  return new Problem('own-request');
}
