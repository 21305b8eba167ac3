import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Waker } from '../../events/waking/waker.js';
import { BillWorker } from './bill-worker.service.js';

/** Keeps the bills' worker awake; part of the worker alone. The rows say what is due. */
@Injectable()
export class BillWakes implements OnApplicationBootstrap {
  constructor(
    private readonly worker: BillWorker,
    private readonly waker: Waker,
  ) {}

  onApplicationBootstrap(): void {
    const { isDue } = this.worker;
    this.waker.keepAwake({ name: 'bills', isDue, poll: () => this.worker.step() });
  }
}
