import { describe, expect, it } from '@jest/globals';
import type { EventType } from '../../src/events/domain-events.js';
import { fen } from '../../src/kernel/money.js';
import type { IncidentEntity } from '../../src/payment/model/incident.entity.js';
import type { EvidenceEntity } from '../../src/payment/model/evidence.entity.js';
import { toldReport } from '../../src/payment/model/told-report.js';
import type { RefundEntity } from '../../src/payment/model/refund.entity.js';
import { wordsOfEvent } from '../../src/payment/timeline/event-words.js';
import { entriesOfIncident, entriesOfRefund } from '../../src/payment/timeline/money-entries.js';
import { endingOf } from '../../src/payment/timeline/refund-endings.js';
import { partsWords } from '../../src/payment/timeline/refund-words.js';
import { at, incident, NO, refund } from './timeline-rows.js';

const memberOf =
  (data: Readonly<Record<string, string>>) =>
  (name: string): string =>
    data[name] ?? '?';

/** The same for everybody, or null: nothing for the owner. */
type OwnerHears = string | null | undefined;

describe('the Chinese words of an event', () => {
  it.each<[EventType, Record<string, string>, string, OwnerHears]>([
    [
      'order.created',
      { payable: '209.00', expiresAt: '2026-11-21T12:30:00+08:00' },
      '订单已创建：应付 ¥209.00，付款截止 2026-11-21 12:30:00。',
      undefined,
    ],
    ['order.paid', { payable: '209.00' }, '订单已付款：¥209.00。', undefined],
    [
      'order.paid',
      { payable: '209.00', revived: 'true' },
      '订单因迟到的付款 ¥209.00 而恢复，库存已重新占用。',
      undefined,
    ],
    [
      'order.shipped',
      { carrier: '顺丰', trackingNumber: 'SF1' },
      '商品已发货：顺丰，运单号 SF1。',
      undefined,
    ],
    ['order.edited', { address: 'true' }, '商家修改了收货地址。', undefined],
    ['order.edited', { address: 'false' }, '商家修改了订单备注。', undefined],
    [
      'order.adjusted',
      { previousPayable: '219.00', payable: '209.00', reason: '老顾客' },
      '订单金额由 ¥219.00 减为 ¥209.00：老顾客。',
      '订单金额由 ¥219.00 改为 ¥209.00。',
    ],
    [
      'shipment.created',
      { carrier: '顺丰', trackingNumber: 'SF1', isLast: 'true' },
      '一个包裹已发出：顺丰，运单号 SF1，商品已全部发出。',
      undefined,
    ],
    [
      'shipment.created',
      { carrier: '顺丰', trackingNumber: 'SF1' },
      '一个包裹已发出：顺丰，运单号 SF1，其余商品随后发出。',
      undefined,
    ],
    [
      'shipment.corrected',
      {
        carrier: '顺丰',
        trackingNumber: 'SF1',
        previousCarrier: '中通',
        previousTrackingNumber: 'ZT1',
      },
      '包裹的物流更正为 顺丰，运单号 SF1；原为 中通，运单号 ZT1。',
      undefined,
    ],
    ['order.received', {}, '商品已签收。', undefined],
    ['order.completed', {}, '订单已完成。', undefined],
    ['order.cancelled', {}, '未付款的订单已取消，库存已释放。', undefined],
    ['order.expired', {}, '订单已超时：截止前没有收到款项，库存已释放。', undefined],
    ['order.refunded', { payable: '209.00' }, '订单的 ¥209.00 已全部退回：订单已退款。', undefined],
    ['sku.stock_changed', { why: 'cancel' }, '订单未付款，库存已释放。', null],
    ['sku.stock_changed', { why: 'restock' }, '订单的部分商品已退回库存。', null],
    ['sku.stock_changed', { why: 'edit' }, '库存已人工调整。', null],
    [
      'payment.initiated',
      { amount: '209.00', method: 'page', outTradeNo: 'T1' },
      '通过支付宝电脑网页发起了 ¥209.00 的支付，订单号 T1。',
      undefined,
    ],
    [
      'payment.initiated',
      { amount: '209.00', method: 'fax', outTradeNo: 'T1' },
      '发起了 ¥209.00 的支付，订单号 T1。',
      undefined,
    ],
    ['payment.succeeded', { amount: '209.00' }, '¥209.00 支付成功。', undefined],
    ['payment.closed', {}, '该交易未付款，已在支付宝关闭。', undefined],
    ['payment.finished', {}, '支付宝已结束该交易：不再接受退款。', undefined],
    [
      'payment.refund_requested',
      { amount: '9.00', origin: 'customer', state: 'REQUESTED' },
      '¥9.00 的退款由顾客申请，等待审核。',
      undefined,
    ],
    [
      'payment.refund_requested',
      { amount: '9.00', origin: 'fax', state: 'PROCESSING' },
      '¥9.00 的退款（fax）。',
      undefined,
    ],
    [
      'payment.refunded',
      { refunded: '9.00', refundedTotal: '19.00', freight: '1.00' },
      '¥9.00（运费 ¥1.00） 已退给买家，累计退款 ¥19.00。',
      undefined,
    ],
    [
      'payment.refund_failed',
      { outRequestNo: 'R1', amount: '9.00', reason: 'ACQ.X' },
      '支付宝拒绝了退款 R1（¥9.00）：支付宝以文档未列出的错误码 ACQ.X 拒绝。',
      '¥9.00 的退款未能完成，商家正在处理。',
    ],
    [
      'payment.refund_bounced',
      { outRequestNo: 'R1' },
      '退款 R1 被买家的银行退回，支付宝已将其转入买家的支付宝余额。',
      '您的银行未接收退款，支付宝已将其转入您的支付宝余额，商家正在跟进。',
    ],
    [
      'payment.unexpected',
      { reason: 'late-payment', action: 'held' },
      '收到了无法使用的款项：订单已无法使用该款项。已作为异常资金暂存，等待运营人员处理。',
      '收到了订单无法使用的款项。已作为异常资金暂存，等待运营人员处理。',
    ],
    [
      'payment.unexpected',
      { decidedBy: 'anna', incidentId: '3', action: 'refunding' },
      '运营人员 anna 处理了异常资金 3：退回款项。',
      null,
    ],
    [
      'payment.report_rejected',
      { reason: 'unknown-trade', reportedAmount: '5.00' },
      '支付宝的报告验签通过，但未予采信：该交易不是由本系统发起的支付（报告金额 ¥5.00）。',
      '支付信息有不符之处，商家正在核实。',
    ],
    [
      'payment.report_rejected',
      { reason: 'amount-mismatch', reportedAmount: '5.00', expectedAmount: '6.00' },
      '支付宝的报告验签通过，但未予采信：金额与订单不符（报告金额 ¥5.00，应为 ¥6.00）。',
      '支付信息有不符之处，商家正在核实。',
    ],
    [
      'payment.report_rejected',
      { decidedBy: 'anna', incidentId: '3', action: 'dismissed' },
      '运营人员 anna 处理了异常资金 3：已另行处理。',
      null,
    ],
    [
      'reconciliation.completed',
      { day: '2026-11-20' },
      '已用支付宝 2026-11-20 的账单核对本地账。',
      undefined,
    ],
    [
      'reconciliation.account_completed',
      { day: '2026-11-20' },
      '2026-11-20 的账务明细已核对。',
      undefined,
    ],
    [
      'reconciliation.discrepancy_found',
      { day: '2026-11-20', kind: 'missing-here', discrepancyId: '3' },
      '支付宝 2026-11-20 的账单有该订单的收款，而本地账上没有（差异 3）。',
      null,
    ],
    [
      'reconciliation.discrepancy_resolved',
      { discrepancyId: '3', done: '已查' },
      '差异 3 已了结：已查。',
      null,
    ],
    [
      'after_sale.applied',
      { afterSaleId: '5', afterSaleType: 'refundOnly', amount: '9.00', reason: '破损' },
      '买家申请售后 5（仅退款），金额 ¥9.00：破损。',
      undefined,
    ],
    [
      'after_sale.applied',
      { afterSaleId: '5', afterSaleType: 'returnAndRefund', amount: '9.00', reason: '破损' },
      '买家申请售后 5（退货退款），金额 ¥9.00：破损。',
      undefined,
    ],
    ['after_sale.agreed', { afterSaleId: '5' }, '商家已同意售后 5。', undefined],
    [
      'after_sale.rejected',
      { afterSaleId: '5', reason: '过期' },
      '商家已拒绝售后 5：过期。',
      undefined,
    ],
    ['after_sale.withdrawn', { afterSaleId: '5' }, '买家已撤销售后 5。', undefined],
    ['after_sale.expired', { afterSaleId: '5' }, '售后 5 已关闭：买家逾期未寄回商品。', undefined],
    [
      'after_sale.sent_back',
      { afterSaleId: '5', carrier: '顺丰', trackingNumber: 'SF1' },
      '买家已寄回售后 5 的商品：顺丰，运单号 SF1。',
      undefined,
    ],
    ['after_sale.received_back', { afterSaleId: '5' }, '商家已收到售后 5 退回的商品。', undefined],
    [
      'after_sale.refunding',
      { afterSaleId: '5', amount: '9.00' },
      '售后 5 退款中：¥9.00。',
      undefined,
    ],
    [
      'after_sale.refunded',
      { afterSaleId: '5', amount: '9.00' },
      '售后 5 已完成：已退款 ¥9.00。',
      undefined,
    ],
    [
      'after_sale.refund_failed',
      { afterSaleId: '5' },
      '售后 5 退款未成功，商家将重试。',
      undefined,
    ],
  ])('%s %j', (type, data, operator, owner) => {
    const words = wordsOfEvent(type, memberOf(data));
    expect(words.operator.zh).toBe(operator);
    expect(words.owner?.zh ?? null).toBe(owner === undefined ? operator : owner);
  });
});

describe('the English words of events that few see', () => {
  it.each<[EventType, Record<string, string>, string]>([
    [
      'payment.initiated',
      { amount: '9.00', method: 'fax', outTradeNo: 'T1' },
      'A payment of ¥9.00 was started, as number T1.',
    ],
    [
      'payment.refund_requested',
      { amount: '9.00', origin: 'fax', state: 'UNKNOWN' },
      'A refund of ¥9.00 was asked for (fax).',
    ],
    [
      'payment.unexpected',
      { decidedBy: 'anna', incidentId: '3', action: 'proposed' },
      'Operator anna decided about incident 3: another person is to approve that.',
    ],
    ['payment.unexpected', { reason: 'x', action: 'y' }, 'Money came that could not be used: x. '],
    [
      'payment.report_rejected',
      { reason: 'unknown-trade', reportedAmount: '5.00' },
      "Alipay's report was genuine, but not believed: no payment here started that trade (reported ¥5.00).",
    ],
    [
      'payment.refund_bounced',
      { outRequestNo: 'R1' },
      "The refund R1 bounced at the buyer's bank; Alipay put it into the buyer's Alipay balance.",
    ],
    [
      'reconciliation.discrepancy_found',
      { day: 'D', kind: 'amount-differs', discrepancyId: '3' },
      "Alipay's bill of D has another sum (discrepancy 3).",
    ],
    [
      'after_sale.applied',
      { afterSaleId: '5', afterSaleType: 'refundOnly', amount: '9.00', reason: 'x' },
      'The buyer opened case 5 for money alone over ¥9.00: x.',
    ],
    [
      'after_sale.sent_back',
      { afterSaleId: '5', carrier: 'SF', trackingNumber: '1' },
      'The goods of case 5 were sent back with SF, number 1.',
    ],
    ['after_sale.refunded', { afterSaleId: '5', amount: '9.00' }, 'Case 5 ended: ¥9.00 went back.'],
  ])('%s %j', (type, data, text) => {
    expect(wordsOfEvent(type, memberOf(data)).operator.en).toBe(text);
  });
});

describe('the parts of a refund', () => {
  const lines = JSON.stringify([{ name: '灯', count: 2 }]);

  it.each<[Record<string, string>, string, string]>([
    [{}, '', ''],
    [{ lines: '[]', freight: '0.00' }, '', ''],
    [{ lines }, ' (2 × 灯)', '（2 × 灯）'],
    [{ lines, freight: '1.00' }, ' (2 × 灯, freight ¥1.00)', '（2 × 灯、运费 ¥1.00）'],
  ])('%j', (data, en, zh) => {
    expect(partsWords(memberOf(data))).toEqual({ en, zh });
  });
});

/** One that nobody has sent yet. */
const waiting = (changes: Partial<RefundEntity>): RefundEntity =>
  refund({ requestedBy: null, decidedBy: null, sentAt: null, endedAt: null, ...changes });

describe('how a refund ended', () => {
  it.each<[Partial<RefundEntity>, string, [string, string], [string, string] | null]>([
    [
      {},
      'succeeded',
      ['Alipay has done the refund R1 of ¥10.00.', '支付宝已完成退款 R1（¥10.00）。'],
      null,
    ],
    [
      { state: 'REJECTED' },
      'rejected',
      [
        'The refund R1 of ¥10.00 was turned down by an operator.',
        '退款 R1（¥10.00）已被运营人员拒绝。',
      ],
      ['The refund of ¥10.00 was turned down.', '¥10.00 的退款申请未通过。'],
    ],
    [
      { state: 'WITHDRAWN' },
      'withdrawn',
      [
        'The request R1 of ¥10.00 ended without a decision: its customer took it back.',
        '退款申请 R1（¥10.00）未经审核即结束：顾客已撤回。',
      ],
      [
        'The request for a refund of ¥10.00 ended: its customer took it back.',
        '¥10.00 的退款申请已结束：顾客已撤回。',
      ],
    ],
    [
      { state: 'CLOSED', closedReason: 'not-refundable' },
      'closed',
      [
        'The request R1 of ¥10.00 ended without a decision: the payment takes no refund any more.',
        '退款申请 R1（¥10.00）未经审核即结束：该支付已不能退款。',
      ],
      [
        'The request for a refund of ¥10.00 ended: the payment takes no refund any more.',
        '¥10.00 的退款申请已结束：该支付已不能退款。',
      ],
    ],
    [
      { state: 'CLOSED', closedReason: 'more-than-is-left' },
      'closed',
      [
        'The request R1 of ¥10.00 ended without a decision: other refunds leave less than it asks for.',
        '退款申请 R1（¥10.00）未经审核即结束：其他退款之后剩余金额不足。',
      ],
      [
        'The request for a refund of ¥10.00 ended: other refunds leave less than it asks for.',
        '¥10.00 的退款申请已结束：其他退款之后剩余金额不足。',
      ],
    ],
  ])('%j', (changes, type, [en, zh], owner) => {
    const ownerText = owner === null ? null : { en: owner[0], zh: owner[1] };
    expect(endingOf(waiting(changes))).toEqual({ type, text: { en, zh }, ownerText });
  });

  it.each<Partial<RefundEntity>>([
    { origin: 'alipay-console' },
    { state: 'FAILED' },
    { state: 'PROCESSING' },
  ])('is told elsewhere: %j', (changes) => {
    expect(endingOf(waiting(changes))).toBeNull();
  });
});

describe('the way of a refund', () => {
  it('is told from its row where no event tells its beginning', () => {
    const sent = { sentAt: at('13:00:01'), attempts: 2, origin: 'incident' } as const;
    const entries = entriesOfRefund(waiting({ ...sent, decidedBy: 2, fault: 'timeout' }), false);
    expect(
      entries.map(({ type, at: time, text, ownerText }) => [type, time, text.zh, ownerText]),
    ).toEqual([
      ['requested', at('13:00:00'), '退款 R1（¥10.00）由运营人员处理异常资金时发起。', null],
      ['sent', at('13:00:01'), '退款 R1（¥10.00）已发送至支付宝，此前 2 次尝试没有结果。', null],
    ]);
    expect(entries[0]).toMatchObject({
      kind: 'refund',
      facts: {
        refundId: '12',
        outRequestNo: 'R1',
        amount: '10.00',
        origin: 'incident',
        state: 'SUCCEEDED',
        reason: '商品有瑕疵',
        fault: 'timeout',
        attempts: 2,
        decidedBy: 2,
      },
    });
  });

  it("that Alipay's pages began is told as found", () => {
    const [entry, ...more] = entriesOfRefund(waiting({ origin: 'alipay-console' }), false);
    expect([entry?.type, entry?.text.zh]).toEqual([
      'found',
      '发现并入账一笔在支付宝页面上发起的退款 ¥10.00。',
    ]);
    expect(more).toEqual([]);
  });

  it('is told with its end, at its time', () => {
    const done = waiting({ sentAt: at('13:00:01'), endedAt: at('13:00:02') });
    const entries = entriesOfRefund(done, true);
    expect(entries.map(({ type, at: time, text }) => [type, time, text.zh])).toEqual([
      ['sent', at('13:00:01'), '退款 R1（¥10.00）已发送至支付宝。'],
      ['succeeded', at('13:00:02'), '支付宝已完成退款 R1（¥10.00）。'],
    ]);
  });
});

describe('an incident', () => {
  const row = incident({
    kind: 'unknown-trade',
    orderId: null,
    paymentId: null,
    expectedAmount: null,
    reportedAmount: fen(500),
    detail: 'A trade.',
  });
  const opened = (changes: Partial<IncidentEntity>) => entriesOfIncident({ ...row, ...changes });

  it.each<[Partial<IncidentEntity>, string, string]>([
    [{}, 'A trade. Reported ¥5.00.', '报告金额 ¥5.00。'],
    [
      { expectedAmount: fen(600) },
      'A trade. Reported ¥5.00, expected ¥6.00.',
      '报告金额 ¥5.00，应为 ¥6.00。',
    ],
    [{ reportedAmount: null }, 'A trade.', '本系统发起的交易。'],
  ])('tells what was reported: %j', (changes, en, zh) => {
    const [entry] = opened(changes);
    expect(entry?.text.en).toBe(`Incident 3 was opened (unknown trade): ${en}`);
    expect(entry?.text.zh).toMatch(/^列为异常资金 3（未知交易）：/);
    expect(entry?.text.zh.endsWith(zh)).toBe(true);
    expect(entry).toMatchObject({ kind: 'incident', type: 'opened', at: row.createdAt });
    expect(entry?.facts).toMatchObject({ incidentId: '3', outTradeNo: NO, state: 'OPEN' });
  });

  it('that ended by itself says that the money went back', () => {
    const entries = opened({ state: 'RESOLVED', resolvedAt: at('14:00:00') });
    expect(entries[1]).toMatchObject({
      kind: 'incident',
      type: 'resolved',
      at: at('14:00:00'),
      text: {
        en: 'Incident 3 was resolved: the money went back.',
        zh: '异常资金 3 已处理：款项已退回。',
      },
      ownerText: { en: 'The shop has looked into it.', zh: '商家已核实。' },
    });
  });
});

describe('the Chinese words of a report', () => {
  const row: EvidenceEntity = {
    id: '5',
    paymentId: '41',
    outTradeNo: 'T1',
    source: 'notify',
    status: 'TRADE_SUCCESS',
    verdict: 'paid',
    checks: {},
    changed: {},
    report: {},
    digest: 'd',
    repeats: 0,
    receivedAt: at('12:01:30'),
    lastReceivedAt: at('12:05:00'),
  };

  it.each<[Partial<EvidenceEntity>, string]>([
    [{}, '支付宝异步通知：交易已付款。支付及其订单据此成为已付款。'],
    [{ source: 'fax', status: 'NEW', verdict: 'odd' }, '支付宝经 fax 表示：“NEW”。odd。'],
    [
      { source: 'return', verdict: 'asked' },
      '买家从支付宝返回：返回本身不能证明已付款，因此已向支付宝查询。',
    ],
    [
      { checks: { signature: 'passed', app_id: 'passed', seller_id: 'off' } },
      '支付宝异步通知：交易已付款。支付及其订单据此成为已付款。已核对：签名、本应用的 app_id。未配置：本商户的 seller_id。',
    ],
    [
      { changed: { state: 'SUCCEEDED → REFUNDED', refunded: '0.00 → 9.00', trade_no: '- → 1' } },
      '支付宝异步通知：交易已付款。支付及其订单据此成为已付款。变动：状态 已付款 → 已全额退款，已退款 ¥0.00 → ¥9.00，支付宝交易号 无 → 1。',
    ],
    [
      { repeats: 3 },
      '支付宝异步通知：交易已付款。支付及其订单据此成为已付款。此后又收到同样内容 3 次，最近一次在 2026-11-21 12:05:00。',
    ],
  ])('%j', (changes, zh) => {
    expect(toldReport({ ...row, ...changes }).zh).toBe(zh);
  });
});
