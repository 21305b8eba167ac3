import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import {
  type Ask,
  askOf,
  idsBy,
  type KeysetList,
  type KeysetPart,
  type Position,
  readKeyset,
} from '../../database/keyset.js';
import { inOrder } from '../../http/listing.js';
import { DeliveryEntity } from './delivery.entity.js';

/** A number leads to so many deliveries at most. */
const MOST_OF_NUMBER = 500;

/** Finds deliveries to all webhooks. Reads alone. */
@Injectable()
export class DeliveryListRepository {
  private readonly ask: Ask;

  // Raw: a list names the index by which it is read.
  constructor(private readonly dataSource: DataSource) {
    this.ask = askOf(dataSource);
  }

  /** A part of a list, and where the next one goes on. */
  page(list: KeysetList, after: Position | null, limit: number): Promise<KeysetPart> {
    return readKeyset(this.ask, list, after, limit);
  }

  /** Deliveries by their ids, in that order. */
  async deliveries(ids: readonly string[]): Promise<DeliveryEntity[]> {
    const rows = await this.dataSource.manager.findBy(DeliveryEntity, { id: In(ids) });
    return inOrder(ids, rows, ({ id }) => id);
  }

  /** The deliveries of an order's events, but for those that were made beside their order. */
  // Raw: numbers of other floors, each by its unique key; there are a few webhooks.
  idsOfOrder(orderNo: string): Promise<string[]> {
    return idsBy(
      this.ask,
      `SELECT STRAIGHT_JOIN d.id FROM orders o JOIN webhook_endpoints e
       JOIN webhook_deliveries d ON d.endpoint_id = e.id AND d.order_id = o.id
       WHERE o.order_no = ? LIMIT ${MOST_OF_NUMBER}`,
      [orderNo],
    );
  }

  /** The deliveries of an event of an order, but for those that were made beside its order. */
  // Raw: as above.
  idsOfEvent(eventId: string): Promise<string[]> {
    return idsBy(
      this.ask,
      `SELECT STRAIGHT_JOIN d.id FROM outbox b JOIN webhook_endpoints e
       JOIN webhook_deliveries d
         ON d.endpoint_id = e.id AND d.order_id = b.order_id AND d.event_id = b.event_id
       WHERE b.event_id = ? LIMIT ${MOST_OF_NUMBER}`,
      [eventId],
    );
  }
}
