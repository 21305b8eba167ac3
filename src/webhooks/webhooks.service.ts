import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AuditEntry, AuditLog } from '../audit/audit-log.service.js';
import { keyScope, type SignedInUser } from '../auth/signed-in-user.js';
import { Transactions } from '../database/transactions.js';
import { Idempotency } from '../http/idempotency/idempotency.js';
import type { Page } from '../http/page.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { Problem } from '../kernel/problem.js';
import { DeliveryQueue } from './delivery/delivery-queue.service.js';
import { DeliveryRetention } from './delivery/delivery-retention.repository.js';
import { Destinations } from './endpoints/destinations.service.js';
import { EndpointRepository, noSuchWebhook } from './endpoints/endpoint.repository.js';
import { Secrets } from './endpoints/secrets.service.js';
import {
  type NewWebhookView,
  type RotatedView,
  rotatedView,
  webhookView,
  type WebhookView,
} from './webhook-views.js';
import type { ChangeWebhookDto, NewWebhookDto } from './webhooks.dto.js';

/** Every event asks all of them. */
const MOST_WEBHOOKS = 50;

const AWAKE = {
  state: 'ACTIVE',
  pauseReason: null,
  pausedAt: null,
  failures: 0,
  failingSince: null,
} as const;

/** Looks after other systems' subscriptions to events. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly store: EndpointRepository,
    private readonly secrets: Secrets,
    private readonly queue: DeliveryQueue,
    private readonly deliveries: DeliveryRetention,
    private readonly destinations: Destinations,
    private readonly transactions: Transactions,
    private readonly idempotency: Idempotency,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Subscribes an address, and shows its secret. The key's stored answer holds no secret: it is read again for the same
   * request. Throws Problem `webhook-address-refused`, `too-many-webhooks`.
   */
  async create(
    user: SignedInUser,
    body: NewWebhookDto,
    key: string | null,
  ): Promise<NewWebhookView> {
    const url = await this.destinations.check(body.url);
    const request = { scope: keyScope(user), key, route: 'POST webhooks', body };
    const { body: made } = await this.idempotency.once(request, async (tx) => {
      const id = await this.insert(tx, { ...body, url });
      await this.writeEntry(tx, user, id, 'create', { after: { ...body, url } });
      return { status: 201, body: { id, secretId: await this.secrets.make(tx, id) } };
    });
    const endpoint = await this.store.get(made.id);
    return { ...webhookView(endpoint), secret: await this.shown(made.secretId) };
  }

  /** All webhooks, the oldest first, without their secrets. */
  async list(): Promise<Page<WebhookView>> {
    return { items: (await this.store.all()).map(webhookView), nextCursor: null };
  }

  /** One webhook. Throws Problem `no-such-webhook`. */
  async read(id: number): Promise<WebhookView> {
    return webhookView(await this.store.get(id));
  }

  /**
   * Changes a webhook; `active: false` pauses it, and its events wait. Throws Problem `no-such-webhook`,
   * `webhook-address-refused`.
   */
  async change(user: SignedInUser, id: number, body: ChangeWebhookDto): Promise<WebhookView> {
    const { reason, ...changes } = body;
    const { url, active, ...members } = changes;
    const checked = url === undefined ? {} : { url: await this.destinations.check(url) };
    await this.transactions.run(async (tx) => {
      const endpoint = await this.store.lockExisting(tx, id);
      await this.store.change(tx, id, { ...members, ...checked });
      if (active === false && endpoint.state === 'ACTIVE') await this.pause(tx, id);
      if (active === true && endpoint.state === 'PAUSED') await this.wake(tx, id);
      const { url: oldUrl, types, description, state } = endpoint;
      const before = { url: oldUrl, types, description, active: state === 'ACTIVE' };
      const changed = Object.entries(before).filter(([name]) => name in changes);
      const after = { ...changes, ...checked };
      const entry = { before: Object.fromEntries(changed), after, reason };
      await this.writeEntry(tx, user, id, 'change', entry);
    });
    return this.read(id);
  }

  /** Sends to a webhook again, and all that waits at once. Throws Problem `no-such-webhook`. */
  async resume(user: SignedInUser, id: number): Promise<WebhookView> {
    await this.transactions.run(async (tx) => {
      const { state, pauseReason } = await this.store.lockExisting(tx, id);
      await this.wake(tx, id);
      const change = { before: { state, pauseReason }, after: { state: 'ACTIVE' } };
      await this.writeEntry(tx, user, id, 'resume', change);
    });
    return this.read(id);
  }

  /** Ends a subscription and forgets its deliveries. Throws Problem `no-such-webhook`. */
  async remove(user: SignedInUser, id: number): Promise<void> {
    await this.deliveries.removeAll(id);
    await this.transactions.run(async (tx) => {
      const { url, types, description } = await this.store.lockExisting(tx, id);
      await this.store.remove(tx, id);
      await this.writeEntry(tx, user, id, 'remove', { before: { url, types, description } });
    });
  }

  /** Makes a new secret and shows it; the old one signs as well for a day. Throws Problem `no-such-webhook`. */
  async rotate(user: SignedInUser, id: number, key: string | null): Promise<RotatedView> {
    const route = `POST rotate-secret of ${id}`;
    const request = { scope: keyScope(user), key, route, body: {} };
    const { body: made } = await this.idempotency.once(request, async (tx) => {
      await this.store.lockExisting(tx, id);
      await this.writeEntry(tx, user, id, 'rotate', {});
      return { status: 200, body: { secretId: await this.secrets.rotate(tx, id) } };
    });
    const secret = await this.shown(made.secretId);
    return rotatedView(secret, await this.secrets.oldOnesEndAt(id));
  }

  private writeEntry(
    tx: EntityManager,
    staff: SignedInUser,
    id: number,
    act: 'create' | 'change' | 'remove' | 'rotate' | 'resume',
    change: Pick<AuditEntry, 'before' | 'after' | 'reason'>,
  ): Promise<void> {
    const object = { kind: 'webhook', id };
    return this.audit.write(tx, staff, { action: `webhook.${act}`, object, ...change });
  }

  private async insert(tx: EntityManager, body: NewWebhookDto): Promise<number> {
    if ((await this.store.count(tx)) >= MOST_WEBHOOKS) {
      throw new Problem('too-many-webhooks', { limit: MOST_WEBHOOKS });
    }
    const { url, types, description = '' } = body;
    const createdAt = this.clock.now();
    return this.store.insert(tx, { ...AWAKE, url, types, description, createdAt });
  }

  private async pause(tx: EntityManager, id: number): Promise<void> {
    const pausedAt = this.clock.now();
    await this.store.change(tx, id, { state: 'PAUSED', pauseReason: 'operator', pausedAt });
  }

  private async wake(tx: EntityManager, id: number): Promise<void> {
    await this.store.change(tx, id, AWAKE);
    await this.queue.makeAllDue(tx, id);
  }

  private async shown(secretId: string): Promise<string> {
    const row = await this.secrets.byId(secretId);
    if (row === null) throw noSuchWebhook();
    return row.secret;
  }
}
