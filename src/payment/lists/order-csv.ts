import type { CsvColumns } from '../../http/csv-download.js';
import type { OrderView } from '../../orders/model/order-view.js';

/** What a CSV of orders shows. */
export const ORDER_COLUMNS_OF_CSV: CsvColumns<OrderView> = [
  [{ en: 'Order', zh: '订单号' }, ({ orderNo }) => orderNo],
  [{ en: 'State', zh: '状态' }, ({ state }) => state],
  [{ en: 'Customer', zh: '用户' }, ({ customer }) => customer?.username ?? null],
  [
    { en: 'Goods', zh: '商品' },
    ({ lines }) => lines.map(({ name, count }) => `${name} ×${count}`).join('；'),
  ],
  [{ en: 'Pieces', zh: '件数' }, ({ totalCount }) => totalCount],
  [{ en: 'Goods amount', zh: '商品金额' }, ({ goodsAmount }) => goodsAmount],
  [{ en: 'Freight', zh: '运费' }, ({ freight }) => freight],
  [{ en: 'Discount', zh: '优惠' }, ({ discount }) => discount],
  [{ en: 'Payable', zh: '应付金额' }, ({ payable }) => payable],
  [{ en: 'Refunded', zh: '已退金额' }, ({ refundedAmount }) => refundedAmount],
  [{ en: 'Receiver', zh: '收件人' }, ({ address }) => address?.receiver ?? null],
  [{ en: 'Mobile', zh: '手机' }, ({ address }) => address?.mobile ?? null],
  [{ en: 'Address', zh: '地址' }, ({ address }) => (address === null ? null : placeOf(address))],
  [{ en: 'Carrier', zh: '快递公司' }, ({ carrier }) => carrier],
  [{ en: 'Tracking number', zh: '运单号' }, ({ trackingNumber }) => trackingNumber],
  [{ en: 'Remark', zh: '备注' }, ({ remark }) => remark],
  [{ en: 'Made at', zh: '下单时间' }, ({ createdAt }) => createdAt],
  [{ en: 'Paid at', zh: '支付时间' }, ({ paidAt }) => paidAt],
  [{ en: 'Shipped at', zh: '发货时间' }, ({ shippedAt }) => shippedAt],
  [{ en: 'Received at', zh: '收货时间' }, ({ receivedAt }) => receivedAt],
  [{ en: 'Closed at', zh: '关闭时间' }, ({ closedAt }) => closedAt],
];

function placeOf(address: NonNullable<OrderView['address']>): string {
  const { province, city, district, detail } = address;
  return [province, city, district, detail].join(' ');
}
