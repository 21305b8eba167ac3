import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { noSuchOrder } from '../../http/no-such-order.js';
import type { Batcher, BatchOutcome } from '../../database/batching/batcher.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { type Outcome, outcomeOf } from '../../kernel/outcome.js';
import { Problem } from '../../kernel/problem.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord, Storefront } from '../../orders/model/order-record.js';
import { AskingLimit } from './asking-limit.js';
import { canPay, firstCheckAfter, isNoted, linkRefusal } from './link-rules.js';
import { NotifyArrivals } from '../model/notify-arrivals.service.js';
import { NewPayments } from './new-payments.service.js';
import { PayLinks, type PayLink } from './pay-links.service.js';
import type { PayMethod } from '../model/pay-method.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { RecentLinks } from './recent-links.service.js';

/** What a payment is started with. */
export interface StartRequest {
  readonly orderNo: string;
  readonly method: PayMethod;
  readonly storefront: Storefront;
  /** What the cashier shows; the first line and the count unless the storefront has words of its own. */
  readonly subject?: string;
  /** Where the buyer comes back to, when it is not the storefront's page: each who asks for the link gets his own. */
  readonly returnUrl?: string;
}

type Command = StartRequest & { readonly userId: number };

/** What is to be done for a command; `payment` is null when there is none that can still be paid. */
interface Plan {
  readonly command: Command;
  readonly order: OrderRecord;
  readonly payment: PaymentEntity | null;
  readonly attemptsBefore: number;
}

/** Gives out pay links: one payment an order, the same one for every method, replaced only after a close. */
@Injectable()
export class StartPayment {
  private readonly batches: Batcher<Command, PaymentEntity>;

  constructor(
    transactions: Transactions,
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly newPayments: NewPayments,
    private readonly recent: RecentLinks,
    private readonly links: PayLinks,
    private readonly limit: AskingLimit,
    private readonly arrivals: NotifyArrivals,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.batches = transactions.shared(
      (tx, commands) => this.prepareAll(tx, commands),
      ({ orderNo }) => orderNo,
    );
  }

  /**
   * Makes the order's payment when there is none that can still be paid, and answers a fresh link to it.
   * Throws Problem `no-such-order`, `order-not-payable`, `order-about-to-expire`, or `alipay-unavailable` or
   * `too-many-questions` when a QR code cannot be had.
   */
  async start(user: SignedInUser, request: StartRequest): Promise<PayLink> {
    const command = { ...request, userId: user.id };
    const payment = (await this.recent.find(command)) ?? (await this.batches.run(command));
    if (request.method === 'qr') await this.limit.spend(user);
    return this.links.make(payment, { returnUrl: request.returnUrl });
  }

  /** Requests for different orders; those whose order somebody else works on are left for later. */
  private async prepareAll(
    tx: EntityManager,
    commands: readonly Command[],
  ): Promise<BatchOutcome<PaymentEntity>[]> {
    const numbers = commands.map(({ orderNo }) => orderNo);
    const locked = await this.transitions.lockMany(tx, 'order_no', numbers);
    const orders = new Map(locked.map((order) => [order.orderNo, order]));
    const ids = locked.map(({ id }) => id);
    const payments = await this.payments.lockOfOrders(tx, ids);
    const now = this.clock.now();
    const plans = commands.map((command) => {
      const order = orders.get(command.orderNo);
      if (order === undefined && commands.length > 1) return 'alone';
      const newest = payments.get(order?.id ?? '')?.at(-1);
      return outcomeOf(() => this.plan(command, order, newest, now));
    });
    const decided = plans.flatMap((plan) => (plan !== 'alone' && plan.ok ? [plan.value] : []));
    const made = await this.carryOut(tx, decided, now);
    return plans.map((plan) => (plan === 'alone' ? plan : resultOf(plan, made)));
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
    now: Date,
  ): Promise<Map<string, PaymentEntity>> {
    const grounds = { now, calmness: this.arrivals.calmness() };
    const fresh = plans.filter(({ payment }) => payment === null);
    const stale = plans.filter(({ command, order, payment }) => {
      return payment !== null && !isNoted(command, payment, order, grounds);
    });
    const ids = [...fresh, ...stale].map(({ order }) => order.id);
    await this.transitions.scheduleAll(tx, ids, firstCheckAfter(grounds));
    await this.payments.noteLinks(tx, stale.flatMap(renewed), now);
    const commands = fresh.map(({ command, order, attemptsBefore }) => ({
      ...command,
      order,
      attempt: attemptsBefore + 1,
    }));
    const made = await this.newPayments.make(tx, commands);
    return new Map([...made, ...plans.flatMap(renewed).map((one) => [one.orderId, one] as const)]);
  }
}

/** The payment that is there already, led to in the way of the command. */
function renewed({ command: { method, storefront }, payment }: Plan): PaymentEntity[] {
  return payment === null ? [] : [{ ...payment, method, storefront }];
}

function resultOf(plan: Outcome<Plan>, made: ReadonlyMap<string, PaymentEntity>) {
  if (!plan.ok) return plan;
  const payment = made.get(plan.value.order.id);
  if (payment === undefined) throw new Error(`order ${plan.value.order.orderNo} got no payment`);
  return { ok: true, value: payment } as const;
}
