/**
 * Owns other systems' subscriptions to events, and the deliveries that follow from them.
 * Promises each event of a wanted type at least once, signed, in order per order, and to no address that is not allowed.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { EventsModule } from '../events/events.module.js';
import { IdempotencyModule } from '../http/idempotency/idempotency.module.js';
import { DeliveriesController } from './deliveries.controller.js';
import { DeliveryEntity } from './delivery.entity.js';
import { DeliveryQueue } from './delivery-queue.service.js';
import { DeliveryRunner } from './delivery-runner.service.js';
import { DeliverySweep } from './delivery-sweep.service.js';
import { Destinations, RESOLVER, systemResolver } from './destinations.service.js';
import { EndpointEntity } from './endpoint.entity.js';
import { EndpointStore } from './endpoint-store.js';
import { HttpPost } from './http-post.service.js';
import { Redelivery } from './redelivery.service.js';
import { SecretEntity } from './secret.entity.js';
import { Secrets } from './secrets.service.js';
import { Subscriptions } from './subscriptions.js';
import { DeliveryCounter, WebhookMetrics } from './webhook-metrics.service.js';
import { WebhooksController } from './webhooks.controller.js';
import { WebhooksService } from './webhooks.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([EndpointEntity, SecretEntity, DeliveryEntity]),
    AuthModule,
    EventsModule,
    IdempotencyModule,
  ],
  controllers: [WebhooksController, DeliveriesController],
  providers: [
    DeliveryCounter,
    DeliveryQueue,
    DeliveryRunner,
    DeliverySweep,
    Destinations,
    EndpointStore,
    HttpPost,
    Redelivery,
    Secrets,
    Subscriptions,
    WebhookMetrics,
    WebhooksService,
    { provide: RESOLVER, useValue: systemResolver },
  ],
  exports: [DeliverySweep],
})
export class WebhooksModule {}
