import type { RefundView } from './refund-view.js';

/** A refund, for the OpenAPI document. */
export const REFUND: RefundView = {
  id: '12',
  orderNo: '202611211200000123456789',
  outRequestNo: 'R01KAM3V9Q2W8T5Y7B1C4D6E8F0',
  amount: '209.00',
  scope: 'lines',
  lines: [{ lineId: 1, skuId: 4, name: '安踏A红色', count: 1, restockCount: 1, amount: '199.00' }],
  freight: '10.00',
  freeAmount: '0.00',
  reason: '商品有瑕疵',
  origin: 'operator',
  restock: true,
  state: 'SUCCEEDED',
  closedReason: null,
  waitsFor: null,
  waitsForDetail: null,
  firstApprovedAt: null,
  requestedBy: 'alice',
  firstApprovedBy: null,
  createdAt: '2026-11-22T09:30:00+08:00',
  bouncedAt: '2026-11-24T10:00:00+08:00',
  endedAt: '2026-11-22T09:30:01+08:00',
};
