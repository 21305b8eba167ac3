import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { QUEUE_REDIS } from '../database/redis.js';

const PATIENCE_MS = 2_000;

/** Whether the process should be sent requests, and why not. */
export interface ReadinessReport {
  readonly status: 'ready' | 'draining' | 'database-away';
  readonly database: 'up' | 'down';
  /** Redis is the record of nothing: without it the process stays ready. */
  readonly redis: 'up' | 'down';
}

/** Knows whether this process can do its work. */
@Injectable()
export class Readiness {
  private draining = false;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(QUEUE_REDIS) private readonly redis: Redis,
  ) {}

  /** From now on the process says that it wants no new requests. */
  drain(): void {
    this.draining = true;
  }

  /** Looks at the database and at Redis; silence for two seconds counts as away. */
  async look(): Promise<ReadinessReport> {
    const [database, redis] = await Promise.all([
      answers(this.dataSource.query('SELECT 1')),
      answers(this.redis.ping()),
    ]);
    const status = database === 'down' ? 'database-away' : 'ready';
    return { status: this.draining ? 'draining' : status, database, redis };
  }
}

async function answers(question: Promise<unknown>): Promise<'up' | 'down'> {
  const enough = new AbortController();
  const answer = question.then(
    () => 'up' as const,
    () => 'down' as const,
  );
  const silence = pause(PATIENCE_MS, 'down' as const, { signal: enough.signal });
  // An aborted pause rejects; nobody waits for it any more.
  silence.catch(() => undefined);
  const first = await Promise.race([answer, silence]);
  enough.abort();
  return first;
}
