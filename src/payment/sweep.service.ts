import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RateLimiterMemory, RateLimiterQueue } from 'rate-limiter-flexible';
import { AlipayConfig } from '../../config/alipay.config.js';
import { OrdersConfig } from '../../config/orders.config.js';
import { Transactions } from '../database/transactions.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { DueOrders } from '../orders/due-orders.service.js';
import { OrderLedger } from '../orders/order-ledger.service.js';
import type { OrderRecord } from '../orders/order-record.js';
import { CloseUnpaid } from './close-unpaid.service.js';
import { isOpen } from './closing.js';
import { nextCheckAt, nextStep } from './next-step.js';
import type { PaymentEntity } from './payment.entity.js';
import { PaymentStore } from './payment-store.js';
import { TradeInquiry } from './trade-inquiry.service.js';

const BATCH = 100;

/** Longer than all the questions about one order can take. */
const LEASE_MS = 60_000;

/**
 * Looks after orders that are due: asks Alipay about unpaid ones, ends those that are out of time or were asked to be
 * cancelled, keeps asking for strays, completes what was received long ago.
 */
@Injectable()
export class Sweep {
  private readonly logger = new Logger(Sweep.name);
  private readonly pace: RateLimiterQueue;

  constructor(
    private readonly due: DueOrders,
    private readonly ledger: OrderLedger,
    private readonly payments: PaymentStore,
    private readonly inquiry: TradeInquiry,
    private readonly closing: CloseUnpaid,
    private readonly transactions: Transactions,
    private readonly config: OrdersConfig,
    alipay: AlipayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    const limiter = new RateLimiterMemory({ points: alipay.sweepPerSecond, duration: 1 });
    this.pace = new RateLimiterQueue(limiter);
  }

  /** Claims and handles one batch; answers how many orders were due. One that fails is due again after its lease. */
  async round(): Promise<number> {
    const ids = await this.due.claim(BATCH, LEASE_MS);
    await Promise.all(ids.map((id) => this.handleSafely(id)));
    return ids.length;
  }

  private async handleSafely(orderId: string): Promise<void> {
    try {
      await this.handle(orderId);
    } catch (error) {
      this.logger.error({ err: error, orderId }, 'a due order could not be handled');
    }
  }

  private async handle(orderId: string): Promise<void> {
    const order = await this.transactions.run((tx) => this.lock(tx, orderId));
    const payments = await this.payments.ofOrder(orderId);
    const step = nextStep(order, payments, this.clock.now(), this.config.completeAfterMs);
    switch (step) {
      case 'complete':
        return this.complete(orderId);
      case 'end':
        await this.pace.removeTokens(1);
        return this.end(orderId);
      case 'ask':
        return this.reschedule(orderId, await this.askAll(payments));
      case 'rest':
        return this.reschedule(orderId);
    }
  }

  private async end(orderId: string): Promise<void> {
    const ending = await this.closing.end(orderId);
    if (ending !== 'closed') await this.reschedule(orderId);
  }

  /** Asks about each open payment; answers whether Alipay answered every time. */
  private async askAll(payments: readonly PaymentEntity[]): Promise<boolean> {
    let heard = true;
    for (const { outTradeNo } of payments.filter(isOpen)) {
      await this.pace.removeTokens(1);
      const inquiry = await this.inquiry.ask(outTradeNo);
      heard &&= inquiry.heard;
    }
    return heard;
  }

  private complete(orderId: string): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.ledger.complete(tx, await this.lock(tx, orderId));
    });
  }

  /** Decides the next look on the rows as they are now: a buyer may have asked for a link meanwhile. */
  private reschedule(orderId: string, heard = false): Promise<void> {
    return this.transactions.run(async (tx) => {
      const order = await this.lock(tx, orderId);
      const payments = await this.payments.lockOfOrder(tx, orderId);
      const now = this.clock.now();
      const next = nextCheckAt(order, payments, now, this.config.completeAfterMs);
      await this.ledger.schedule(tx, orderId, next, heard ? 0 : undefined);
    });
  }

  private async lock(tx: EntityManager, orderId: string): Promise<OrderRecord> {
    const order = await this.ledger.lockById(tx, orderId);
    if (order === null) throw new Error(`order ${orderId} has vanished`);
    return order;
  }
}
