import type { IncidentView } from './incident-view.js';

/** An incident, for the OpenAPI document. */
export const INCIDENT: IncidentView = {
  id: '3',
  kind: 'amount-mismatch',
  state: 'OPEN',
  outTradeNo: '202611211200000123456789',
  tradeNo: '2026112122001499160501586202',
  expectedAmount: '209.00',
  reportedAmount: '0.01',
  detail: 'Alipay reports another sum than the payment asked for.',
  createdAt: '2026-11-21T12:01:30+08:00',
  resolvedAt: null,
  resolution: null,
  proposal: null,
};
