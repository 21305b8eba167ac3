import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { DatabaseServer, type ServerState } from '../database/database-server.js';
import { QUEUE_REDIS } from '../database/redis.js';

const PATIENCE_MS = 2_000;

/** Whether the process should be sent requests, and why not. */
export interface ReadinessReport {
  readonly status: 'ready' | 'draining' | 'database-away' | 'database-reads-only';
  /** `reads-only`: it takes no writes, as one that was the primary before a failover. */
  readonly database: ServerState | 'down';
  /** Redis is the record of nothing: without it the process stays ready. */
  readonly redis: 'up' | 'down';
}

const STATUS = {
  up: 'ready',
  down: 'database-away',
  'reads-only': 'database-reads-only',
} as const;

/** Knows whether this process can do its work. */
@Injectable()
export class Readiness {
  private draining = false;

  constructor(
    private readonly server: DatabaseServer,
    @Inject(QUEUE_REDIS) private readonly redis: Redis,
  ) {}

  /** From now on the process says that it wants no new requests. */
  drain(): void {
    this.draining = true;
  }

  /** Looks at the database and at Redis; silence for two seconds counts as away. */
  async look(): Promise<ReadinessReport> {
    const [database, redis] = await Promise.all([
      answers(this.server.look()),
      answers(this.redis.ping().then(() => 'up' as const)),
    ]);
    return { status: this.draining ? 'draining' : STATUS[database], database, redis };
  }
}

async function answers<State>(question: Promise<State>): Promise<State | 'down'> {
  const enough = new AbortController();
  const answer = question.catch(() => 'down' as const);
  const silence = pause(PATIENCE_MS, 'down' as const, { signal: enough.signal });
  // An aborted pause rejects; nobody waits for it any more.
  silence.catch(() => undefined);
  const first = await Promise.race([answer, silence]);
  enough.abort();
  return first;
}
