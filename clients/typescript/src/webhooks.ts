import { Webhook } from 'standardwebhooks';
import type { components } from './schema.js';

/** What a webhook was sent. */
export type Event = components['schemas']['Event'];

/** The headers of a request, as `fetch` or Node has them. */
type ReceivedHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * The event of a delivery. `body` is the text exactly as it came, before anybody has parsed it. Throws
 * `WebhookVerificationError` of the library when it is not signed with the secret, or was signed long ago.
 */
export function verifyWebhook(
  secret: string,
  headers: ReceivedHeaders,
  body: string | Uint8Array,
): Event {
  const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
  return new Webhook(secret).verify(text, plainHeaders(headers)) as Event;
}

function plainHeaders(headers: ReceivedHeaders): Record<string, string> {
  if (headers instanceof Headers) return Object.fromEntries(headers);
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
