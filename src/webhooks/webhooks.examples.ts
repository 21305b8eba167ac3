/** Examples of the webhook routes for the OpenAPI document. */
export const WEBHOOK_EXAMPLE = {
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

export const DELIVERY_EXAMPLE = {
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

/** A problem as the filter answers it. */
function problem(status: number, slug: string, title: string, detail: string) {
  return { type: `urn:problem:alipay-checkout:${slug}`, title, status, detail };
}

export const REFUSED_ADDRESS = {
  status: 422,
  description: 'An address that events may not be sent to',
  example: problem(
    422,
    'webhook-address-refused',
    'Unprocessable Content',
    'Events cannot be sent to this address. It leads to a private, local or reserved address.',
  ),
};

export const NO_SUCH_WEBHOOK = {
  status: 404,
  description: 'No such webhook',
  example: problem(404, 'no-such-webhook', 'Not Found', 'There is no such webhook.'),
};

export const NO_SUCH_EVENT = {
  status: 404,
  description: 'No such webhook, or no such event',
  example: problem(404, 'no-such-event', 'Not Found', 'There is no such event.'),
};

export const DELIVERY_WAITS = {
  status: 409,
  description: 'It waits for an earlier event of its order',
  example: problem(
    409,
    'delivery-waits',
    'Conflict',
    'An earlier event of its order has to be delivered first.',
  ),
};
