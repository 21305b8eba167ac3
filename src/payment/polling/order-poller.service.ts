import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { AlipayConfig } from '../../../config/alipay.config.js';
import { OrdersConfig } from '../../../config/orders.config.js';
import { Transactions } from '../../database/transactions.js';
import { DueWork } from '../../events/waking/due-work.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { DueOrders } from '../../orders/lifecycle/due-orders.service.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { OrderSchedule } from '../../orders/lifecycle/order-schedule.service.js';
import { CloseUnpaid } from '../settlement/close-unpaid.service.js';
import { isOpen, orphanedTradeCheckAt } from '../settlement/closing.js';
import { type LookGrounds, nextCheckAt, nextStep } from './next-step.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { NotifyArrivals } from '../model/notify-arrivals.service.js';
import { type Inquiry, TradeInquiry } from '../settlement/trade-inquiry.service.js';

/** Orders of one process that are looked after at the same time. */
const MOST_UNDER_WAY = 100;

interface DueOrder {
  readonly id: string;
  readonly order: OrderRecord;
  readonly payments: readonly PaymentEntity[];
}

/**
 * Looks after orders that are due: asks Alipay about unpaid ones, ends those that are out of time or were asked to be
 * cancelled, keeps asking for orphaned trades, completes what was received long ago.
 */
@Injectable()
export class OrderPoller {
  readonly work: DueWork<DueOrder>;
  private readonly logger = new Logger(OrderPoller.name);
  private readonly pace: RateLimiterQueue;

  constructor(
    private readonly due: DueOrders,
    private readonly schedule: OrderSchedule,
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly inquiry: TradeInquiry,
    private readonly closing: CloseUnpaid,
    private readonly arrivals: NotifyArrivals,
    private readonly transactions: Transactions,
    private readonly config: OrdersConfig,
    alipay: AlipayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {
    const limiter = new RateLimiterMemory({ points: alipay.pollsPerSecond, duration: 1 });
    this.pace = new RateLimiterQueue(limiter);
    this.work = new DueWork<DueOrder>({
      claims: due.claims,
      most: MOST_UNDER_WAY,
      take: (limit) => this.take(limit),
      handle: (one) => this.handle(one.order, one.payments),
      stumbled: ({ id }, error) => {
        this.logger.error({ err: error, orderId: id }, 'a due order could not be handled');
      },
    });
  }

  private async take(limit: number): Promise<DueOrder[]> {
    const orders = await this.due.claim(limit);
    const payments = await this.paymentsOf(orders);
    return orders.map((order) => ({ id: order.id, order, payments: payments.get(order.id) ?? [] }));
  }

  /** When they cannot be read nobody works on the orders: their claims are not renewed, and they are due again soon. */
  private async paymentsOf(
    orders: readonly OrderRecord[],
  ): Promise<ReadonlyMap<string, PaymentEntity[]>> {
    const ids = orders.map(({ id }) => id);
    try {
      return await this.payments.ofOrders(ids);
    } catch (error) {
      ids.forEach((id) => this.due.claims.done(id));
      throw error;
    }
  }

  /** Nothing is decided on the rows as they were claimed but what to do: whoever does it reads them again. */
  private async handle(order: OrderRecord, payments: readonly PaymentEntity[]): Promise<void> {
    const step = nextStep(order, payments, this.clock.now(), this.config.completeAfterMs);
    switch (step) {
      case 'complete':
        return this.complete(order.id, payments);
      case 'end':
        await this.pace.removeTokens(1);
        return this.end(order.id);
      case 'ask':
        return this.ask(order, payments);
      case 'rest':
        return this.postpone(order, payments, { answered: true, attempts: order.checkAttempts });
    }
  }

  private async end(orderId: string): Promise<void> {
    const ending = await this.closing.end(orderId);
    if (ending !== 'closed') await this.reschedule(orderId);
  }

  /** Asks about each open payment. While nobody has paid, as nearly always, the order is only put back. */
  private async ask(order: OrderRecord, payments: readonly PaymentEntity[]): Promise<void> {
    const answers: Inquiry[] = [];
    const seen = new Map(payments.map((payment) => [payment.outTradeNo, payment]));
    for (const payment of payments.filter(isOpen)) {
      await this.pace.removeTokens(1);
      const answer = await this.inquiry.ask(payment.outTradeNo);
      answers.push(answer);
      if (isOpened(answer)) seen.set(payment.outTradeNo, { ...payment, state: 'AWAITING' });
    }
    const answered = answers.every((answer) => answer.answered);
    if (answers.some(decidesOrder)) return this.reschedule(order.id, answered);
    return this.postpone(order, [...seen.values()], {
      answered,
      attempts: answered ? 0 : order.checkAttempts,
    });
  }

  /** A replaced payment is asked about beyond that: its link may still be paid. */
  private complete(orderId: string, payments: readonly PaymentEntity[]): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.transitions.complete(tx, await this.lock(tx, orderId));
      const at = orphanedTradeCheckAt(payments, this.clock.now());
      if (at !== null) await this.transitions.schedule(tx, orderId, at);
    });
  }

  /** Decides the next look on the rows as they were claimed; when a buyer has asked for a link since, that stands. */
  private async postpone(
    order: OrderRecord,
    payments: readonly PaymentEntity[],
    { answered, attempts }: { readonly answered: boolean; readonly attempts: number },
  ): Promise<void> {
    const at = nextCheckAt(order, payments, this.grounds(answered));
    const until = await this.due.claims.settle(order.id);
    await this.schedule.postpone({ order: { ...order, nextCheckAt: until }, at, attempts });
  }

  /** Decides the next look on the rows as they are now. */
  private reschedule(orderId: string, answered = false): Promise<void> {
    return this.transactions.run(async (tx) => {
      const order = await this.lock(tx, orderId);
      const payments = await this.payments.lockOfOrder(tx, orderId);
      const next = nextCheckAt(order, payments, this.grounds(answered));
      await this.transitions.schedule(tx, orderId, next, answered ? 0 : undefined);
    });
  }

  private grounds(answered: boolean): LookGrounds {
    const { completeAfterMs } = this.config;
    const [random, calmness] = [this.chance.fraction(), this.arrivals.calmness()];
    return { now: this.clock.now(), completeAfterMs, answered, random, calmness };
  }

  private async lock(tx: EntityManager, orderId: string): Promise<OrderRecord> {
    const order = await this.transitions.lockById(tx, orderId);
    if (order === null) throw new Error(`order ${orderId} has vanished`);
    return order;
  }
}

/** Whether a buyer has opened the link, and not paid yet. */
function isOpened(answer: Inquiry): boolean {
  return answer.answered && answer.status === 'WAIT_BUYER_PAY';
}

/** Whether an answer may have changed what is owed to the order. */
function decidesOrder(answer: Inquiry): boolean {
  if (!answer.answered) return false;
  return answer.status !== 'NOT_EXIST' && answer.status !== 'WAIT_BUYER_PAY';
}
