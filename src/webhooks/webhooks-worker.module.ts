/**
 * Owns what only the worker does for webhooks: the queue of wake-ups and its consumer.
 * Promises that deliveries that are due in the database are made, with Redis or without.
 */
import { BullModule } from '@nestjs/bull';
import { Module } from '@nestjs/common';
import { WakingModule } from '../events/waking/waking.module.js';
import { WEBHOOK_QUEUE, WebhookWakes } from './delivery/webhook-wakes.js';
import { WebhooksModule } from './webhooks.module.js';

@Module({
  imports: [WakingModule, BullModule.registerQueue({ name: WEBHOOK_QUEUE }), WebhooksModule],
  providers: [WebhookWakes],
})
export class WebhooksWorkerModule {}
