import type { OrderState } from '../../orders/model/order-states.js';
import type { PaymentState } from '../model/payment-states.js';

/** What an order's state is called in Chinese; in English its own word says it. */
export const ORDER_STATES_ZH: Readonly<Record<OrderState, string>> = {
  PENDING_PAYMENT: '待付款',
  TO_SHIP: '待发货',
  PARTLY_SHIPPED: '部分发货',
  SHIPPED: '已发货',
  RECEIVED: '已收货',
  COMPLETED: '已完成',
  CANCELLED: '已取消',
  EXPIRED: '已超时',
  REFUNDED: '已退款',
};

/** What a payment's state is called in Chinese; in English its own word says it. */
export const PAYMENT_STATES_ZH: Readonly<Record<PaymentState, string>> = {
  CREATED: '已创建',
  AWAITING: '等待买家付款',
  SUCCEEDED: '已付款',
  CLOSED: '已关闭',
  PARTLY_REFUNDED: '部分退款',
  REFUNDED: '已全额退款',
  FINISHED: '已结束（不可再退款）',
};
