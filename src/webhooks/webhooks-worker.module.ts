/**
 * Owns what only the worker does for webhooks.
 * Promises that deliveries that are due in the database are made, with Redis or without.
 */
import { Module } from '@nestjs/common';
import { WakingModule } from '../events/waking/waking.module.js';
import { WebhookWakes } from './delivery/webhook-wakes.js';
import { WebhooksModule } from './webhooks.module.js';

@Module({
  imports: [WakingModule, WebhooksModule],
  providers: [WebhookWakes],
})
export class WebhooksWorkerModule {}
