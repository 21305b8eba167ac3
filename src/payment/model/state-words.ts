import type { Words } from '../../kernel/words.js';
import type { OrderState } from '../../orders/model/order-states.js';
import type { PaymentState } from './payment-states.js';
import type { RefundState } from './refund-states.js';

/** What an order in a state is. */
export const ORDER_STATE_WORDS: Readonly<Record<OrderState, Words>> = {
  PENDING_PAYMENT: { en: 'to be paid', zh: '待付款' },
  TO_SHIP: { en: 'to be shipped', zh: '待发货' },
  PARTLY_SHIPPED: { en: 'partly shipped', zh: '部分发货' },
  SHIPPED: { en: 'shipped', zh: '已发货' },
  RECEIVED: { en: 'received', zh: '已收货' },
  COMPLETED: { en: 'completed', zh: '已完成' },
  CANCELLED: { en: 'cancelled', zh: '已取消' },
  EXPIRED: { en: 'expired', zh: '已超时' },
  REFUNDED: { en: 'refunded', zh: '已退款' },
};

/** What a payment in a state is. */
export const PAYMENT_STATE_WORDS: Readonly<Record<PaymentState, Words>> = {
  CREATED: { en: 'created', zh: '已创建' },
  AWAITING: { en: 'waiting for the buyer', zh: '等待买家付款' },
  SUCCEEDED: { en: 'paid', zh: '已付款' },
  CLOSED: { en: 'closed', zh: '已关闭' },
  PARTLY_REFUNDED: { en: 'partly refunded', zh: '部分退款' },
  REFUNDED: { en: 'refunded', zh: '已全额退款' },
  FINISHED: { en: 'finished (no refund any more)', zh: '已结束（不可再退款）' },
};

/** What a refund in a state is. */
export const REFUND_STATE_WORDS: Readonly<Record<RefundState, Words>> = {
  REQUESTED: { en: 'to be approved', zh: '待审核' },
  PROCESSING: { en: 'under way', zh: '处理中' },
  UNKNOWN: { en: 'not known yet', zh: '结果未知' },
  SUCCEEDED: { en: 'done', zh: '已完成' },
  FAILED: { en: 'refused by Alipay', zh: '被支付宝拒绝' },
  REJECTED: { en: 'turned down', zh: '已拒绝' },
  WITHDRAWN: { en: 'withdrawn', zh: '已撤回' },
  CLOSED: { en: 'closed', zh: '已关闭' },
};
