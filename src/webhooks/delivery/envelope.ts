import type { DomainEvent } from '../../events/domain-events.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';

/** The body of a delivery: the event as JSON. The same event always gives the same text. Pure. */
export function envelopeOf(event: DomainEvent): string {
  const { id, type, occurredAt, orderId, paymentId, version, data } = event;
  return JSON.stringify({
    id,
    type,
    occurredAt: toRfc3339(occurredAt),
    orderId,
    ...(paymentId === null ? {} : { paymentId }),
    version,
    data,
  });
}
