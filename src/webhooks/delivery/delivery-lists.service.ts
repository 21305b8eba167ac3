import { Injectable } from '@nestjs/common';
import type { KeysetList } from '../../database/keyset.js';
import { stateList } from '../../database/state-lists.js';
import { periodOf } from '../../http/list-query.js';
import { type Listing, listPart } from '../../http/listing.js';
import type { Page } from '../../http/page.js';
import { deliveryView, type ListedDelivery } from '../webhook-views.js';
import type { DeliveryListQuery } from '../webhooks.dto.js';
import { DELIVERY_STATES } from './delivery.entity.js';
import { DeliveryListRepository } from './delivery-list.repository.js';

const DELIVERIES = {
  table: 'webhook_deliveries',
  index: 'ix_webhook_deliveries_state',
  states: DELIVERY_STATES,
};

const EVENT_ID = /^[0-9A-HJKMNP-TV-Z]{26}$/;

/** Lists deliveries to all webhooks, for staff. */
@Injectable()
export class DeliveryLists {
  private readonly listing: Listing<DeliveryListQuery, ListedDelivery> = {
    listOf: async (query) => deliveryListOf(query, await this.search(query.q)),
    read: (list, after, limit) => this.found.page(list, after, limit),
    viewsOf: async (ids) => {
      const rows = await this.found.deliveries(ids);
      return rows.map((row) => ({ webhookId: row.endpointId, ...deliveryView(row) }));
    },
  };

  constructor(private readonly found: DeliveryListRepository) {}

  /** Deliveries, the newest first. Throws Problem `invalid-request` for a cursor of another list. */
  page(query: DeliveryListQuery): Promise<Page<ListedDelivery>> {
    return listPart<DeliveryListQuery, ListedDelivery>(this.listing, query);
  }

  private async search(q: string | undefined): Promise<string[] | null> {
    if (q === undefined) return null;
    return EVENT_ID.test(q) ? this.found.idsOfEvent(q) : this.found.idsOfOrder(q);
  }
}

/** How a list of deliveries is read. Pure. */
export function deliveryListOf(
  { state, type, webhookId, from, to }: DeliveryListQuery,
  ids: readonly string[] | null,
): KeysetList {
  const types = type?.split(',') ?? [];
  const rest = [
    ...(types.length === 0 ? [] : [{ sql: 'k.type IN (?)', values: [types] }]),
    ...(webhookId === undefined ? [] : [{ sql: 'k.endpoint_id = ?', values: [webhookId] }]),
  ];
  const states = state?.split(',') ?? [];
  return stateList(DELIVERIES, { states, ...periodOf(from, to), ids, rest });
}
