import { Inject, Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WebhooksConfig } from '../../../config/webhooks.config.js';
import { Transactions } from '../../database/transactions.js';
import type { DomainEvent } from '../../events/domain-events.js';
import { EventLog } from '../../events/event-log.service.js';
import { CHANCE, type Chance } from '../../kernel/chance.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { DeliveryEntity, type Try } from './delivery.entity.js';
import { afterCutOff, isCutOff, outcomeOf, type Outcome } from './delivery-outcome.js';
import { type Claimed, DeliveryQueue, type NextTry } from './delivery-queue.service.js';
import type { EndpointEntity } from '../endpoints/endpoint.entity.js';
import { EndpointRepository } from '../endpoints/endpoint.repository.js';
import { envelopeOf } from './envelope.js';
import { type Answered, HttpPost } from './http-post.service.js';
import { Secrets } from '../endpoints/secrets.service.js';
import { signedHeaders } from '../endpoints/signature.js';
import { DeliveryCounter } from './webhook-metrics.service.js';

const MOST_TRIES_KEPT = 12;

/** Carries out claimed deliveries, one try each. */
@Injectable()
export class DeliveryRunner {
  private readonly logger = new Logger(DeliveryRunner.name);

  constructor(
    private readonly store: EndpointRepository,
    private readonly secrets: Secrets,
    private readonly events: EventLog,
    private readonly post: HttpPost,
    private readonly queue: DeliveryQueue,
    private readonly transactions: Transactions,
    private readonly counter: DeliveryCounter,
    private readonly config: WebhooksConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHANCE) private readonly chance: Chance,
  ) {}

  /** Sends a delivery once and records how it went. After what it throws the delivery is due again soon. */
  async run(claimed: Claimed): Promise<void> {
    const endpoint = await this.store.find(claimed.endpointId);
    if (endpoint === null) return;
    const event = await this.events.byId(claimed.eventId);
    if (event === null) return this.giveUp(claimed);
    const at = this.clock.now();
    const answered = await this.send(endpoint, event, at);
    const outcome = await this.record(claimed, at, answered);
    if (outcome === null) return;
    this.counter.count(outcome.kind);
    const { id, endpointId } = claimed;
    const told = { deliveryId: id, webhookId: endpointId, status: answered.status };
    this.logger.log({ ...told, outcome: outcome.kind }, 'a webhook was tried');
  }

  private async send(endpoint: EndpointEntity, event: DomainEvent, at: Date): Promise<Answered> {
    const body = envelopeOf(event);
    const secrets = await this.secrets.good(endpoint.id);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'alipay-checkout-webhooks/1',
      ...signedHeaders({ id: event.id, at, body }, secrets),
    };
    return this.post.send(endpoint.url, headers, body);
  }

  /** Null: it is not this worker's any more, or its endpoint has gone. */
  private record(claimed: Claimed, at: Date, answered: Answered): Promise<Outcome | null> {
    const attempt: Try = {
      at: toRfc3339(at),
      ms: answered.ms,
      status: answered.status,
      error: answered.error,
      answer: answered.answer,
    };
    return this.transactions.run(async (tx) => {
      const endpoint = await this.store.lock(tx, claimed.endpointId);
      if (endpoint === null) return null;
      const now = this.clock.now();
      const outcome = this.outcomeOf(claimed, answered, endpoint, now);
      const next = nextOf(outcome, now);
      const tries = await this.triesWith(tx, claimed, attempt);
      if (!(await this.queue.record(tx, claimed, tries, next))) return null;
      await this.noteHealth(tx, endpoint, outcome, now);
      return outcome;
    });
  }

  private outcomeOf(
    { attempts, createdAt }: Claimed,
    answered: Answered,
    endpoint: EndpointEntity,
    now: Date,
  ): Outcome {
    const random = this.chance.fraction();
    const ours = isCutOff(answered, this.config.timeoutMs)
      ? afterCutOff(createdAt, now, random)
      : null;
    return ours ?? outcomeOf(answered, attempts + 1, endpoint, now, random);
  }

  private async noteHealth(
    tx: EntityManager,
    endpoint: EndpointEntity,
    outcome: Outcome,
    now: Date,
  ): Promise<void> {
    const { id } = endpoint;
    if (outcome.kind === 'delivered') {
      if (endpoint.failures === 0) return;
      return this.store.change(tx, id, { failures: 0, failingSince: null });
    }
    if (outcome.kind === 'cut-off') return;
    await this.store.change(tx, id, { ...outcome.health });
    if (outcome.kind !== 'pause' || endpoint.state === 'PAUSED') return;
    const { reason } = outcome;
    this.logger.warn({ webhookId: id, reason }, 'a webhook was paused');
    await this.store.change(tx, id, { state: 'PAUSED', pauseReason: reason, pausedAt: now });
  }

  /** An event that is not kept any more cannot be delivered. */
  private giveUp(claimed: Claimed): Promise<void> {
    return this.transactions.run(async (tx) => {
      await this.store.lock(tx, claimed.endpointId);
      const at = toRfc3339(this.clock.now());
      const attempt = { at, ms: 0, status: null, error: 'the event is not kept', answer: '' };
      const tries = await this.triesWith(tx, claimed, attempt);
      await this.queue.record(tx, claimed, tries, { next: 'FAILED', counts: true });
    });
  }

  private async triesWith(tx: EntityManager, { id }: Claimed, attempt: Try): Promise<Try[]> {
    const row = await tx.findOne(DeliveryEntity, {
      select: { id: true, tries: true },
      where: { id },
    });
    return [...(row?.tries ?? []), attempt].slice(-MOST_TRIES_KEPT);
  }
}

/** A paused endpoint's delivery stays due, for the moment when it is resumed. */
function nextOf(outcome: Outcome, now: Date): NextTry {
  switch (outcome.kind) {
    case 'delivered':
      return { next: 'DELIVERED', counts: true };
    case 'given-up':
      return { next: 'FAILED', counts: true };
    case 'retry':
      return { next: outcome.at, counts: true };
    case 'pause':
      return { next: now, counts: true };
    case 'cut-off':
      return { next: outcome.at, counts: false };
  }
}
