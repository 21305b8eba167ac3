import { Inject, Injectable, Logger } from '@nestjs/common';
import type { DomainEvent } from '../../events/domain-events.js';
import { EventLog } from '../../events/event-log.service.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { EndpointRepository } from '../endpoints/endpoint.repository.js';
import { Secrets } from '../endpoints/secrets.service.js';
import { signedHeaders } from '../endpoints/signature.js';
import type { Claimed } from './delivery-queue.service.js';
import { DeliveryRecorder } from './delivery-recorder.service.js';
import { envelopeOf } from './envelope.js';
import { type Answered, HttpPost } from './http-post.service.js';
import { DeliveryCounter } from './webhook-metrics.service.js';

/** A delivery that can be sent: where to, signed with what; event null: it was not found. */
export interface Sendable {
  readonly claimed: Claimed;
  readonly url: string;
  readonly secrets: readonly string[];
  readonly event: DomainEvent | null;
}

/** Carries out claimed deliveries, one try each. */
@Injectable()
export class DeliveryRunner {
  private readonly logger = new Logger(DeliveryRunner.name);

  constructor(
    private readonly endpoints: EndpointRepository,
    private readonly secrets: Secrets,
    private readonly events: EventLog,
    private readonly post: HttpPost,
    private readonly recorder: DeliveryRecorder,
    private readonly counter: DeliveryCounter,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Reads what deliveries to one endpoint need; none when it has gone. */
  async prepare(endpointId: number, claimed: readonly Claimed[]): Promise<Sendable[]> {
    const [endpoint, secrets, events] = await Promise.all([
      this.endpoints.find(endpointId),
      this.secrets.good(endpointId),
      this.events.byIds(claimed.map(({ eventId }) => eventId)),
    ]);
    if (endpoint === null) return [];
    const { url } = endpoint;
    return claimed.map((one) => {
      return { claimed: one, url, secrets, event: events.get(one.eventId) ?? null };
    });
  }

  /** Sends a delivery once and records how it went; answers how many milliseconds the answer took. */
  async run(sendable: Sendable): Promise<number> {
    const { claimed, event } = sendable;
    const at = this.clock.now();
    const answered = event === null ? null : await this.send(sendable, event, at);
    const outcome = await this.recorder.record({ claimed, at, answered });
    if (outcome === null || answered === null) return 0;
    this.counter.count(outcome.kind);
    const { id, endpointId } = claimed;
    const told = { deliveryId: id, webhookId: endpointId, status: answered.status };
    this.logger.log({ ...told, outcome: outcome.kind }, 'a webhook was tried');
    return answered.ms;
  }

  private send({ url, secrets }: Sendable, event: DomainEvent, at: Date): Promise<Answered> {
    const body = envelopeOf(event);
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'alipay-checkout-webhooks/1',
      ...signedHeaders({ id: event.id, at, body }, secrets),
    };
    return this.post.send(url, headers, body);
  }
}
