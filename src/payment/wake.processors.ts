import { Process, Processor } from '@nestjs/bull';
import { PaidPaymentPoller } from './paid-payment-poller.service.js';
import { RefundSweep } from './refund-sweep.service.js';
import { Rounds } from '../events/rounds.js';
import { Sweep } from './sweep.service.js';
import { PAID_QUEUE, REFUND_QUEUE, UNPAID_QUEUE } from './wake-queue.js';

/** The Bull job that polls for unpaid orders. */
@Processor(UNPAID_QUEUE)
export class UnpaidOrdersProcessor {
  constructor(
    private readonly rounds: Rounds,
    private readonly sweep: Sweep,
  ) {}

  @Process()
  poll(): Promise<void> {
    return this.rounds.run(UNPAID_QUEUE, () => this.sweep.round());
  }
}

/** The Bull job that asks about paid payments again. */
@Processor(PAID_QUEUE)
export class PaidPaymentsProcessor {
  constructor(
    private readonly rounds: Rounds,
    private readonly poller: PaidPaymentPoller,
  ) {}

  @Process()
  poll(): Promise<void> {
    return this.rounds.run(PAID_QUEUE, () => this.poller.pollBatch());
  }
}

/** The Bull job that takes refunds on. */
@Processor(REFUND_QUEUE)
export class RefundsProcessor {
  constructor(
    private readonly rounds: Rounds,
    private readonly sweep: RefundSweep,
  ) {}

  @Process()
  poll(): Promise<void> {
    return this.rounds.run(REFUND_QUEUE, () => this.sweep.round());
  }
}
