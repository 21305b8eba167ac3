import { Injectable } from '@nestjs/common';

/** Runs rounds of sweeps, one at a time for each queue in this process, and knows when the last one was. */
@Injectable()
export class Rounds {
  private readonly lastAt = new Map<string, number>();
  private readonly running = new Map<string, Promise<void>>();

  /** Milliseconds since the queue's last round in this process ended; zero while one is under way. */
  sinceLastMs(queue: string): number {
    if (this.running.has(queue)) return 0;
    return performance.now() - (this.lastAt.get(queue) ?? Number.NEGATIVE_INFINITY);
  }

  /** Runs rounds until one finds nothing due; while rounds of the queue are under way, waits for those instead. */
  run(queue: string, round: () => Promise<number>): Promise<void> {
    const before = this.running.get(queue);
    if (before !== undefined) return before;
    const run = this.untilNothingIsDue(round).finally(() => {
      this.running.delete(queue);
      this.lastAt.set(queue, performance.now());
    });
    this.running.set(queue, run);
    return run;
  }

  private async untilNothingIsDue(round: () => Promise<number>): Promise<void> {
    let due = await round();
    while (due > 0) due = await round();
  }
}
