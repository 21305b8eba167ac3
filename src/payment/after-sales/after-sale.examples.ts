import { invalidInput, refusal } from '../../http/refusal.js';
import type { AfterSaleView } from './after-sale-view.js';

/** Examples of the after-sale routes for the OpenAPI document. */
export const AFTER_SALE_EXAMPLE: AfterSaleView = {
  id: '5',
  orderNo: '202611211200000123456789',
  type: 'returnAndRefund',
  state: 'APPLIED',
  reason: '尺码不合适',
  description: '未穿过，吊牌还在',
  lines: [{ lineId: 1, skuId: 4, name: '安踏A红色', count: 1, receivedCount: null, restock: null }],
  amount: '199.00',
  refundId: null,
  returnAddress: null,
  carrier: null,
  trackingNumber: null,
  refundAtMost: null,
  refundReason: null,
  rejectReason: null,
  answerDueAt: '2026-11-27T12:00:00+08:00',
  sendBackBy: null,
  createdAt: '2026-11-25T12:00:00+08:00',
  agreedAt: null,
  sentBackAt: null,
  receivedBackAt: null,
  endedAt: null,
};

export const AGREED_EXAMPLE: AfterSaleView = {
  ...AFTER_SALE_EXAMPLE,
  state: 'AGREED',
  returnAddress: {
    receiver: '退货组',
    mobile: '01012345678',
    address: '北京市海淀区中关村大街 1 号 3 号库',
  },
  sendBackBy: '2026-12-02T15:00:00+08:00',
  agreedAt: '2026-11-25T15:00:00+08:00',
};

export const SENT_BACK_EXAMPLE: AfterSaleView = {
  ...AGREED_EXAMPLE,
  state: 'SENT_BACK',
  carrier: '顺丰速运',
  trackingNumber: 'SF9876543210',
  sentBackAt: '2026-11-26T09:00:00+08:00',
};

export const REFUNDING_EXAMPLE: AfterSaleView = {
  ...SENT_BACK_EXAMPLE,
  state: 'REFUNDING',
  lines: [{ lineId: 1, skuId: 4, name: '安踏A红色', count: 1, receivedCount: 1, restock: true }],
  refundId: '8',
  receivedBackAt: '2026-11-28T10:00:00+08:00',
};

export const REJECTED_EXAMPLE: AfterSaleView = {
  ...AFTER_SALE_EXAMPLE,
  state: 'REJECTED',
  rejectReason: '商品有使用痕迹',
  endedAt: '2026-11-25T15:00:00+08:00',
};

export const WITHDRAWN_EXAMPLE: AfterSaleView = {
  ...AFTER_SALE_EXAMPLE,
  state: 'WITHDRAWN',
  endedAt: '2026-11-25T15:00:00+08:00',
};

export const NO_SUCH_AFTER_SALE = refusal({
  slug: 'no-such-after-sale',
  description: "No such case, or somebody else's",
});

export const NOT_POSSIBLE = refusal({
  slug: 'after-sale-not-possible',
  members: { state: 'SHIPPED', why: 'not-received' },
  description:
    '`after-sale-not-possible` (`why`: `not-paid`, `not-received`, `too-late`); `after-sale-pieces` with how many are ' +
    '`left`; `piece-in-after-sale`: another open case is about one of them; `order-not-refundable`',
});

export const AFTER_SALE_DECIDED = refusal({
  slug: 'after-sale-decided',
  members: { state: 'REJECTED' },
  description: 'The case is not in a state that allows it; of money alone also `refund-decided`',
});

export const OWNER_ONLY = refusal({
  slug: 'owner-only',
  description: 'Only the buyer does this',
});

export const NO_RETURN_ADDRESS = refusal({
  slug: 'return-address-required',
  description: 'Goods are to come back, and nobody said where to',
});

export const WRONG_RECEIPT = refusal({
  slug: 'receipt-lines',
  description:
    '`receipt-lines`, `nothing-received`, `refund-reason-required`, or `after-sale-refund-too-much` with the `most`',
});

export const INVALID_AFTER_SALE = invalidInput('lines', 'lines must contain at least 1 elements');
export const INVALID_REASON = invalidInput(
  'reason',
  'reason must be 1 to 200 printable characters',
);
export const INVALID_LIST = invalidInput('limit', 'limit must be a whole number from 1 to 100');
