import type { NewEvent } from '../../events/domain-events.js';
import type { MadeOrder } from '../../orders/model/order-record.js';
import { placedEvents } from '../../orders/placement/new-order.js';
import type { PlaceRequest } from './place-request.js';

/** A new order and the request that it was made for. */
type Ordered = MadeOrder & { readonly request: PlaceRequest };

/** The events of a new order, in the trace of its own request: many share a transaction. Pure. */
export function tracedEvents(order: Ordered): NewEvent[] {
  const events = placedEvents(order);
  const { traceparent } = order.request;
  return traceparent === null ? events : events.map((event) => ({ ...event, traceparent }));
}

/** An event of a new order's payment, in the trace of the order's request. Pure. */
export function inTraceOf(orders: readonly Ordered[]): (event: NewEvent) => NewEvent {
  const traces = new Map<unknown, string | null>(
    orders.map(({ id, request }) => [id, request.traceparent]),
  );
  return (event) => {
    const traceparent = traces.get(event.orderId) ?? null;
    return traceparent === null ? event : { ...event, traceparent };
  };
}
