import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, LessThan, Repository } from 'typeorm';
import { deleteBatch } from '../../database/delete-batch.js';
import type { Held } from '../../events/event-retention.service.js';
import { EndpointEntity } from '../endpoints/endpoint.entity.js';
import { DeliveryEntity } from './delivery.entity.js';

const REMOVED_TOGETHER = 2_000;

/** Says which events are still to be told, and forgets deliveries that nobody needs. */
@Injectable()
export class DeliveryRetention {
  constructor(
    @InjectRepository(DeliveryEntity) private readonly deliveries: Repository<DeliveryEntity>,
  ) {}

  /** What is not delivered yet: those of these orders, and the events that are delivered in no order. */
  async undelivered(tx: EntityManager, orderIds: readonly string[]): Promise<Held> {
    const pending = () =>
      tx
        .getRepository(EndpointEntity)
        .createQueryBuilder('endpoint')
        .innerJoin(DeliveryEntity, 'd', 'd.endpointId = endpoint.id AND d.pending = 1')
        .distinct(true);
    const orders = await pending()
      .select('d.orderId', 'id')
      .where('d.orderId IN (:...orderIds)', { orderIds })
      .getRawMany<{ readonly id: string }>();
    const events = await pending()
      .select('d.eventId', 'id')
      .where('d.orderId IS NULL')
      .getRawMany<{ readonly id: string }>();
    return { orderIds: orders.map(({ id }) => id), eventIds: events.map(({ id }) => id) };
  }

  /** Forgets some deliveries that ended before this instant. */
  async prune(before: Date, limit: number): Promise<void> {
    const { manager } = this.deliveries;
    await deleteBatch(manager, DeliveryEntity, { endedAt: LessThan(before) }, { limit });
  }

  /** Removes all deliveries of an endpoint: a long log goes in parts. */
  async removeAll(endpointId: number): Promise<void> {
    const batch = { limit: REMOVED_TOGETHER };
    let gone = 1;
    while (gone > 0) {
      gone = await deleteBatch(this.deliveries.manager, DeliveryEntity, { endpointId }, batch);
    }
  }
}
