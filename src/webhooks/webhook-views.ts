import { toRfc3339 } from '../kernel/shanghai-time.js';
import type { DeliveryEntity } from './delivery/delivery.entity.js';
import type { EndpointEntity } from './endpoints/endpoint.entity.js';

/** A webhook on the wire; its secret is not part of it. Pure. */
export function webhookView(endpoint: EndpointEntity) {
  return {
    id: endpoint.id,
    url: endpoint.url,
    types: endpoint.types,
    description: endpoint.description,
    state: endpoint.state,
    pauseReason: endpoint.pauseReason,
    pausedAt: time(endpoint.pausedAt),
    failures: endpoint.failures,
    failingSince: time(endpoint.failingSince),
    createdAt: toRfc3339(endpoint.createdAt),
  };
}

export type WebhookView = ReturnType<typeof webhookView>;

/** A webhook that was just made, with its secret. */
export type NewWebhookView = WebhookView & { readonly secret: string };

/** A new secret, and until when those before it sign too. Pure. */
export function rotatedView(secret: string, oldOnesEndAt: Date | null) {
  return { secret, oldSecretsSignUntil: time(oldOnesEndAt) };
}

export type RotatedView = ReturnType<typeof rotatedView>;

/** A delivery on the wire. `waits`: an earlier event of its order has to be delivered first. Pure. */
export function deliveryView(delivery: DeliveryEntity) {
  return {
    id: delivery.id,
    eventId: delivery.eventId,
    type: delivery.type,
    origin: delivery.origin,
    state: delivery.state,
    waits: delivery.state === 'PENDING' && delivery.nextAttemptAt === null,
    attempts: delivery.attempts,
    nextAttemptAt: time(delivery.nextAttemptAt),
    createdAt: toRfc3339(delivery.createdAt),
    endedAt: time(delivery.endedAt),
    tries: delivery.tries,
  };
}

export type DeliveryView = ReturnType<typeof deliveryView>;

function time(at: Date | null): string | null {
  return at === null ? null : toRfc3339(at);
}
