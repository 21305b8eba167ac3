import { describe, expect, it } from '@jest/globals';
import type { CsvColumns } from '../../src/http/csv-download.js';
import type { OrderView } from '../../src/orders/model/order-view.js';
import type { IncidentView } from '../../src/payment/incidents/incident-view.js';
import {
  INCIDENT_COLUMNS,
  PAYMENT_COLUMNS_OF_CSV,
  REFUND_COLUMNS,
} from '../../src/payment/lists/money-csv.js';
import type { ListedPaymentView, ListedRefundView } from '../../src/payment/lists/money-views.js';
import { ORDER_COLUMNS_OF_CSV } from '../../src/payment/lists/order-csv.js';

/** What stands below each head. */
function cells<Item>(columns: CsvColumns<Item>, item: object, language: 'en' | 'zh') {
  return columns.map(([head, of]) => [head[language], of(item as Item, language)]);
}

const customer = { id: 'u7', username: 'xiaoming' };
const lines = [
  { name: '灯', count: 2 },
  { name: '课', count: 1 },
];

const ORDER: Partial<OrderView> = {
  orderNo: '2026',
  state: 'SHIPPED',
  customer,
  lines: lines as unknown as OrderView['lines'],
  totalCount: 3,
  goodsAmount: '20.00',
  freight: '1.00',
  discount: '2.00',
  payable: '19.00',
  refundedAmount: '5.00',
  address: {
    tag: '家',
    receiver: '小明',
    mobile: '13800000000',
    province: '北京市',
    city: '北京市',
    district: '昌平区',
    detail: '建材城',
  },
  carrier: '顺丰',
  trackingNumber: 'SF1',
  remark: '快',
  createdAt: 'made',
  paidAt: 'paid',
  shippedAt: 'shipped',
  receivedAt: 'received',
  closedAt: 'closed',
};

const REFUND: Partial<ListedRefundView> = {
  id: '8',
  orderNo: '2026',
  outTradeNo: 'T1',
  outRequestNo: 'R1',
  customer,
  lines: lines as unknown as ListedRefundView['lines'],
  amount: '5.00',
  state: 'PROCESSING',
  origin: 'operator',
  reason: '破损',
  waitsFor: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
  waitsForDetail: 'in English',
  firstApprovedAt: null,
  createdAt: 'asked',
  endedAt: 'ended',
};

const PAYMENT: Partial<ListedPaymentView> = {
  paymentId: '41',
  orderNo: '2026',
  outTradeNo: 'T1',
  tradeNo: '2201',
  customer,
  amount: '21.00',
  refundedAmount: '5.00',
  state: 'SUCCEEDED',
  method: 'wap',
  storefront: 'meiduo',
  createdAt: 'made',
  paidAt: 'paid',
  recordedAt: 'booked',
};

const INCIDENT: Partial<IncidentView> = {
  id: '3',
  kind: 'refund-failed',
  state: 'RESOLVED',
  outTradeNo: 'T1',
  tradeNo: '2201',
  expectedAmount: '21.00',
  reportedAmount: '20.00',
  detail: 'as it was written',
  resolution: 'refunded',
  createdAt: 'opened',
  resolvedAt: 'resolved',
};

describe('a CSV', () => {
  it('of orders', () => {
    const rows = [
      ['Order', '订单号', '2026'],
      ['State', '状态', 'SHIPPED'],
      ['Customer', '用户', 'xiaoming'],
      ['Goods', '商品', '灯 ×2；课 ×1'],
      ['Pieces', '件数', 3],
      ['Goods amount', '商品金额', '20.00'],
      ['Freight', '运费', '1.00'],
      ['Discount', '优惠', '2.00'],
      ['Payable', '应付金额', '19.00'],
      ['Refunded', '已退金额', '5.00'],
      ['Receiver', '收件人', '小明'],
      ['Mobile', '手机', '13800000000'],
      ['Address', '地址', '北京市 北京市 昌平区 建材城'],
      ['Carrier', '快递公司', '顺丰'],
      ['Tracking number', '运单号', 'SF1'],
      ['Remark', '备注', '快'],
      ['Made at', '下单时间', 'made'],
      ['Paid at', '支付时间', 'paid'],
      ['Shipped at', '发货时间', 'shipped'],
      ['Received at', '收货时间', 'received'],
      ['Closed at', '关闭时间', 'closed'],
    ];
    expect(cells(ORDER_COLUMNS_OF_CSV, ORDER, 'en')).toEqual(rows.map(([en, , of]) => [en, of]));
    expect(cells(ORDER_COLUMNS_OF_CSV, ORDER, 'zh')).toEqual(rows.map(([, zh, of]) => [zh, of]));
  });

  it('of orders, empty where nothing is shipped and nobody is named', () => {
    const { customer: _, ...nobodys } = { ...ORDER, address: null };
    const row = new Map(cells(ORDER_COLUMNS_OF_CSV, nobodys, 'en').map(([head, of]) => [head, of]));
    const empty = ['Customer', 'Receiver', 'Mobile', 'Address'].map((head) => row.get(head));
    expect(empty).toEqual([null, null, null, null]);
  });

  it('of refunds, which says in the language what one waits for', () => {
    const rows = [
      ['Refund', '退款编号', '8', '8'],
      ['Order', '订单号', '2026', '2026'],
      ['out_trade_no', '商户订单号', 'T1', 'T1'],
      ['out_request_no', '退款请求号', 'R1', 'R1'],
      ['Customer', '用户', 'xiaoming', 'xiaoming'],
      ['Goods', '商品', '灯 ×2；课 ×1', '灯 ×2；课 ×1'],
      ['Amount', '金额', '5.00', '5.00'],
      ['State', '状态', 'PROCESSING', 'PROCESSING'],
      ['Origin', '来源', 'operator', 'operator'],
      ['Reason', '原因', '破损', '破损'],
      ['Waits for', '等待', 'ACQ.SELLER_BALANCE_NOT_ENOUGH', 'ACQ.SELLER_BALANCE_NOT_ENOUGH'],
      [
        'Why it waits',
        '等待说明',
        expect.stringMatching(/balance/),
        expect.stringMatching(/余额不足/),
      ],
      ['Asked at', '申请时间', 'asked', 'asked'],
      ['Ended at', '结束时间', 'ended', 'ended'],
    ];
    expect(cells(REFUND_COLUMNS, REFUND, 'en')).toEqual(rows.map(([en, , of]) => [en, of]));
    expect(cells(REFUND_COLUMNS, REFUND, 'zh')).toEqual(rows.map(([, zh, , of]) => [zh, of]));
    const nobodys = cells(REFUND_COLUMNS, { ...REFUND, customer: null }, 'en');
    expect(nobodys[4]).toEqual(['Customer', null]);
  });

  it('of payments', () => {
    const rows = [
      ['Payment', '支付编号', '41'],
      ['Order', '订单号', '2026'],
      ['out_trade_no', '商户订单号', 'T1'],
      ['trade_no', '支付宝交易号', '2201'],
      ['Customer', '用户', 'xiaoming'],
      ['Amount', '金额', '21.00'],
      ['Refunded', '已退金额', '5.00'],
      ['State', '状态', 'SUCCEEDED'],
      ['Method', '方式', 'wap'],
      ['Storefront', '渠道', 'meiduo'],
      ['Made at', '创建时间', 'made'],
      ['Paid at', '支付时间', 'paid'],
      ['Booked at', '入账时间', 'booked'],
    ];
    const columns = PAYMENT_COLUMNS_OF_CSV;
    expect(cells(columns, PAYMENT, 'en')).toEqual(rows.map(([en, , of]) => [en, of]));
    expect(cells(columns, PAYMENT, 'zh')).toEqual(rows.map(([, zh, of]) => [zh, of]));
  });

  it('of incidents, which says in the language what one is', () => {
    const rows = [
      ['Incident', '编号', '3', '3'],
      ['Kind', '类型', 'refund-failed', 'refund-failed'],
      ['State', '状态', 'RESOLVED', 'RESOLVED'],
      ['out_trade_no', '商户订单号', 'T1', 'T1'],
      ['trade_no', '支付宝交易号', '2201', '2201'],
      ['Expected', '应有金额', '21.00', '21.00'],
      ['Reported', '上报金额', '20.00', '20.00'],
      ['Detail', '说明', 'as it was written', expect.stringMatching(/退款/)],
      ['Resolution', '处理', 'refunded', 'refunded'],
      ['Opened at', '发生时间', 'opened', 'opened'],
      ['Resolved at', '处理时间', 'resolved', 'resolved'],
    ];
    expect(cells(INCIDENT_COLUMNS, INCIDENT, 'en')).toEqual(rows.map(([en, , of]) => [en, of]));
    expect(cells(INCIDENT_COLUMNS, INCIDENT, 'zh')).toEqual(rows.map(([, zh, , of]) => [zh, of]));
  });
});
