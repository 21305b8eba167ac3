import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { IDS, type Ids } from '../../kernel/ids.js';
import { type Fen, fenToYuan } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { chargedTo, newRefund, type NewRefund } from '../model/new-refund.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { RefundLineRepository } from '../model/refund-line.repository.js';
import {
  booksAfter,
  planRefund,
  type RefundContent,
  type RefundPlan,
} from '../model/refund-plan.js';
import { isRefundable, requestWaits } from '../model/refund-rules.js';
import { RefundMoves } from '../model/refund-moves.js';
import { RefundRepository } from '../model/refund.repository.js';
import { FourEyes } from './four-eyes.service.js';
import { RefundPieces } from './refund-pieces.service.js';
import { planProblem } from './refund-refusals.js';
import { RefundSums } from './refund-sums.service.js';

/** What a refund is asked for with; its number is drawn before the transaction: the same command again is the same refund. */
export interface RefundCommand {
  readonly content: RefundContent;
  readonly reason: string;
  readonly outRequestNo: string;
}

/** Who asks, whether it waits for an approval, and whether it is done although a request that waits is closed by it. */
export interface RefundAsker {
  readonly user: SignedInUser;
  readonly origin: 'operator' | 'customer' | 'cancel' | 'after-sale';
  readonly waits: boolean;
  readonly closesRequests: boolean;
}

/** Whoever asks for a refund sends it himself, at once; the worker takes it up when that came to nothing. */
export const WORKER_HEADSTART_MS = 10_000;

/** Writes down refunds before anybody is asked for them, so that the sum of all is never above what was paid. */
@Injectable()
export class RefundRequests {
  constructor(
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly refunds: RefundRepository,
    private readonly refundLines: RefundLineRepository,
    private readonly pieces: RefundPieces,
    private readonly sums: RefundSums,
    private readonly moves: RefundMoves,
    private readonly fourEyes: FourEyes,
    private readonly outbox: Outbox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** A number for a command. A commit's answer can be lost and its transaction run again, so it is drawn before that. */
  newNumber(): string {
    return `R${this.ids.sortable(this.clock.now())}`;
  }

  /**
   * Writes a refund of the payment that paid the order: an operator's is under way at once, a customer's waits for an
   * approval, and so does one of the staff for which four eyes are needed. Answers the one that this command has made already. Throws Problem `order-not-refundable`,
   * `refund-request-waits`, `piece-in-after-sale`, and what {@link plan} throws.
   */
  async request(
    tx: EntityManager,
    orderId: string,
    command: RefundCommand,
    asker: RefundAsker,
  ): Promise<RefundEntity> {
    const order = await this.transitions.lockById(tx, orderId);
    const payments = await this.payments.lockOfOrder(tx, orderId);
    const made = await this.refunds.byNumber(tx, command.outRequestNo);
    if (made !== null) return made;
    const payment = payments.find(({ appliedAt }) => appliedAt !== null);
    if (order === null || payment === undefined || !isRefundable(payment)) throw notRefundable();
    const plan = await this.plan(tx, payment, command.content);
    if (isBesideCases(asker)) await this.pieces.refuseHeld(tx, payment, plan);
    const { user } = asker;
    const waits = asker.waits || (await this.fourEyes.areNeeded(tx, user, payment, plan.amount));
    await this.refuseBesideRequest(tx, payment, plan, { ...asker, waits });
    const refund = askedRefund(payment, command, plan, { ...asker, waits }, this.clock.now());
    return this.write(tx, order.orderNo, refund, plan);
  }

  /**
   * What a refund of a payment that paid its order sends back, and for what; the rows of both are locked. Throws Problem
   * `refund-exceeds-payment`, `refund-exceeds-pieces`, `refund-exceeds-freight`, `no-such-order-line`,
   * `restock-impossible`, `nothing-to-refund`.
   */
  async plan(
    tx: EntityManager,
    payment: PaymentEntity,
    content: RefundContent,
  ): Promise<RefundPlan> {
    const outcome = planRefund(await this.pieces.books(tx, payment), content);
    if (outcome.ok) return outcome.plan;
    const counted = await this.refunds.counted(tx, payment.id);
    throw planProblem(outcome.refusal, payment, counted);
  }

  /**
   * Writes the full refund of money that could not be used: it bought no piece, and the order's pieces are back in the
   * stock since it was closed. Its number follows from the trade, so it exists once however often it is asked for. Answers
   * null when it exists.
   */
  async automatic(
    tx: EntityManager,
    order: OrderRecord,
    payment: PaymentEntity,
    tradeNo: string | null,
    { amount, reason }: { readonly amount: Fen; readonly reason: string },
  ): Promise<RefundEntity | null> {
    const now = this.clock.now();
    const refund = newRefund({
      ...chargedTo(payment),
      amount,
      reason,
      outRequestNo: automaticNumber(tradeNo, payment),
      origin: 'late-payment',
      state: 'PROCESSING',
      createdAt: now,
      nextCheckAt: now,
    });
    const id = await this.refunds.insert(tx, refund);
    return id === null ? null : this.announce(tx, order.orderNo, { ...refund, id });
  }

  /**
   * Writes a refund and what it is for (null: a free sum) with its event, charged to the payment that it names; the rows
   * of that payment and its order are locked.
   */
  async write(
    tx: EntityManager,
    orderNo: string | null,
    refund: NewRefund,
    plan: RefundPlan | null = null,
  ): Promise<RefundEntity> {
    const id = await this.refunds.insert(tx, refund);
    if (id === null) throw new Error(`refund ${refund.outRequestNo} exists already`);
    if (plan !== null) await this.refundLines.replace(tx, id, plan.lines);
    return this.announce(tx, orderNo, { ...refund, id });
  }

  private async announce(
    tx: EntityManager,
    orderNo: string | null,
    refund: RefundEntity,
  ): Promise<RefundEntity> {
    const { orderId, paymentId } = refund;
    if (paymentId !== null) await this.sums.follow(tx, paymentId);
    const data = {
      orderNo,
      refundId: refund.id,
      outRequestNo: refund.outRequestNo,
      amount: fenToYuan(refund.amount),
      ...(await this.pieces.told(tx, refund)),
      origin: refund.origin,
      state: refund.state,
    };
    const about = { orderId, ...(paymentId === null ? {} : { paymentId }) };
    await this.outbox.write(tx, { type: 'payment.refund_requested', ...about, data });
    if (refund.state === 'REQUESTED') await this.moves.tell(tx, refund.id, 'request');
    return refund;
  }

  /** An order has one request that waits; an operator who would close it by another refund is told of it first. */
  private async refuseBesideRequest(
    tx: EntityManager,
    payment: PaymentEntity,
    plan: RefundPlan,
    { waits, closesRequests }: RefundAsker,
  ): Promise<void> {
    if (closesRequests) return;
    const waiting = await this.pieces.waiting(tx, payment);
    const after = booksAfter(await this.pieces.books(tx, payment), plan);
    const fitting = await this.pieces.fitting(tx, payment, waiting, after);
    const inTheWay = waiting.find((_, index) => waits || fitting[index] !== true);
    if (inTheWay !== undefined) throw requestWaits(inTheWay.request);
  }
}

/** Whether a refund is none of a case: those hold their pieces themselves. Pure. */
export function isBesideCases({ origin }: Pick<RefundEntity, 'origin'>): boolean {
  return origin === 'operator' || origin === 'cancel';
}

/** A refund that somebody asks for: it waits for an approval, or is decided by whoever asks. Pure. */
function askedRefund(
  payment: PaymentEntity,
  { reason, outRequestNo }: RefundCommand,
  plan: RefundPlan,
  { origin, waits, user }: RefundAsker,
  now: Date,
): NewRefund {
  const asked = { ...plannedMembers(plan), reason, outRequestNo, origin, requestedBy: user.id };
  const decision = waits
    ? { state: 'REQUESTED' as const }
    : {
        state: 'PROCESSING' as const,
        decidedBy: user.id,
        nextCheckAt: plusMs(now, WORKER_HEADSTART_MS),
      };
  const { scope } = plan;
  return newRefund({ ...chargedTo(payment), scope, ...asked, ...decision, createdAt: now });
}

/** What a plan makes of a refund's row. Pure. */
export function plannedMembers({ amount, freight, lines }: RefundPlan) {
  const restock = lines.some(({ restockCount }) => restockCount > 0);
  return { amount, freightAmount: freight, restock };
}

/** Deterministic (pitfalls, rule 4): a second try to refund the same trade meets the first in the unique key. */
function automaticNumber(tradeNo: string | null, payment: PaymentEntity): string {
  return `A${tradeNo ?? payment.outTradeNo}`.slice(0, 64);
}

function notRefundable(): Problem {
  return new Problem('order-not-refundable');
}
