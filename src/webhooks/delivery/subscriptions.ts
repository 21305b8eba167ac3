import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventHandlers } from '../../events/event-handlers.js';
import { EventRetention } from '../../events/event-retention.service.js';
import { DeliveryQueue } from './delivery-queue.service.js';
import { DeliveryRetention } from './delivery-retention.repository.js';
import { EndpointRepository } from '../endpoints/endpoint.repository.js';

/** Turns events into deliveries, in the transaction that relays them: none is lost between the two. */
@Injectable()
export class Subscriptions implements OnModuleInit {
  constructor(
    private readonly handlers: EventHandlers,
    private readonly store: EndpointRepository,
    private readonly queue: DeliveryQueue,
    private readonly deliveries: DeliveryRetention,
    private readonly retention: EventRetention,
  ) {}

  onModuleInit(): void {
    this.retention.heldBy((tx, orderIds) => this.deliveries.undelivered(tx, orderIds));
    this.handlers.on('webhooks', 'all', async (tx, events) => {
      for (const { id, types } of await this.store.lockSubscriptions(tx)) {
        const wanted = events.filter(({ type }) => types.includes(type));
        await this.queue.add(tx, id, wanted, 'event');
      }
    });
  }
}
