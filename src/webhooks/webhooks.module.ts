/**
 * Owns other systems' subscriptions to events, and the deliveries that follow from them.
 * Promises each event of a wanted type at least once, signed, in order per order, and to no address that is not allowed.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { EventsModule } from '../events/events.module.js';
import { IdempotencyModule } from '../http/idempotency/idempotency.module.js';
import { DeliveriesController } from './delivery/deliveries.controller.js';
import { DeliveryListController } from './delivery/delivery-list.controller.js';
import { DeliveryListRepository } from './delivery/delivery-list.repository.js';
import { DeliveryLists } from './delivery/delivery-lists.service.js';
import { DeliveryEntity } from './delivery/delivery.entity.js';
import { DeliveryQueue } from './delivery/delivery-queue.service.js';
import { DeliveryRecorder } from './delivery/delivery-recorder.service.js';
import { DeliveryRepository } from './delivery/delivery.repository.js';
import { DeliveryRetention } from './delivery/delivery-retention.repository.js';
import { DeliveryRunner } from './delivery/delivery-runner.service.js';
import { DeliveryPoller } from './delivery/delivery-poller.service.js';
import { Destinations, RESOLVER, systemResolver } from './endpoints/destinations.service.js';
import { EndpointEntity } from './endpoints/endpoint.entity.js';
import { EndpointRepository } from './endpoints/endpoint.repository.js';
import { HttpPost } from './delivery/http-post.service.js';
import { Redelivery } from './delivery/redelivery.service.js';
import { SecretEntity } from './endpoints/secret.entity.js';
import { Secrets } from './endpoints/secrets.service.js';
import { StrandedDeliveries } from './delivery/stranded-deliveries.service.js';
import { Subscriptions } from './delivery/subscriptions.js';
import { DeliveryCounter, WebhookMetrics } from './delivery/webhook-metrics.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([EndpointEntity, SecretEntity, DeliveryEntity]),
    AuthModule,
    EventsModule,
    IdempotencyModule,
  ],
  controllers: [WebhooksController, DeliveriesController, DeliveryListController],
  providers: [
    DeliveryCounter,
    DeliveryListRepository,
    DeliveryLists,
    DeliveryQueue,
    DeliveryRecorder,
    DeliveryRepository,
    DeliveryRetention,
    DeliveryRunner,
    DeliveryPoller,
    Destinations,
    EndpointRepository,
    HttpPost,
    Redelivery,
    Secrets,
    StrandedDeliveries,
    Subscriptions,
    WebhookMetrics,
    WebhooksService,
    { provide: RESOLVER, useValue: systemResolver },
  ],
  exports: [DeliveryPoller],
})
export class WebhooksModule {}
