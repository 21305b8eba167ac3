import { get, send } from './api.js';

/** The order of a buyer who came back from Alipay, after Alipay was asked; as it was when there is no answer. */
export async function orderAfterReturn(orderNo, signal) {
  const order = await get(`/orders/${orderNo}`, signal);
  if (order.state !== 'PENDING_PAYMENT') return order;
  try {
    await send('POST', `/orders/${orderNo}/payment/sync`, { signal });
    return await get(`/orders/${orderNo}`, signal);
  } catch {
    return order;
  }
}
