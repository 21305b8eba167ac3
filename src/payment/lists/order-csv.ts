import type { CsvColumns } from '../../http/csv-download.js';
import type { OrderView } from '../../orders/model/order-view.js';

/** What a CSV of orders shows. */
export const ORDER_COLUMNS_OF_CSV: CsvColumns<OrderView> = [
  ['订单号', ({ orderNo }) => orderNo],
  ['状态', ({ state }) => state],
  ['用户', ({ customer }) => customer?.username ?? null],
  ['商品', ({ lines }) => lines.map(({ name, count }) => `${name} ×${count}`).join('；')],
  ['件数', ({ totalCount }) => totalCount],
  ['商品金额', ({ goodsAmount }) => goodsAmount],
  ['运费', ({ freight }) => freight],
  ['应付金额', ({ payable }) => payable],
  ['已退金额', ({ refundedAmount }) => refundedAmount],
  ['收件人', ({ address }) => address?.receiver ?? null],
  ['手机', ({ address }) => address?.mobile ?? null],
  ['地址', ({ address }) => (address === null ? null : placeOf(address))],
  ['快递公司', ({ carrier }) => carrier],
  ['运单号', ({ trackingNumber }) => trackingNumber],
  ['备注', ({ remark }) => remark],
  ['下单时间', ({ createdAt }) => createdAt],
  ['支付时间', ({ paidAt }) => paidAt],
  ['发货时间', ({ shippedAt }) => shippedAt],
  ['收货时间', ({ receivedAt }) => receivedAt],
  ['关闭时间', ({ closedAt }) => closedAt],
];

function placeOf(address: NonNullable<OrderView['address']>): string {
  const { province, city, district, detail } = address;
  return [province, city, district, detail].join(' ');
}
