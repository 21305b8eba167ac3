import { hintOf } from '../../src/alipay/diagnosis/message-diagnoses.js';
import { describe, expect, it } from '@jest/globals';
import {
  type DomainEvent,
  domainEventOf,
  EVENT_TYPES,
  type EventType,
} from '../../src/events/domain-events.js';
import { fen } from '../../src/kernel/money.js';
import type { OrderRecord } from '../../src/orders/model/order-record.js';
import type { EvidenceEntity } from '../../src/payment/model/evidence.entity.js';
import type { PaymentEntity } from '../../src/payment/model/payment.entity.js';
import type { RefundEntity } from '../../src/payment/model/refund.entity.js';
import { entriesOfEvent } from '../../src/payment/timeline/event-entries.js';
import {
  entriesOfIncident,
  entriesOfOrder,
  entriesOfRefund,
} from '../../src/payment/timeline/money-entries.js';
import { entriesOfEvidence } from '../../src/payment/timeline/report-entries.js';
import { summaryOf } from '../../src/payment/timeline/timeline-summary.js';
import { type TimelineMaterial, entriesOf } from '../../src/payment/timeline/timeline-entries.js';
import {
  operatorTimeline,
  ownerTimeline,
  timelineLines,
} from '../../src/payment/timeline/timeline-view.js';
import { at, EMPTY, evidence, incident, NO, refund, TRADE_NO } from './timeline-rows.js';

function order(changes: Partial<OrderRecord> = {}): OrderRecord {
  return {
    id: '7',
    orderNo: NO,
    userId: 1,
    state: 'TO_SHIP',
    storefront: 'native',
    goodsAmount: fen(19_900),
    discount: fen(0),
    freight: fen(1_000),
    payable: fen(20_900),
    totalCount: 1,
    requiresShipping: true,
    address: null,
    remark: '',
    carrier: null,
    trackingNumber: null,
    createdAt: at('12:00:00'),
    expiresAt: at('12:30:00'),
    cancelRequestedAt: null,
    cancelRequestedBy: null,
    shippingStoppedAt: null,
    refundedAmount: fen(0),
    refundReserved: fen(0),
    refundRequestedAt: null,
    paidAt: null,
    shippedAt: null,
    receivedAt: null,
    completedAt: null,
    closedAt: null,
    refundedAt: null,
    nextCheckAt: null,
    checkAttempts: 0,
    ...changes,
  };
}

function payment(changes: Partial<PaymentEntity> = {}): PaymentEntity {
  return {
    id: '41',
    orderId: '7',
    attempt: 1,
    provider: 'alipay',
    outTradeNo: NO,
    tradeNo: TRADE_NO,
    method: 'page',
    storefront: 'native',
    subject: 'x',
    state: 'SUCCEEDED',
    amount: fen(20_900),
    refundedAmount: fen(0),
    refundReserved: fen(0),
    createdAt: at('12:00:05'),
    expiresAt: at('12:30:00'),
    linkGivenAt: null,
    paidAt: null,
    recordedAt: null,
    appliedAt: null,
    askedAt: null,
    answeredAt: null,
    recheckAt: null,
    noAnswerWhy: null,
    noAnswerAt: null,
    closedAt: null,
    ...changes,
  };
}

function event(type: EventType, data: Record<string, unknown>, time = '12:00:00'): DomainEvent {
  const occurredAt = at(time);
  const stored = { id: 'E1', type, occurredAt, orderId: '7', paymentId: null, version: 1, data };
  return domainEventOf(stored);
}

const DATA = {
  orderNo: NO,
  payable: '209.00',
  amount: '209.00',
  outTradeNo: NO,
  outRequestNo: 'R1',
  refunded: '10.00',
  refundedTotal: '30.00',
  expiresAt: '2026-11-21T12:30:00+08:00',
  method: 'qr',
  carrier: '顺丰',
  trackingNumber: 'SF1',
  why: 'restock',
  afterSaleId: '5',
  afterSaleType: 'returnAndRefund',
  refundId: '8',
  previousPayable: '219.00',
  discount: '10.00',
  previousCarrier: '中通',
  previousTrackingNumber: 'ZT1',
  isLast: false,
  origin: 'customer',
  state: 'REQUESTED',
  reason: 'amount-mismatch',
  action: 'held',
  reportedAmount: '0.01',
  expectedAmount: '209.00',
  revived: false,
  day: '2026-11-20',
  kind: 'missing-here',
  discrepancyId: '3',
  done: 'Alipay was asked',
};

describe('the words of an event', () => {
  it.each<[EventType, object, string, string | null]>([
    ['order.created', {}, 'The order was made: ¥209.00 to pay until 2026-11-21 12:30:00.', null],
    ['order.paid', {}, 'The order was paid: ¥209.00.', null],
    ['order.edited', { address: true }, 'The shop changed where the order goes.', null],
    ['order.edited', { address: false }, "The shop changed the order's remark.", null],
    [
      'order.adjusted',
      { reason: '老顾客' },
      'The price was reduced from ¥219.00 to ¥209.00: 老顾客.',
      'The price was changed from ¥219.00 to ¥209.00.',
    ],
    ['shipment.created', {}, 'A parcel left with 顺丰, number SF1: the rest follows.', null],
    [
      'shipment.created',
      { isLast: true },
      'A parcel left with 顺丰, number SF1: with it all is on its way.',
      null,
    ],
    [
      'shipment.corrected',
      {},
      'A parcel goes with 顺丰, number SF1, not with 中通, number ZT1.',
      null,
    ],
    [
      'order.paid',
      { revived: true },
      'The order was revived by its late payment of ¥209.00; its stock was taken again.',
      null,
    ],
    ['order.shipped', {}, 'The goods were sent with 顺丰, number SF1.', null],
    [
      'payment.initiated',
      {},
      `A payment of ¥209.00 was started by scanning a code, as number ${NO}.`,
      null,
    ],
    [
      'payment.refund_requested',
      {},
      'A refund of ¥209.00 was asked for by the customer; it waits for an approval.',
      null,
    ],
    [
      'payment.refund_requested',
      { origin: 'late-payment', state: 'PROCESSING' },
      'A refund of ¥209.00 was asked for by itself, because the money could not be used.',
      null,
    ],
    ['payment.refunded', {}, '¥10.00 went back to the buyer; ¥30.00 in all.', null],
    [
      'payment.refunded',
      { lines: [{ lineId: 1, skuId: 4, name: '灯', count: 2, amount: '8.00' }], freight: '2.00' },
      '¥10.00 (2 × 灯, freight ¥2.00) went back to the buyer; ¥30.00 in all.',
      null,
    ],
    [
      'payment.refund_failed',
      { reason: 'ACQ.TRADE_HAS_FINISHED' },
      'Alipay refused the refund R1 of ¥209.00: The trade is finished: Alipay takes no refund of it any more.',
      'The refund of ¥209.00 could not be made; the shop looks after it.',
    ],
    [
      'payment.unexpected',
      { reason: 'late-payment', action: 'refunding' },
      'Money came that could not be used: the order could not use it any more. It is being sent back in full by itself.',
      'Money came that the order could not use. It is being sent back in full by itself.',
    ],
    [
      'payment.report_rejected',
      {},
      "Alipay's report was genuine, but not believed: the sum is another than the order asked for (reported ¥0.01, expected ¥209.00).",
      'Something about the payment did not fit; the shop is looking into it.',
    ],
  ])('%s %j', (type, changes, operator, owner) => {
    const [part] = entriesOfEvent(event(type, { ...DATA, ...changes }));
    expect([part?.text.en, part?.ownerText?.en ?? null]).toEqual([operator, owner ?? operator]);
  });

  it('of a stock are for the shop alone', () => {
    const [part] = entriesOfEvent(event('sku.stock_changed', { ...DATA, why: 'order' }));
    expect(part).toMatchObject({
      text: {
        en: 'The pieces of the order were taken out of the stock.',
        zh: '已为订单占用库存。',
      },
      ownerText: null,
    });
  });

  it('are there for every type, without a gap', () => {
    for (const type of EVENT_TYPES) {
      const [part] = entriesOfEvent(event(type, DATA));
      const words = {
        en: expect.stringMatching(/^[A-Z¥].+\.$/),
        zh: expect.stringMatching(/\p{Script=Han}.*。$/u),
      };
      expect([type, part?.text]).toEqual([type, words]);
      expect(JSON.stringify([part?.text, part?.ownerText ?? ''])).not.toMatch(/\?|undefined|null/);
    }
  });

  it('bear members that an older form of an event lacks', () => {
    const [part] = entriesOfEvent(event('order.created', {}));
    expect(part?.text.en).toBe('The order was made: ¥? to pay until ?.');
    const [paid] = entriesOfEvent(event('order.paid', { payable: null, revived: null }));
    expect(paid?.text.en).toBe('The order was paid: ¥?.');
    expect(paid?.facts).toMatchObject({ eventId: 'E1', payable: null });
  });
});

describe('the words of a report', () => {
  it.each<[string, Partial<EvidenceEntity>, string]>([
    [
      'a payment, with what changed',
      { changed: { state: 'AWAITING → SUCCEEDED', trade_no: `- → ${TRADE_NO}` } },
      'Alipay notified us that the trade is paid: the payment and its order are paid by it. ' +
        `Changed: state waiting for the buyer → paid, Alipay's number none → ${TRADE_NO}.`,
    ],
    [
      'the same again',
      { verdict: 'unchanged', repeats: 3, lastReceivedAt: at('12:05:00') },
      'Alipay notified us that the trade is paid: that was known already, so nothing changed. ' +
        'The same again 3 more times, the last at 2026-11-21 12:05:00.',
    ],
    [
      'a trade that Alipay does not know',
      { source: 'query', status: 'NOT_EXIST', verdict: 'unchanged', repeats: 1 },
      'Asked, Alipay answered that it knows no such trade: nobody has opened the link yet: that was known already, ' +
        'so nothing changed. The same again once more at 2026-11-21 12:01:30.',
    ],
    [
      'a sum that does not fit',
      { verdict: 'amount-mismatch' },
      'Alipay notified us that the trade is paid: not believed, for the sum is another than was asked for; ' +
        'it is held for an operator.',
    ],
    [
      'what was checked',
      {
        verdict: 'trade-no-mismatch',
        checks: {
          signature: 'passed',
          app_id: 'passed',
          seller_id: 'off',
          total_amount: 'not-said',
          trade_no: 'failed',
          of_a_later_version: 'passed',
        },
      },
      'Alipay notified us that the trade is paid: not believed, for another trade has this number already; ' +
        'it is held for an operator. Checked: the signature, our app_id, of_a_later_version. ' +
        "Did not fit: Alipay's number. Nothing to compare for: its sum. Not configured: our seller_id.",
    ],
    [
      'a close',
      { source: 'close', status: 'TRADE_CLOSED', verdict: 'closed' },
      'Asked to close the trade, Alipay answered that the trade is closed: no money came, the payment is closed.',
    ],
    [
      'a way and a verdict of a later version',
      { source: 'fax', status: 'NEW', verdict: 'odd' },
      'By fax, Alipay said "NEW": odd.',
    ],
  ])('%s', (_name, changes, text) => {
    const [part] = entriesOfEvidence(evidence(changes));
    expect(part).toMatchObject({ text: { en: text }, ownerText: null });
    expect(part?.text.zh).toMatch(/\p{Script=Han}.*。$/u);
  });

  it('a return is seen by the owner too, without its fields', () => {
    const [part] = entriesOfEvidence(
      evidence({ source: 'return', status: 'RETURN', verdict: 'asked' }),
    );
    expect(part).toMatchObject({
      type: 'return',
      text: {
        en: 'The buyer came back from Alipay: Alipay was asked, for a return alone proves no payment.',
        zh: '买家从支付宝返回：返回本身不能证明已付款，因此已向支付宝查询。',
      },
      ownerText: {
        en: 'The buyer came back from Alipay to the shop.',
        zh: '买家从支付宝返回了商店。',
      },
      facts: { status: null },
    });
  });
});

describe('the words of a refund', () => {
  it.each<[string, Partial<RefundEntity>, boolean, [string, string | null][]]>([
    [
      'done',
      {},
      true,
      [
        ['The refund R1 of ¥10.00 was sent to Alipay.', null],
        ['Alipay has done the refund R1 of ¥10.00.', null],
      ],
    ],
    [
      'turned down',
      { state: 'REJECTED', sentAt: null },
      true,
      [
        [
          'The refund R1 of ¥10.00 was turned down by an operator.',
          'The refund of ¥10.00 was turned down.',
        ],
      ],
    ],
    [
      "made on Alipay's pages",
      { origin: 'alipay-console', sentAt: null },
      false,
      [["A refund of ¥10.00 that was made on Alipay's own pages was found and booked.", null]],
    ],
    [
      'of an incident, under way',
      { origin: 'incident', state: 'UNKNOWN', attempts: 2, endedAt: null },
      false,
      [
        [
          'The refund R1 of ¥10.00 was asked for by an operator, who decided about held money.',
          null,
        ],
        [
          'The refund R1 of ¥10.00 was sent to Alipay, the last time after 2 tries without an end.',
          null,
        ],
      ],
    ],
  ])('%s', (_name, changes, announced, sentences) => {
    const parts = entriesOfRefund(refund(changes), announced);
    expect(parts.map(({ text, ownerText }) => [text.en, ownerText?.en ?? null])).toEqual(sentences);
    for (const { text } of parts) expect(text.zh).toMatch(/\p{Script=Han}.*。$/u);
  });
});

describe('the words of an incident and of a cancel', () => {
  it('tells the owner nothing of the inside', () => {
    const parts = entriesOfIncident(
      incident({ state: 'RESOLVED', resolvedAt: at('14:00:00'), resolution: 'anna: phoned him' }),
    );
    expect(parts.map(({ text }) => text.en)).toEqual([
      'Incident 3 was opened (other sum): Alipay reports another sum than the payment asked for. Reported ¥0.01, expected ¥209.00.',
      'Incident 3 was resolved: anna: phoned him.',
    ]);
    expect(parts.map(({ text }) => text.zh)).toEqual([
      '列为异常资金 3（金额不符）：支付宝报告的金额与支付要求的不同。报告金额 ¥0.01，应为 ¥209.00。',
      '异常资金 3 已处理：anna: phoned him。',
    ]);
    const owners = parts.map(({ ownerText }) => JSON.stringify(ownerText)).join(' ');
    expect(owners).not.toMatch(/anna|mismatch|不符）|0\.01/);
  });

  it('tells who asked to cancel', () => {
    expect(entriesOfOrder(order())).toEqual([]);
    const asked = { cancelRequestedAt: at('12:10:00'), cancelRequestedBy: 'customer' } as const;
    expect(entriesOfOrder(order(asked))).toMatchObject([
      {
        type: 'cancel-requested',
        text: {
          en: expect.stringMatching(/^The customer asked to cancel/),
          zh: '顾客申请取消：须先查询支付宝并关闭交易。',
        },
      },
    ]);
  });
});

describe('the story', () => {
  const material: TimelineMaterial = {
    order: order(),
    payments: [payment({ state: 'PARTLY_REFUNDED', refundedAmount: fen(1_000) })],
    events: [
      event('order.created', DATA, '12:00:00'),
      event('payment.succeeded', DATA, '12:01:30'),
      event('order.paid', DATA, '12:01:30'),
      event('payment.refund_requested', { ...DATA, refundId: '12' }, '13:00:00'),
    ],
    evidence: [
      evidence({ receivedAt: at('12:01:30') }),
      evidence({ source: 'return', verdict: 'asked', receivedAt: at('12:01:29') }),
    ],
    refunds: [
      refund({ state: 'UNKNOWN', fault: 'timeout', endedAt: null, nextCheckAt: at('13:01:00') }),
    ],
    incidents: [incident()],
  };

  it('goes by time, causes before what followed from them, and tells nothing twice', () => {
    expect(entriesOf(material).map(({ kind, type }) => `${kind} ${type}`)).toEqual([
      'event order.created',
      'report return',
      'report notify',
      'incident opened',
      'event payment.succeeded',
      'event order.paid',
      'event payment.refund_requested',
      'refund sent',
    ]);
  });

  it('begins with what the order itself tells, and tells a refund that no event has announced', () => {
    const cancelled = order({ cancelRequestedAt: at('12:01:30'), cancelRequestedBy: null });
    const others = [event('payment.refunded', { ...DATA, refundId: '12' }, '13:00:05')];
    const told = entriesOf({ ...material, order: cancelled, events: others });
    expect(told.map(({ kind, type }) => `${kind} ${type}`)).toEqual([
      'report return',
      'order cancel-requested',
      'report notify',
      'incident opened',
      'refund requested',
      'refund sent',
      'event payment.refunded',
    ]);
    expect(told[1]).toMatchObject({
      text: { en: expect.stringMatching(/^The customer asked to cancel/) },
      facts: { cancelRequestedBy: null },
    });
  });

  it('shows operators all and the owner no report, incident or fact', () => {
    const all = operatorTimeline(NO, material, 'en');
    expect(all.items).toHaveLength(8);
    expect(all.items[2]).toMatchObject({
      time: '2026-11-21T12:01:30+08:00',
      facts: { verdict: 'paid', report: { total_amount: '209.00' } },
    });
    const own = ownerTimeline(NO, material, 'en');
    expect(own.items.map(({ type }) => type)).toEqual([
      'order.created',
      'return',
      'opened',
      'payment.succeeded',
      'order.paid',
      'payment.refund_requested',
    ]);
    expect(JSON.stringify(own)).not.toMatch(/facts|mismatch|0\.01|R1|timeout|Incident/);
  });

  it('sums up where it stands', () => {
    expect(summaryOf(material, true).en).toBe(
      `The order is to be shipped. Payment ${NO} over ¥209.00 is partly refunded, ¥10.00 of it went back. ` +
        'Refund R1 of ¥10.00: it is not known yet whether it was done, next at 2026-11-21 13:01:00. No usable answer came from Alipay (timeout). ' +
        'Held for an operator: incident 3.',
    );
    expect(summaryOf(material, false).en).toBe(
      `The order is to be shipped. Payment ${NO} over ¥209.00 is partly refunded, ¥10.00 of it went back. ` +
        'A refund of ¥10.00 is under way.',
    );
  });

  it.each<[string, Partial<OrderRecord>, string]>([
    [
      'waiting for money',
      { nextCheckAt: at('12:00:08') },
      'The order waits for ¥209.00 until 2026-11-21 12:30:00. The worker looks at it again at 2026-11-21 12:00:08.',
    ],
    [
      'to be cancelled',
      { cancelRequestedAt: at('12:10:00') },
      'The order is to be cancelled and waits for Alipay to say that nothing was paid.',
    ],
  ])('sums up an order that is %s', (_name, changes, text) => {
    const waiting = order({ state: 'PENDING_PAYMENT', ...changes });
    expect(summaryOf({ ...EMPTY, order: waiting }, true).en).toBe(text);
  });

  it.each<[string, string, string | null, string]>([
    [
      'answers that do not verify',
      'unverified',
      null,
      ` Alipay answers questions about ${NO}, but its answers do not verify, last at 2026-11-21 12:05:00: ` +
        `nothing they say is believed. ${hintOf('unknown-key')}`,
    ],
    [
      'questions that are refused',
      'isv.invalid-timestamp',
      '12:04:59',
      ` Alipay refuses questions about ${NO} (isv.invalid-timestamp), last at 2026-11-21 12:05:00.`,
    ],
    ['an answer since', 'unverified', '12:05:01', ''],
  ])('sums up %s, for operators alone', (_name, why, heardAt, text) => {
    const asked = payment({ state: 'CREATED', noAnswerWhy: why, noAnswerAt: at('12:05:00') });
    const answered = heardAt === null ? [] : [evidence({ lastReceivedAt: at(heardAt) })];
    const told = { ...EMPTY, order: order({}), payments: [asked], evidence: answered };
    const stands = `The order is to be shipped. Payment ${NO} over ¥209.00 is created.`;
    expect(summaryOf(told, true).en).toBe(`${stands}${text}`);
    expect(summaryOf(told, false).en).toBe(stands);
  });

  it('is printed with its numbers, its parts and its end', () => {
    const lines = timelineLines(material, 'en');
    expect(lines.slice(0, 4)).toEqual([
      `Order ${NO}`,
      `out_trade_no ${NO}, trade_no ${TRADE_NO}`,
      '',
      '2026-11-21 12:00:00  The order was made: ¥209.00 to pay until 2026-11-21 12:30:00.',
    ]);
    expect(lines.at(-1)).toMatch(/^Now: The order is to be shipped\./);
  });

  it('is printed in Chinese as well', () => {
    const lines = timelineLines(material, 'zh');
    expect(lines[0]).toBe(`订单 ${NO}`);
    expect(lines).toContain(
      '2026-11-21 12:00:00  订单已创建：应付 ¥209.00，付款截止 2026-11-21 12:30:00。',
    );
    expect(lines.at(-1)).toBe(
      `目前：订单待发货。支付 ${NO}（¥209.00）部分退款，其中 ¥10.00 已退回。` +
        '退款 R1（¥10.00）：尚不清楚是否已退回，下次处理 2026-11-21 13:01:00。没有收到支付宝的有效应答（timeout）。' +
        '等待运营人员处理：异常资金 3。',
    );
    const own = JSON.stringify(ownerTimeline(NO, material, 'zh'));
    expect(own).not.toMatch(/facts|mismatch|0\.01|R1|timeout|异常资金/);
  });

  it('of a trade that nobody knows begins without an order', () => {
    const unknown = incident({ kind: 'unknown-trade', orderId: null, paymentId: null });
    const lines = timelineLines({ ...EMPTY, incidents: [unknown] }, 'en');
    expect(lines[0]).toBe('A trade without an order here');
    expect(lines.at(-1)).toBe(
      'Now: No order here belongs to this trade. Held for an operator: incident 3.',
    );
  });
});
