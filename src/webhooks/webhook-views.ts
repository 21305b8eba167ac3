import { ApiSchema } from '@nestjs/swagger';
import {
  ApiFlag,
  ApiInstant,
  ApiInteger,
  ApiOneOf,
  ApiParts,
  ApiSomeOf,
  ApiText,
  pageOfClass,
} from '../http/openapi/api-members.js';
import { EVENT_TYPES, type EventType } from '../events/domain-events.js';
import { toRfc3339 } from '../kernel/shanghai-time.js';
import {
  DELIVERY_ORIGINS,
  DELIVERY_STATES,
  type DeliveryEntity,
  type DeliveryOrigin,
  type DeliveryState,
} from './delivery/delivery.entity.js';
import {
  ENDPOINT_STATES,
  type EndpointEntity,
  type EndpointState,
  PAUSE_REASONS,
  type PauseReason,
} from './endpoints/endpoint.entity.js';

/** A webhook on the wire. */
@ApiSchema({ name: 'Webhook' })
export class WebhookView {
  @ApiInteger() readonly id!: number;
  @ApiText() readonly url!: string;
  @ApiSomeOf('EventType', EVENT_TYPES) readonly types!: readonly EventType[];
  @ApiText() readonly description!: string;
  @ApiOneOf('WebhookState', ENDPOINT_STATES) readonly state!: EndpointState;
  @ApiOneOf('WebhookPauseReason', PAUSE_REASONS, { nullable: true })
  readonly pauseReason!: PauseReason | null;
  @ApiInstant({ nullable: true }) readonly pausedAt!: string | null;
  @ApiInteger({ description: 'Tries in a row that failed' }) readonly failures!: number;
  @ApiInstant({ nullable: true }) readonly failingSince!: string | null;
  @ApiInstant() readonly createdAt!: string;
}

/** A list of webhooks, on the wire. */
export const WebhookPage = pageOfClass('WebhookPage', WebhookView);

/** A webhook that was just made, with its secret. */
@ApiSchema({ name: 'NewWebhook' })
export class NewWebhookView extends WebhookView {
  @ApiText({ description: 'What its deliveries are signed with' }) readonly secret!: string;
}

/** A new secret on the wire. */
@ApiSchema({ name: 'RotatedSecret' })
export class RotatedView {
  @ApiText() readonly secret!: string;
  @ApiInstant({ nullable: true, description: 'Until when those before it sign too' })
  readonly oldSecretsSignUntil!: string | null;
}

/** One try to deliver, on the wire. */
@ApiSchema({ name: 'DeliveryTry' })
class TryView {
  @ApiInstant() readonly at!: string;
  @ApiInteger({ description: 'How long it took, in milliseconds' }) readonly ms!: number;
  @ApiInteger({ nullable: true, description: 'Null: there was no answer' })
  readonly status!: number | null;
  @ApiText({ nullable: true, description: 'What went wrong, when it is not the status that tells' })
  readonly error!: string | null;
  @ApiText({ description: "The beginning of the answer's body" }) readonly answer!: string;
}

/** A delivery on the wire. */
@ApiSchema({ name: 'Delivery' })
export class DeliveryView {
  @ApiText() readonly id!: string;
  @ApiText() readonly eventId!: string;
  @ApiOneOf('EventType', EVENT_TYPES) readonly type!: EventType;
  @ApiOneOf('DeliveryOrigin', DELIVERY_ORIGINS) readonly origin!: DeliveryOrigin;
  @ApiOneOf('DeliveryState', DELIVERY_STATES) readonly state!: DeliveryState;
  @ApiFlag({ description: 'An earlier event of its order has to be delivered first' })
  readonly waits!: boolean;
  @ApiInteger() readonly attempts!: number;
  @ApiInstant({ nullable: true }) readonly nextAttemptAt!: string | null;
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({ nullable: true }) readonly endedAt!: string | null;
  @ApiParts(() => TryView) readonly tries!: readonly TryView[];
}

/** A part of a list of deliveries, on the wire. */
export const DeliveryPage = pageOfClass('DeliveryPage', DeliveryView);

/** A delivery in a list over all webhooks, on the wire. */
@ApiSchema({ name: 'ListedDelivery' })
export class ListedDelivery extends DeliveryView {
  @ApiInteger() readonly webhookId!: number;
}

/** A delivery with what is sent, on the wire. */
@ApiSchema({ name: 'DeliveryDetail' })
export class DeliveryDetail extends ListedDelivery {
  @ApiText({ description: 'Where it is sent, as the webhook says now' }) readonly url!: string;
  @ApiText({ nullable: true, description: 'The body; null: the event is not kept any more' })
  readonly body!: string | null;
}

/** A part of a list of deliveries to all webhooks, on the wire. */
export const ListedDeliveryPage = pageOfClass('ListedDeliveryPage', ListedDelivery);

/** A webhook on the wire; its secret is not part of it. Pure. */
export function webhookView(endpoint: EndpointEntity): WebhookView {
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

/** A new secret, and until when those before it sign too. Pure. */
export function rotatedView(secret: string, oldOnesEndAt: Date | null): RotatedView {
  return { secret, oldSecretsSignUntil: time(oldOnesEndAt) };
}

/** A delivery on the wire. `waits`: an earlier event of its order has to be delivered first. Pure. */
export function deliveryView(delivery: DeliveryEntity): DeliveryView {
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

function time(at: Date | null): string | null {
  return at === null ? null : toRfc3339(at);
}
