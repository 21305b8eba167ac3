import type { CsvColumns } from '../../http/csv-download.js';
import type { IncidentView } from '../incidents/incident-view.js';
import type { ListedPaymentView, ListedRefundView } from './money-views.js';

/** What a CSV of refunds shows. */
export const REFUND_COLUMNS: CsvColumns<ListedRefundView> = [
  ['退款编号', ({ id }) => id],
  ['订单号', ({ orderNo }) => orderNo],
  ['商户订单号', ({ outTradeNo }) => outTradeNo],
  ['退款请求号', ({ outRequestNo }) => outRequestNo],
  ['用户', ({ customer }) => customer?.username ?? null],
  ['金额', ({ amount }) => amount],
  ['状态', ({ state }) => state],
  ['来源', ({ origin }) => origin],
  ['原因', ({ reason }) => reason],
  ['等待', ({ waitsFor }) => waitsFor],
  ['申请时间', ({ createdAt }) => createdAt],
  ['结束时间', ({ endedAt }) => endedAt],
];

/** What a CSV of payments shows. */
export const PAYMENT_COLUMNS_OF_CSV: CsvColumns<ListedPaymentView> = [
  ['支付编号', ({ paymentId }) => paymentId],
  ['订单号', ({ orderNo }) => orderNo],
  ['商户订单号', ({ outTradeNo }) => outTradeNo],
  ['支付宝交易号', ({ tradeNo }) => tradeNo],
  ['用户', ({ customer }) => customer.username],
  ['金额', ({ amount }) => amount],
  ['已退金额', ({ refundedAmount }) => refundedAmount],
  ['状态', ({ state }) => state],
  ['方式', ({ method }) => method],
  ['渠道', ({ storefront }) => storefront],
  ['创建时间', ({ createdAt }) => createdAt],
  ['支付时间', ({ paidAt }) => paidAt],
  ['入账时间', ({ recordedAt }) => recordedAt],
];

/** What a CSV of incidents shows. */
export const INCIDENT_COLUMNS: CsvColumns<IncidentView> = [
  ['编号', ({ id }) => id],
  ['类型', ({ kind }) => kind],
  ['状态', ({ state }) => state],
  ['商户订单号', ({ outTradeNo }) => outTradeNo],
  ['支付宝交易号', ({ tradeNo }) => tradeNo],
  ['应有金额', ({ expectedAmount }) => expectedAmount],
  ['上报金额', ({ reportedAmount }) => reportedAmount],
  ['说明', ({ detail }) => detail],
  ['处理', ({ resolution }) => resolution],
  ['发生时间', ({ createdAt }) => createdAt],
  ['处理时间', ({ resolvedAt }) => resolvedAt],
];
