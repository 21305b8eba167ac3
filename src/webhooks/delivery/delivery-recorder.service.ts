import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WebhooksConfig } from '../../../config/webhooks.config.js';
import type { Batcher, BatchOutcome } from '../../database/batching/batcher.js';
import { Transactions } from '../../database/transactions.js';
import { EventLog } from '../../events/event-log.service.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { EndpointEntity } from '../endpoints/endpoint.entity.js';
import { EndpointRepository } from '../endpoints/endpoint.repository.js';
import type { Try } from './delivery.entity.js';
import {
  afterCutOff,
  type EndpointHealth,
  endpointAfter,
  isCutOff,
  nextTryOf,
  type Outcome,
  outcomeOf,
} from './delivery-outcome.js';
import { type Claimed, DeliveryQueue } from './delivery-queue.service.js';
import {
  DeliveryRepository,
  type PendingDelivery,
  type TriedDelivery,
} from './delivery.repository.js';
import type { Answered } from './http-post.service.js';

const MOST_TRIES_KEPT = 12;

/** A try of a claimed delivery; `answered` null: its event was not found, so that nothing was sent. */
export interface Tried {
  readonly claimed: Claimed;
  readonly at: Date;
  readonly answered: Answered | null;
}

/** What was read for some tries, and what follows from those that were looked at. */
interface Books {
  readonly endpoints: Map<number, EndpointHealth>;
  readonly rows: ReadonlyMap<string, PendingDelivery>;
  /** Events that were not found when they were to be sent, and are there. */
  readonly found: ReadonlySet<string>;
  readonly written: TriedDelivery[];
}

/** Records how tries went: those that end at the same time share a transaction. */
@Injectable()
export class DeliveryRecorder {
  private readonly logger = new Logger(DeliveryRecorder.name);
  private readonly batcher: Batcher<Tried, Outcome | null>;

  constructor(
    private readonly endpoints: EndpointRepository,
    private readonly queue: DeliveryQueue,
    private readonly deliveries: DeliveryRepository,
    private readonly events: EventLog,
    private readonly config: WebhooksConfig,
    transactions: Transactions,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {
    this.batcher = transactions.shared(
      (tx, tries: readonly Tried[]) => this.recordAll(tx, tries),
      ({ claimed }) => claimed.id,
    );
  }

  /**
   * Records a try and answers what followed from it; null: the delivery was taken up by somebody else since, its
   * endpoint has gone, or its event is there after all, so that it is due again when its claim ends. Throws Problem
   * `unavailable`.
   */
  record(tried: Tried): Promise<Outcome | null> {
    return this.batcher.run(tried);
  }

  private async recordAll(
    tx: EntityManager,
    tries: readonly Tried[],
  ): Promise<BatchOutcome<Outcome | null>[]> {
    const endpointIds = [...new Set(tries.map(({ claimed }) => claimed.endpointId))];
    const deliveryIds = tries.map(({ claimed }) => claimed.id);
    const unsent = tries.filter(({ answered }) => answered === null);
    const [endpoints, rows, found] = await Promise.all([
      this.endpoints.lockAll(tx, endpointIds),
      this.deliveries.lockPending(tx, deliveryIds),
      // A node of a cluster may have been asked that was behind: one that knows the delivery knows its event.
      this.events.keptIn(
        tx,
        unsent.map(({ claimed }) => claimed.eventId),
      ),
    ]);
    const now = this.clock.now();
    const books: Books = {
      endpoints: new Map(endpoints.map((endpoint) => [endpoint.id, endpoint])),
      rows: new Map(rows.map((row) => [row.id, row])),
      found,
      written: [],
    };
    const outcomes = tries.map((tried) => this.decide(books, tried, now));
    await Promise.all([
      this.queue.record(tx, books.written),
      ...endpoints.map((endpoint) => this.writeHealth(tx, endpoint, books.endpoints)),
    ]);
    return outcomes.map((value) => ({ ok: true, value }));
  }

  /** One after the other: what an endpoint has failed before counts for its next outcome. */
  private decide(books: Books, { claimed, at, answered }: Tried, now: Date): Outcome | null {
    const { id, endpointId, orderId, attempts } = claimed;
    const [endpoint, row] = [books.endpoints.get(endpointId), books.rows.get(id)];
    if (endpoint === undefined || row?.attempts !== attempts) return null;
    if (answered === null && books.found.has(claimed.eventId)) return null;
    const outcome = this.outcomeOf(claimed, answered, endpoint, now);
    books.endpoints.set(endpointId, endpointAfter(endpoint, outcome, now));
    const { next, counts } = nextTryOf(outcome, now);
    const tries = [...row.tries, tryOf(at, answered)].slice(-MOST_TRIES_KEPT);
    const after = { id, endpointId, orderId, attempts: attempts + (counts ? 1 : 0) };
    books.written.push({ ...after, tries, next });
    return outcome;
  }

  private outcomeOf(
    { attempts, createdAt }: Claimed,
    answered: Answered | null,
    health: EndpointHealth,
    now: Date,
  ): Outcome {
    if (answered === null) return { kind: 'given-up', health };
    const random = this.chance.fraction();
    const ours = isCutOff(answered, this.config.timeoutMs)
      ? afterCutOff(createdAt, now, random)
      : null;
    return ours ?? outcomeOf(answered, attempts + 1, health, now, random);
  }

  private async writeHealth(
    tx: EntityManager,
    before: EndpointEntity,
    known: ReadonlyMap<number, EndpointHealth>,
  ): Promise<void> {
    const { state, pauseReason, pausedAt, failures, failingSince } = known.get(before.id) ?? before;
    if (failures === before.failures && state === before.state) return;
    if (state !== before.state) {
      this.logger.warn({ webhookId: before.id, reason: pauseReason }, 'a webhook was paused');
    }
    const after = { state, pauseReason, pausedAt, failures, failingSince };
    await this.endpoints.change(tx, before.id, after);
  }
}

function tryOf(at: Date, answered: Answered | null): Try {
  const noEvent = { ms: 0, status: null, error: 'the event is not kept', answer: '' };
  const { ms, status, error, answer } = answered ?? noEvent;
  return { at: toRfc3339(at), ms, status, error, answer };
}
