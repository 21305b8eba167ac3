import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Idempotency, isKeyTaken } from '../../http/idempotency/idempotency.js';
import type { KeyedRequest } from '../../http/idempotency/idempotency-record.js';
import { noSuchOrder } from '../../http/no-such-order.js';
import type { BatchOutcome } from '../../database/batching/batcher.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { outcomeOf, valueOf } from '../../kernel/outcome.js';
import { Problem } from '../../kernel/problem.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { AskingLimit } from './asking-limit.js';
import { canPay, firstCheckAfter, isNoted, linkRefusal } from './link-rules.js';
import { CheckoutBatches } from '../model/checkout-batches.js';
import { NotifyArrivals } from '../model/notify-arrivals.service.js';
import { NewPayments } from './new-payments.service.js';
import { PayLinks, type PayLink } from './pay-links.service.js';
import { payLinkView, type PayLinkView } from './payment-view.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { RecentLinks } from './recent-links.service.js';
import {
  answersOf,
  type Command,
  givenBy,
  type Given,
  type Grounds,
  type Kept,
  type KeptLink,
  type Plan,
  planIn,
  renewed,
  type StartRequest,
} from './start-plan.js';

/** Gives out pay links: one payment an order, the same one for every method, replaced only after a close. */
@Injectable()
export class StartPayment {
  /** Prepares a payment in a transaction that it may share. */
  private readonly prepareSoon: (command: Command) => Promise<Given>;

  constructor(
    batches: CheckoutBatches,
    private readonly orders: OrdersService,
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly newPayments: NewPayments,
    private readonly recent: RecentLinks,
    private readonly links: PayLinks,
    private readonly limit: AskingLimit,
    private readonly idempotency: Idempotency,
    private readonly arrivals: NotifyArrivals,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.prepareSoon = batches.kind(
      (tx, commands: readonly Command[], isShared) => this.prepareAll(tx, commands, isShared),
      ({ orderNo }) => orderNo,
    );
  }

  /**
   * Makes the order's payment when there is none that can still be paid, and answers a fresh link to it.
   * Throws Problem `no-such-order`, `order-not-payable`, `order-about-to-expire`, or `alipay-unavailable` or
   * `too-many-questions` when a QR code cannot be had.
   */
  async start(user: SignedInUser, request: StartRequest): Promise<PayLink> {
    const command = { ...request, userId: user.id, keyed: null };
    const payment = (await this.recent.find(command)) ?? (await this.paymentFor(command));
    if (request.method === 'qr') await this.limit.spend(user);
    return this.links.make(payment, { returnUrl: request.returnUrl });
  }

  /**
   * The same for a request with a key, which is kept in the transaction that makes or notes the payment. Not for QR
   * codes, which are not ours to make again. Throws what {@link start} throws, and Problem `idempotency-key-reused`.
   */
  async startOnce(
    user: SignedInUser,
    request: StartRequest,
    keyed: KeyedRequest,
  ): Promise<PayLinkView> {
    const command = { ...request, userId: user.id, keyed };
    const given = await this.prepareSoon(command).catch((error: unknown) => {
      // Another request kept the key meanwhile: now its answer is known.
      if (isKeyTaken(error)) return this.prepareSoon(command);
      throw error;
    });
    if ('kept' in given) return this.again(request, given.kept);
    const { payment, at: signedAt } = given;
    return payLinkView(await this.links.make(payment, { signedAt, returnUrl: request.returnUrl }));
  }

  private async again(request: StartRequest, kept: KeptLink): Promise<PayLinkView> {
    if (!('outTradeNo' in kept)) return kept;
    const { outTradeNo, signedAt } = kept;
    const payment = await this.payments.byOutTradeNo(outTradeNo);
    if (payment === null) throw new Error(`payment ${outTradeNo} has vanished`);
    const { method, storefront, returnUrl } = request;
    const options = { signedAt: new Date(signedAt), returnUrl };
    return payLinkView(await this.links.make({ ...payment, method, storefront }, options));
  }

  private async paymentFor(command: Command): Promise<PaymentEntity> {
    const given = await this.prepareSoon(command);
    if ('kept' in given) throw new Error('a request without a key has no kept answer');
    return given.payment;
  }

  /** Requests for different orders; those whose order somebody else works on are left for later. */
  private async prepareAll(
    tx: EntityManager,
    commands: readonly Command[],
    isShared: boolean,
  ): Promise<BatchOutcome<Given>[]> {
    const grounds = await this.readGrounds(tx, commands, isShared);
    const decisions = commands.map((command) => this.decide(command, grounds, isShared));
    const payments = await this.carryOut(tx, decisions.flatMap(planIn), grounds);
    return decisions.map((decision) => givenBy(decision, payments, grounds.now));
  }

  private async readGrounds(
    tx: EntityManager,
    commands: readonly Command[],
    isShared: boolean,
  ): Promise<Grounds> {
    const numbers = commands.map(({ orderNo }) => orderNo);
    const keys = commands.flatMap(({ keyed }) => keyed ?? []);
    // The keys are read behind the locks of their orders: what a duplicate has committed is seen.
    const [locked, answers] = await Promise.all([
      this.transitions.lockMany(tx, 'order_no', numbers, isShared),
      this.idempotency.findAnswers(tx, keys),
    ]);
    const ids = locked.map(({ id }) => id);
    const [payments, titles] = await Promise.all([
      this.payments.lockOfOrders(tx, ids),
      this.orders.titles(tx, ids),
    ]);
    const orders = new Map(locked.map((order) => [order.orderNo, order]));
    return { answers, orders, payments, titles, now: this.clock.now() };
  }

  private decide(
    command: Command,
    { answers, orders, payments, now }: Grounds,
    isShared: boolean,
  ): BatchOutcome<Plan | Kept> {
    const answer = command.keyed === null ? undefined : answers.get(command.keyed);
    if (answer !== undefined) return outcomeOf(() => ({ kept: valueOf(answer).body as KeptLink }));
    const order = orders.get(command.orderNo);
    if (order === undefined && isShared) return 'alone';
    const newest = payments.get(order?.id ?? '')?.at(-1);
    return outcomeOf(() => this.plan(command, order, newest, now));
  }

  private plan(
    command: Command,
    order: OrderRecord | undefined,
    newest: PaymentEntity | undefined,
    now: Date,
  ): Plan {
    // An operator sees the order, but only its owner is led to Alipay with it.
    if (order === undefined || order.userId !== command.userId) throw noSuchOrder();
    this.refuseUnpayable(order, now);
    const payment = newest !== undefined && canPay(newest, order) ? newest : null;
    return { command, order, payment, attemptsBefore: newest?.attempt ?? 0 };
  }

  private refuseUnpayable(order: OrderRecord, now: Date): void {
    switch (linkRefusal(order, now, this.config.lastLinkMs)) {
      case null:
        return;
      case 'order-not-payable': {
        const members = { state: order.state };
        throw new Problem('order-not-payable', members);
      }
      case 'order-about-to-expire': {
        throw new Problem('order-about-to-expire');
      }
    }
  }

  /** Answers the plans' payments by the order's id, as they are then. */
  private async carryOut(
    tx: EntityManager,
    plans: readonly Plan[],
    { titles, now }: Grounds,
  ): Promise<Map<string, PaymentEntity>> {
    const grounds = { now, calmness: this.arrivals.calmness() };
    const fresh = plans.filter(({ payment }) => payment === null);
    const stale = plans.filter(({ command, order, payment }) => {
      return payment !== null && !isNoted(command, payment, order, grounds);
    });
    const ids = [...fresh, ...stale].map(({ order }) => order.id);
    const requests = fresh.map(({ command, order, attemptsBefore }) => ({
      ...command,
      order,
      attempt: attemptsBefore + 1,
      subject: command.subject ?? titles.get(order.id) ?? '',
    }));
    const [made] = await Promise.all([
      this.newPayments.make(tx, requests),
      this.transitions.scheduleAll(tx, ids, firstCheckAfter(grounds)),
      this.payments.noteLinks(tx, stale.flatMap(renewed), now),
      this.idempotency.keepAnswers(
        tx,
        plans.flatMap((plan) => answersOf(plan, now)),
      ),
    ]);
    return new Map([...made, ...plans.flatMap(renewed).map((one) => [one.orderId, one] as const)]);
  }
}
