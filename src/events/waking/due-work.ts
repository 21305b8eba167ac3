import { setTimeout as pause } from 'node:timers/promises';
import type { Claims } from '../../database/claims.js';

/** While rows are under way, new ones are looked for so often. */
const LOOK_MS = 200;

/** Due rows of one kind: how they are taken, and what is done with one. */
export interface DueKind<Row> {
  readonly claims: Claims;
  /** So many are under way at most. */
  readonly most: number;
  take(limit: number): Promise<readonly Row[]>;
  handle(row: Row): Promise<void>;
  /** Told what a handling threw; the row is due again soon. */
  stumbled(row: Row, error: unknown): void;
}

/** Works off due rows, without letting a slow one hold up the others. */
export class DueWork<Row extends { readonly id: string }> {
  private readonly underWay = new Set<Promise<void>>();
  private stopping = false;

  constructor(private readonly kind: DueKind<Row>) {}

  /** Whether anything is due, in SQL: a condition with one `?`, the time that it is. */
  get isDue(): string {
    return this.kind.claims.isDue;
  }

  /** Starts what is due and there is room for; 0 when nothing is due and nothing under way. */
  async step(): Promise<number> {
    if (this.stopping) return 0;
    const started = await this.start();
    if (started > 0 || this.underWay.size === 0) return started;
    await Promise.race([...this.underWay, pause(LOOK_MS, undefined, { ref: false })]);
    return 1;
  }

  /** {@link step}, and waits until nothing is under way; answers how many were due. */
  async finish(): Promise<number> {
    const started = await this.start();
    await Promise.all(this.underWay);
    return started;
  }

  /** Takes nothing more up, and waits for what is under way. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.underWay);
  }

  private async start(): Promise<number> {
    const room = this.kind.most - this.underWay.size;
    const rows = room > 0 ? await this.kind.take(room) : [];
    for (const row of rows) {
      const running = this.handleSafely(row).finally(() => this.underWay.delete(running));
      this.underWay.add(running);
    }
    return rows.length;
  }

  private async handleSafely(row: Row): Promise<void> {
    const { claims } = this.kind;
    try {
      await this.kind.handle(row);
      claims.done(row.id);
    } catch (error) {
      this.kind.stumbled(row, error);
      await claims.free(row.id);
    }
  }
}
