import type { EventData, EventType, NewEventOf } from '../../events/domain-events.js';
import type { NewId } from '../../database/batching/rows.js';

type OrderEventType = Extract<EventType, `${'order' | 'shipment'}.${string}`>;

/** An event of an order; its data names the order. Pure. */
export function orderEvent<Type extends OrderEventType>(
  { id, orderNo }: { readonly id: string | NewId; readonly orderNo: string },
  type: Type,
  data: Omit<EventData[Type], 'orderNo'>,
): NewEventOf<Type> {
  // The compiler does not see that a member taken out and put back is the whole again.
  return { type, orderId: id, data: { orderNo, ...data } as unknown as EventData[Type] };
}
