import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventHandlers } from '../../events/event-handlers.js';
import { EventRetention } from '../../events/event-retention.service.js';
import { DeliveryQueue } from './delivery-queue.service.js';
import { EndpointRepository } from '../endpoints/endpoint.repository.js';

/** Turns each event into deliveries, in the transaction that relays it: none is lost between the two. */
@Injectable()
export class Subscriptions implements OnModuleInit {
  constructor(
    private readonly handlers: EventHandlers,
    private readonly store: EndpointRepository,
    private readonly queue: DeliveryQueue,
    private readonly retention: EventRetention,
  ) {}

  onModuleInit(): void {
    this.retention.heldBy((tx, orderIds) => this.queue.undelivered(tx, orderIds));
    this.handlers.on('webhooks', 'all', async (tx, event) => {
      const endpointIds = await this.store.lockSubscribed(tx, event.type);
      for (const id of endpointIds) await this.queue.add(tx, id, [event], 'event');
    });
  }
}
