import { EVENT_MEMBERS, type EventType } from '../../events/event-data.js';
import { EVENT_TYPES, EVENT_VERSION } from '../../events/domain-events.js';
import { type JsonSchema, schemaOfMembers } from '../../events/event-schema.js';

/** `order.paid` → `OrderPaidEvent`. */
function schemaName(type: EventType): string {
  const words = type.split(/[._]/).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1));
  return `${words.join('')}Event`;
}

const nullableId = { type: 'string', nullable: true } as const;

/** The envelope with the data of one type, as receivers get it. */
function schemaOf(type: EventType): JsonSchema {
  return {
    type: 'object',
    required: ['id', 'type', 'occurredAt', 'orderId', 'version', 'data'],
    properties: {
      id: { type: 'string', description: 'unique and sortable; repeats carry the same one' },
      type: { type: 'string', enum: [type] },
      occurredAt: { type: 'string', format: 'date-time' },
      orderId: { ...nullableId, description: 'null: it belongs to no order here' },
      paymentId: { type: 'string' },
      version: { type: 'integer', description: `now ${EVENT_VERSION}` },
      data: schemaOfMembers(EVENT_MEMBERS[type]),
    },
  };
}

const reference = (type: EventType): string => `#/components/schemas/${schemaName(type)}`;

/** What webhooks send, for the OpenAPI document: a schema for each type of event, and `Event` for any of them. */
const EVENT_SCHEMAS: Readonly<Record<string, object>> = {
  ...Object.fromEntries(EVENT_TYPES.map((type) => [schemaName(type), schemaOf(type)])),
  Event: {
    oneOf: EVENT_TYPES.map((type) => ({ $ref: reference(type) })),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(EVENT_TYPES.map((type) => [type, reference(type)])),
    },
  },
};

const CALL = {
  operationId: 'receiveEvent',
  tags: ['webhooks'],
  summary: 'What a subscribed address is sent',
  description:
    'An event, signed as Standard Webhooks has it (`webhook-id`, `webhook-timestamp`, `webhook-signature`). An answer of ' +
    '2xx takes it; any other is tried again. docs/webhooks.md says more.',
  security: [],
  requestBody: {
    required: true,
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Event' } } },
  },
  responses: {
    '204': { description: 'It was taken' },
    '410': { description: 'The address wants no more of them' },
  },
};

/** What webhooks send, for the OpenAPI document. */
export const EVENT_CALLS = { schemas: EVENT_SCHEMAS, webhooks: { event: { post: CALL } } } as const;
