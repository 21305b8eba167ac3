import { invalidInput, refusal } from '../http/refusal.js';
import type { DeliveryDetail, DeliveryView, RotatedView, WebhookView } from './webhook-views.js';

/** Examples of the webhook routes for the OpenAPI document. */
export const WEBHOOK_EXAMPLE: WebhookView = {
  id: 1,
  url: 'https://erp.example.com/hooks/shop',
  types: ['order.paid', 'order.refunded'],
  description: 'Warehouse',
  state: 'ACTIVE',
  pauseReason: null,
  pausedAt: null,
  failures: 0,
  failingSince: null,
  createdAt: '2026-11-21T12:00:00+08:00',
};

/** Not a key: what one looks like. */
export const SECRET_EXAMPLE = 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=';

export const ROTATED_EXAMPLE: RotatedView = {
  secret: SECRET_EXAMPLE,
  oldSecretsSignUntil: '2026-11-22T12:00:00+08:00',
};

export const DELIVERY_EXAMPLE: DeliveryView = {
  id: '901',
  eventId: '01KAM3V9Q2W8T5Y7B1C4D6E8F0',
  type: 'order.paid',
  origin: 'event',
  state: 'PENDING',
  waits: false,
  attempts: 1,
  nextAttemptAt: '2026-11-21T12:01:36+08:00',
  createdAt: '2026-11-21T12:01:31+08:00',
  endedAt: null,
  tries: [
    {
      at: '2026-11-21T12:01:31+08:00',
      ms: 41,
      status: 503,
      error: null,
      answer: 'come back later',
    },
  ],
};

export const DELIVERY_DETAIL_EXAMPLE: DeliveryDetail = {
  ...DELIVERY_EXAMPLE,
  webhookId: 1,
  url: WEBHOOK_EXAMPLE.url,
  body: '{"id":"01KAM3V9Q2W8T5Y7B1C4D6E8F0","type":"order.paid"}',
};

export const REFUSED_ADDRESS = refusal({
  slug: 'webhook-address-refused',
  members: { fault: 'not-public' },
  description: 'An address that events may not be sent to',
});

export const NO_SUCH_WEBHOOK = refusal({
  slug: 'no-such-webhook',
  description: 'No such webhook',
});

export const NO_SUCH_EVENT = refusal({
  slug: 'no-such-event',
  description: '`no-such-webhook`, or `no-such-event`',
});

export const DELIVERY_WAITS = refusal({
  slug: 'delivery-waits',
  description: 'It waits for an earlier event of its order',
});

export const NO_SUCH_DELIVERY = refusal({
  slug: 'no-such-delivery',
  description: '`no-such-webhook`, or `no-such-delivery` of it',
});

export const TOO_MANY_WEBHOOKS = refusal({
  slug: 'too-many-webhooks',
  members: { limit: 50 },
  description: 'As many webhooks as there may be',
});

export const INVALID_WEBHOOK = invalidInput(
  'url',
  'url must be an address of at most 500 characters',
);
export const INVALID_LIST = invalidInput('limit', 'limit must be a whole number from 1 to 100');
export const INVALID_REPLAY = invalidInput(
  'sinceEventId',
  'sinceEventId must be the id of an event',
);
