import type { CsvColumns } from '../../http/csv-download.js';
import { incidentIn, type IncidentView } from '../incidents/incident-view.js';
import { refundIn } from '../refunds/refund-view.js';
import type { ListedPaymentView, ListedRefundView } from './money-views.js';

/** What a CSV of refunds shows. */
export const REFUND_COLUMNS: CsvColumns<ListedRefundView> = [
  [{ en: 'Refund', zh: '退款编号' }, ({ id }) => id],
  [{ en: 'Order', zh: '订单号' }, ({ orderNo }) => orderNo],
  [{ en: 'out_trade_no', zh: '商户订单号' }, ({ outTradeNo }) => outTradeNo],
  [{ en: 'out_request_no', zh: '退款请求号' }, ({ outRequestNo }) => outRequestNo],
  [{ en: 'Customer', zh: '用户' }, ({ customer }) => customer?.username ?? null],
  [
    { en: 'Goods', zh: '商品' },
    ({ lines }) => lines.map(({ name, count }) => `${name} ×${count}`).join('；'),
  ],
  [{ en: 'Amount', zh: '金额' }, ({ amount }) => amount],
  [{ en: 'State', zh: '状态' }, ({ state }) => state],
  [{ en: 'Origin', zh: '来源' }, ({ origin }) => origin],
  [{ en: 'Reason', zh: '原因' }, ({ reason }) => reason],
  [{ en: 'Waits for', zh: '等待' }, ({ waitsFor }) => waitsFor],
  [
    { en: 'Why it waits', zh: '等待说明' },
    (refund, language) => refundIn(refund, language).waitsForDetail,
  ],
  [{ en: 'Asked at', zh: '申请时间' }, ({ createdAt }) => createdAt],
  [{ en: 'Ended at', zh: '结束时间' }, ({ endedAt }) => endedAt],
];

/** What a CSV of payments shows. */
export const PAYMENT_COLUMNS_OF_CSV: CsvColumns<ListedPaymentView> = [
  [{ en: 'Payment', zh: '支付编号' }, ({ paymentId }) => paymentId],
  [{ en: 'Order', zh: '订单号' }, ({ orderNo }) => orderNo],
  [{ en: 'out_trade_no', zh: '商户订单号' }, ({ outTradeNo }) => outTradeNo],
  [{ en: 'trade_no', zh: '支付宝交易号' }, ({ tradeNo }) => tradeNo],
  [{ en: 'Customer', zh: '用户' }, ({ customer }) => customer.username],
  [{ en: 'Amount', zh: '金额' }, ({ amount }) => amount],
  [{ en: 'Refunded', zh: '已退金额' }, ({ refundedAmount }) => refundedAmount],
  [{ en: 'State', zh: '状态' }, ({ state }) => state],
  [{ en: 'Method', zh: '方式' }, ({ method }) => method],
  [{ en: 'Storefront', zh: '渠道' }, ({ storefront }) => storefront],
  [{ en: 'Made at', zh: '创建时间' }, ({ createdAt }) => createdAt],
  [{ en: 'Paid at', zh: '支付时间' }, ({ paidAt }) => paidAt],
  [{ en: 'Booked at', zh: '入账时间' }, ({ recordedAt }) => recordedAt],
];

/** What a CSV of incidents shows. */
export const INCIDENT_COLUMNS: CsvColumns<IncidentView> = [
  [{ en: 'Incident', zh: '编号' }, ({ id }) => id],
  [{ en: 'Kind', zh: '类型' }, ({ kind }) => kind],
  [{ en: 'State', zh: '状态' }, ({ state }) => state],
  [{ en: 'out_trade_no', zh: '商户订单号' }, ({ outTradeNo }) => outTradeNo],
  [{ en: 'trade_no', zh: '支付宝交易号' }, ({ tradeNo }) => tradeNo],
  [{ en: 'Expected', zh: '应有金额' }, ({ expectedAmount }) => expectedAmount],
  [{ en: 'Reported', zh: '上报金额' }, ({ reportedAmount }) => reportedAmount],
  [{ en: 'Detail', zh: '说明' }, (incident, language) => incidentIn(incident, language).detail],
  [{ en: 'Resolution', zh: '处理' }, ({ resolution }) => resolution],
  [{ en: 'Opened at', zh: '发生时间' }, ({ createdAt }) => createdAt],
  [{ en: 'Resolved at', zh: '处理时间' }, ({ resolvedAt }) => resolvedAt],
];
