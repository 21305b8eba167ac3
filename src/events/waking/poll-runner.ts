import { Injectable } from '@nestjs/common';

/** Runs the poll batches of pollers, one at a time for each queue in this process, and knows when the last one was. */
@Injectable()
export class PollRunner {
  private readonly lastAt = new Map<string, number>();
  private readonly running = new Map<string, Promise<void>>();

  /** Milliseconds since the queue's last batch in this process ended; zero while one is under way. */
  sinceLastMs(queue: string): number {
    if (this.running.has(queue)) return 0;
    return performance.now() - (this.lastAt.get(queue) ?? Number.NEGATIVE_INFINITY);
  }

  /** Runs batches until one finds nothing due; while batches of the queue are under way, waits for those instead. */
  run(queue: string, poll: () => Promise<number>): Promise<void> {
    const before = this.running.get(queue);
    if (before !== undefined) return before;
    const run = this.untilNothingIsDue(poll).finally(() => {
      this.running.delete(queue);
      this.lastAt.set(queue, performance.now());
    });
    this.running.set(queue, run);
    return run;
  }

  private async untilNothingIsDue(poll: () => Promise<number>): Promise<void> {
    let due = await poll();
    while (due > 0) due = await poll();
  }
}
