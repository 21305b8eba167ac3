import { Injectable } from '@nestjs/common';
import { traced } from '../../kernel/tracing.js';
import type { Poller } from './poller.js';

/** Runs the poll batches of pollers, one at a time for each of them in this process. */
@Injectable()
export class PollRunner {
  private readonly running = new Map<Poller, Promise<void>>();
  private stopping = false;

  /** Runs batches until one finds nothing due; while batches of the poller are under way, waits for those instead. */
  run(poller: Poller): Promise<void> {
    const before = this.running.get(poller);
    if (before !== undefined) return before;
    const run = this.untilNothingIsDue(poller).finally(() => this.running.delete(poller));
    this.running.set(poller, run);
    return run;
  }

  /** Begins no further batch. */
  stop(): void {
    this.stopping = true;
  }

  private poll(poller: Poller): Promise<number> {
    return traced(`poll ${poller.name}`, { root: true }, () => poller.poll());
  }

  private async untilNothingIsDue(poller: Poller): Promise<void> {
    for (let due = 1; due > 0 && !this.stopping;) due = await this.poll(poller);
  }
}
