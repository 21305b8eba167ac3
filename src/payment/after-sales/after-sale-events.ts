import type { EventData, EventType, NewEventOf } from '../../events/domain-events.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { AfterSaleEntity } from './after-sale.entity.js';

type AfterSaleEventType = Extract<EventType, `after_sale.${string}`>;

type Members<Type extends AfterSaleEventType> = Omit<
  EventData[Type],
  'orderNo' | 'afterSaleId' | 'afterSaleType'
>;

/** An event of a case; its data names the case and its order. Pure. */
export function afterSaleEvent<Type extends AfterSaleEventType>(
  { id, orderNo }: Pick<OrderRecord, 'id' | 'orderNo'>,
  found: Pick<AfterSaleEntity, 'id' | 'type'>,
  type: Type,
  data: Members<Type>,
): NewEventOf<Type> {
  const about = { orderNo, afterSaleId: found.id, afterSaleType: found.type };
  // The compiler does not see that members taken out and put back are the whole again.
  return { type, orderId: id, data: { ...about, ...data } as unknown as EventData[Type] };
}
