import { InjectQueue } from '@nestjs/bull';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bull';
import { Waker } from '../../events/waking/waker.js';
import { BILL_QUEUE } from './bill-queue.js';
import { BillWorker } from './bill-worker.service.js';

/** Keeps the bills' worker awake; part of the worker alone. The rows say what is due. */
@Injectable()
export class BillWakes implements OnApplicationBootstrap {
  constructor(
    @InjectQueue(BILL_QUEUE) private readonly queue: Queue,
    private readonly worker: BillWorker,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    this.waker.keepAwake(this.queue, () => this.worker.step());
  }
}
