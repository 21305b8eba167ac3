import { InjectQueue } from '@nestjs/bull';
import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Queue } from 'bull';
import { Waker } from '../../events/waking/waker.js';
import { PaidPaymentPoller } from './paid-payment-poller.service.js';
import { RefundSweep } from './refund-sweep.service.js';
import { Sweep } from './sweep.service.js';
import { PAID_QUEUE, REFUND_QUEUE, UNPAID_QUEUE } from './wake-queue.js';

/** Keeps the sweeps of orders, refunds and paid payments awake; part of the worker alone. */
@Injectable()
export class PaymentWakes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @InjectQueue(UNPAID_QUEUE) private readonly unpaid: Queue,
    @InjectQueue(REFUND_QUEUE) private readonly refunds: Queue,
    @InjectQueue(PAID_QUEUE) private readonly paid: Queue,
    private readonly sweep: Sweep,
    private readonly refundSweep: RefundSweep,
    private readonly paidPoller: PaidPaymentPoller,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    this.waker.keepAwake(this.unpaid, () => this.sweep.work.step());
    this.waker.keepAwake(this.refunds, () => this.refundSweep.work.step());
    this.waker.keepAwake(this.paid, () => this.paidPoller.work.step());
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    const works = [this.sweep.work, this.refundSweep.work, this.paidPoller.work];
    await Promise.all(works.map((work) => work.stop()));
  }
}
