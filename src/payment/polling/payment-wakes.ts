import {
  type BeforeApplicationShutdown,
  Injectable,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Waker } from '../../events/waking/waker.js';
import { DepositBackPoller } from './deposit-back-poller.service.js';
import { PaidPaymentPoller } from './paid-payment-poller.service.js';
import { RefundPoller } from './refund-poller.service.js';
import { OrderPoller } from './order-poller.service.js';

/** Keeps the pollers of orders, refunds, their banks and paid payments awake; part of the worker alone. */
@Injectable()
export class PaymentWakes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly works;

  constructor(
    private readonly waker: Waker,
    orders: OrderPoller,
    refunds: RefundPoller,
    paid: PaidPaymentPoller,
    depositBacks: DepositBackPoller,
  ) {
    this.works = {
      orders: orders.work,
      refunds: refunds.work,
      'paid payments': paid.work,
      "refunds' banks": depositBacks.work,
    };
  }

  onApplicationBootstrap(): void {
    for (const [name, work] of Object.entries(this.works)) {
      this.waker.keepAwake({ name, isDue: work.isDue, poll: () => work.step() });
    }
  }

  /** Before the database's connections end. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(Object.values(this.works).map((work) => work.stop()));
  }
}
