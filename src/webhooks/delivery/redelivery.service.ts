import { ApiSchema } from '@nestjs/swagger';
import { ApiInteger, ApiText } from '../../http/openapi/api-members.js';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThan, Repository } from 'typeorm';
import { AuditLog } from '../../audit/audit-log.service.js';
import { keyScope, type SignedInUser } from '../../auth/signed-in-user.js';
import { EventLog } from '../../events/event-log.service.js';
import { Idempotency } from '../../http/idempotency/idempotency.js';
import { type Page, type PageRequest, toPage } from '../../http/page.js';
import { Problem } from '../../kernel/problem.js';
import { DeliveryEntity, type DeliveryState } from './delivery.entity.js';
import { DeliveryQueue } from './delivery-queue.service.js';
import { EndpointRepository } from '../endpoints/endpoint.repository.js';
import { type DeliveryDetail, deliveryView, type DeliveryView } from '../webhook-views.js';
import { envelopeOf } from './envelope.js';

/** Events of one replay; the rest is asked for with the event that the answer names. */
const MOST_REPLAYED = 5_000;

/** How a replay went, on the wire. */
@ApiSchema({ name: 'Replay' })
export class Replayed {
  @ApiInteger({ description: 'How many events will be delivered' }) readonly enqueued!: number;
  @ApiText({ nullable: true, description: 'Where the next one goes on; null: that was all' })
  readonly nextEventId!: string | null;
}

/** The event or the instant (RFC 3339) from which on events are delivered again; of both, the event counts. */
export interface ReplayStart {
  readonly sinceEventId?: string | undefined;
  readonly since?: string | undefined;
  /** Why, as the audit log keeps it. */
  readonly reason?: string | undefined;
}

/** Shows deliveries to operators, and makes them again. */
@Injectable()
export class Redelivery {
  constructor(
    @InjectRepository(DeliveryEntity) private readonly deliveries: Repository<DeliveryEntity>,
    private readonly store: EndpointRepository,
    private readonly queue: DeliveryQueue,
    private readonly events: EventLog,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditLog,
  ) {}

  /** A webhook's deliveries, the newest first; all states when none is named. Throws Problem `no-such-webhook`. */
  async list(
    endpointId: number,
    state: DeliveryState | null,
    page: PageRequest,
  ): Promise<Page<DeliveryView>> {
    await this.store.get(endpointId);
    const rows = await this.deliveries.find({
      where: {
        endpointId,
        ...(state === null ? {} : { state }),
        ...(page.after === null ? {} : { id: LessThan(page.after) }),
      },
      order: { id: 'DESC' },
      take: page.limit + 1,
    });
    return toPage(rows, page, ({ id }) => id, deliveryView);
  }

  /** A delivery with what is sent. Throws Problem `no-such-webhook`, `no-such-delivery`. */
  async read(endpointId: number, deliveryId: string): Promise<DeliveryDetail> {
    const { url } = await this.store.get(endpointId);
    const row = await this.deliveries.findOneBy({ id: deliveryId, endpointId });
    if (row === null) throw noSuchDelivery();
    const event = (await this.events.byIds([row.eventId])).get(row.eventId);
    const body = event === undefined ? null : envelopeOf(event);
    return { ...deliveryView(row), webhookId: endpointId, url, body };
  }

  /**
   * Sends an event again: a pending delivery is due now, an ended one is made anew, in no order with others. Throws
   * Problem `no-such-webhook`, `no-such-delivery`, `delivery-waits`.
   */
  async resend(
    user: SignedInUser,
    endpointId: number,
    deliveryId: string,
    key: string | null,
  ): Promise<DeliveryView> {
    const route = `POST resend of ${endpointId}/${deliveryId}`;
    const request = { scope: keyScope(user), key, route, body: {} };
    const { body } = await this.idempotency.once(request, async (tx) => {
      await this.store.lockExisting(tx, endpointId);
      const lock = { mode: 'pessimistic_write' } as const;
      const where = { id: deliveryId, endpointId };
      const row = await tx.getRepository(DeliveryEntity).findOne({ where, lock });
      if (row === null) throw noSuchDelivery();
      const id = await this.again(tx, row);
      await this.audit.write(tx, user, {
        action: 'delivery.resend',
        object: { kind: 'delivery', id: deliveryId },
        before: { webhookId: endpointId, eventId: row.eventId, state: row.state },
        after: { deliveryId: id },
      });
      return { status: 202, body: { id } };
    });
    const made = await this.deliveries.findOneBy({ id: body.id });
    if (made === null) throw noSuchDelivery();
    return deliveryView(made);
  }

  /**
   * Enqueues all events of a webhook's types from one or from a time on, in order, whether they were delivered before or
   * not. Throws Problem `no-such-webhook`, `no-such-event`.
   */
  async replay(
    user: SignedInUser,
    endpointId: number,
    from: ReplayStart,
    key: string | null,
  ): Promise<Replayed> {
    const route = `POST replay of ${endpointId}`;
    const request = { scope: keyScope(user), key, route, body: from };
    const { body } = await this.idempotency.once(request, async (tx) => {
      const { types } = await this.store.lockExisting(tx, endpointId);
      const sinceEventId = await this.firstOf(tx, from);
      const limit = MOST_REPLAYED + 1;
      const events = await this.events.relayedFrom(tx, sinceEventId, types, limit);
      if (events === null) throw noSuchEvent();
      const part = events.slice(0, MOST_REPLAYED);
      await this.queue.add(tx, endpointId, part, 'replay');
      const nextEventId = events[MOST_REPLAYED]?.id ?? null;
      await this.audit.write(tx, user, {
        action: 'webhook.replay',
        object: { kind: 'webhook', id: endpointId },
        after: { sinceEventId, enqueued: part.length, nextEventId },
        reason: from.reason,
      });
      return { status: 202, body: { enqueued: part.length, nextEventId } };
    });
    return body;
  }

  private async firstOf(tx: EntityManager, { sinceEventId, since }: ReplayStart): Promise<string> {
    if (sinceEventId !== undefined) return sinceEventId;
    const first = since === undefined ? null : await this.events.firstSince(tx, new Date(since));
    if (first === null) throw noSuchEvent();
    return first;
  }

  private async again(tx: EntityManager, row: DeliveryEntity): Promise<string> {
    if (row.state !== 'PENDING') {
      const event = { id: row.eventId, type: row.type, orderId: null };
      return this.queue.addAlone(tx, row.endpointId, event);
    }
    if (row.nextAttemptAt === null) throw waits();
    await this.queue.makeDue(tx, row.id);
    return row.id;
  }
}

function noSuchDelivery(): Problem {
  return new Problem('no-such-delivery');
}

function noSuchEvent(): Problem {
  return new Problem('no-such-event');
}

function waits(): Problem {
  return new Problem('delivery-waits');
}
