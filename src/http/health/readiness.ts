import { ApiSchema } from '@nestjs/swagger';
import { ApiOneOf, ApiTexts } from '../openapi/api-members.js';
import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { DatabaseServer, SERVER_STATES, type ServerState } from '../../database/database-server.js';
import { RedisConfig } from '../../../config/redis.config.js';
import { CART_REDIS, QUEUE_REDIS, type RedisClient } from '../../database/redis.js';
import { probeRedis, REDIS_STATES, type RedisState } from '../../database/redis-probe.js';
import { SelfChecks } from './self-checks.js';

const PATIENCE_MS = 2_000;
const RECENT_MS = 500;

const READINESS = [
  'ready',
  'degraded',
  'draining',
  'database-away',
  'database-reads-only',
] as const;
const DATABASE_STATES = [...SERVER_STATES, 'down'] as const;
const QUEUE_STATES = [...REDIS_STATES, 'down'] as const;

/** Whether the process should be sent requests, and why not. */
@ApiSchema({ name: 'Readiness' })
export class ReadinessReport {
  @ApiOneOf('ReadinessStatus', READINESS, {
    description: '`degraded`: it takes requests, and does not do all of its work',
  })
  readonly status!: (typeof READINESS)[number];
  @ApiOneOf('DatabaseState', DATABASE_STATES, {
    description: '`reads-only`: it takes no writes, as one that was the primary before a failover',
  })
  readonly database!: ServerState | 'down';
  @ApiOneOf('RedisState', QUEUE_STATES, {
    description: 'Redis is the record of nothing: without it the process stays ready',
  })
  readonly redis!: RedisState | 'down';
  @ApiOneOf('RedisState', QUEUE_STATES) readonly cartRedis!: RedisState | 'down';
  @ApiTexts({ optional: true, description: 'What is degraded, while something is' })
  readonly faults?: readonly string[];
}

/** That the process runs. */
@ApiSchema({ name: 'Liveness' })
export class LivenessReport {
  @ApiOneOf('LivenessStatus', ['live']) readonly status!: 'live';
}

/**
 * Whether a balancer may send requests. A degraded process takes them: what it lacks is set up for all processes alike,
 * so that to take each of them out would end the shop, and one that is sent nothing could not find out that it is well
 * again.
 */
export function takesRequests({ status }: Pick<ReadinessReport, 'status'>): boolean {
  return status === 'ready' || status === 'degraded';
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
  private readonly database: RecentAnswer<ServerState | 'down'>;
  private readonly queue: RecentAnswer<RedisState | 'down'>;
  private readonly cart: RecentAnswer<RedisState | 'down'>;

  constructor(
    private readonly server: DatabaseServer,
    @Inject(QUEUE_REDIS) queue: RedisClient,
    @Inject(CART_REDIS) cart: RedisClient,
    { keyPrefix }: RedisConfig,
    private readonly selfChecks: SelfChecks,
  ) {
    this.database = new RecentAnswer(() => answers(this.server.look()));
    this.queue = new RecentAnswer(() => answers(redisState(queue, keyPrefix)));
    this.cart = new RecentAnswer(() => answers(redisState(cart, keyPrefix)));
  }

  /** From now on the process says that it wants no new requests. */
  drain(): void {
    this.draining = true;
  }

  /**
   * Looks at the database and has each Redis keep something; silence for two seconds counts as away. What was seen less
   * than half a second ago is told again: those who ask are no load.
   */
  async look(): Promise<ReadinessReport> {
    const [database, redis, cartRedis] = await Promise.all([
      this.database.get(),
      this.queue.get(),
      this.cart.get(),
    ]);
    const report = { database, redis, cartRedis };
    const faults = this.selfChecks.list();
    const status = this.draining ? 'draining' : STATUS[database];
    if (faults.length === 0) return { status, ...report };
    return { status: status === 'ready' ? 'degraded' : status, ...report, faults };
  }
}

async function redisState(client: RedisClient, keyPrefix: string): Promise<RedisState> {
  return (await probeRedis(client, keyPrefix)).state;
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

/** The answer to a question that is asked again only once the last answer is no more recent. */
class RecentAnswer<State> {
  private last: { readonly answer: Promise<State>; readonly askedAt: number } | null = null;

  constructor(private readonly ask: () => Promise<State>) {}

  get(): Promise<State> {
    const now = performance.now();
    if (this.last === null || now - this.last.askedAt >= RECENT_MS) {
      this.last = { answer: this.ask(), askedAt: now };
    }
    return this.last.answer;
  }
}
