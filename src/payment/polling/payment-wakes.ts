import { InjectQueue } from '@nestjs/bull';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Queue } from 'bull';
import { Waker } from '../../events/waking/waker.js';
import { DepositBackPoller } from './deposit-back-poller.service.js';
import { PaidPaymentPoller } from './paid-payment-poller.service.js';
import { RefundPoller } from './refund-poller.service.js';
import { OrderPoller } from './order-poller.service.js';
import { PAID_QUEUE, REFUND_QUEUE, UNPAID_QUEUE } from './wake-queue.js';

/** Keeps the pollers of orders, refunds and paid payments awake; part of the worker alone. */
@Injectable()
export class PaymentWakes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @InjectQueue(UNPAID_QUEUE) private readonly unpaid: Queue,
    @InjectQueue(REFUND_QUEUE) private readonly refunds: Queue,
    @InjectQueue(PAID_QUEUE) private readonly paid: Queue,
    private readonly orders: OrderPoller,
    private readonly refundPoller: RefundPoller,
    private readonly paidPoller: PaidPaymentPoller,
    private readonly depositBacks: DepositBackPoller,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    this.waker.keepAwake(this.unpaid, () => this.orders.work.step());
    this.waker.keepAwake(this.refunds, () => this.refundPoller.work.step());
    this.waker.keepAwake(this.paid, () => this.askSlowly());
  }

  /** What has days to be heard of shares its wake-ups. */
  private async askSlowly(): Promise<number> {
    const works = [this.paidPoller.work, this.depositBacks.work];
    const done = await Promise.all(works.map((work) => work.step()));
    return done.reduce((sum, count) => sum + count, 0);
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    const pollers = [this.orders, this.refundPoller, this.paidPoller, this.depositBacks];
    await Promise.all(pollers.map(({ work }) => work.stop()));
  }
}
