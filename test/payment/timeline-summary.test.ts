import { describe, expect, it } from '@jest/globals';
import { UNVERIFIED_WORDS } from '../../src/alipay/key-hint.js';
import { fen } from '../../src/kernel/money.js';
import { joined } from '../../src/kernel/words.js';
import type { OrderRecord } from '../../src/orders/model/order-record.js';
import type { EvidenceEntity } from '../../src/payment/model/evidence.entity.js';
import type { IncidentEntity } from '../../src/payment/model/incident.entity.js';
import type { PaymentEntity } from '../../src/payment/model/payment.entity.js';
import type { RefundEntity } from '../../src/payment/model/refund.entity.js';
import type { TimelineMaterial } from '../../src/payment/timeline/timeline-entries.js';
import { summaryOf } from '../../src/payment/timeline/timeline-summary.js';
import { at, EMPTY } from './timeline-rows.js';

const order = (changes: Partial<OrderRecord>) =>
  ({
    state: 'PENDING_PAYMENT',
    payable: fen(20_900),
    expiresAt: at('12:30:00'),
    cancelRequestedAt: null,
    nextCheckAt: null,
    ...changes,
  }) as OrderRecord;

const payment = (changes: Partial<PaymentEntity>) =>
  ({
    outTradeNo: 'T1',
    state: 'CREATED',
    amount: fen(20_900),
    refundedAmount: fen(0),
    noAnswerWhy: null,
    noAnswerAt: null,
    ...changes,
  }) as PaymentEntity;

const refund = (changes: Partial<RefundEntity>) =>
  ({
    outRequestNo: 'R1',
    amount: fen(1_000),
    state: 'PROCESSING',
    fault: null,
    nextCheckAt: null,
    ...changes,
  }) as RefundEntity;

const incident = (id: string, state: IncidentEntity['state']) => ({ id, state }) as IncidentEntity;

const answered = (outTradeNo: string, time: string) =>
  ({ outTradeNo, lastReceivedAt: at(time) }) as EvidenceEntity;

const SILENT = { noAnswerWhy: 'isv.x', noAnswerAt: at('12:05:00') };
const NO_ORDER = ['No order here belongs to this trade.', '本系统没有属于该交易的订单。'] as const;
const CREATED = ['Payment T1 over ¥209.00 is created.', '支付 T1（¥209.00）已创建。'] as const;
const REFUSED = [
  'Alipay refuses questions about T1 (isv.x), last at 2026-11-21 12:05:00.',
  '支付宝拒绝对 T1 的查询（isv.x），最近一次在 2026-11-21 12:05:00。',
];

type Sentence = readonly string[];

/** What operators read, and what an order's owner does, sentence by sentence, in both languages. */
const CASES: readonly [string, Partial<TimelineMaterial>, Sentence[], Sentence[]][] = [
  [
    'an order that waits',
    { order: order({ nextCheckAt: at('12:00:08') }) },
    [
      [
        'The order waits for ¥209.00 until 2026-11-21 12:30:00.',
        '订单等待付款 ¥209.00，截止 2026-11-21 12:30:00。',
      ],
      [
        'The worker looks at it again at 2026-11-21 12:00:08.',
        '后台将于 2026-11-21 12:00:08 再次检查。',
      ],
    ],
    [
      [
        'The order waits for ¥209.00 until 2026-11-21 12:30:00.',
        '订单等待付款 ¥209.00，截止 2026-11-21 12:30:00。',
      ],
    ],
  ],
  [
    'an order that is to be cancelled',
    { order: order({ cancelRequestedAt: at('12:10:00') }) },
    [
      [
        'The order is to be cancelled and waits for Alipay to say that nothing was paid.',
        '订单将被取消，正在等待支付宝确认未付款。',
      ],
    ],
    [
      [
        'The order is to be cancelled and waits for Alipay to say that nothing was paid.',
        '订单将被取消，正在等待支付宝确认未付款。',
      ],
    ],
  ],
  [
    'an order that is on its way, whatever the worker is to do with it',
    { order: order({ state: 'SHIPPED', nextCheckAt: at('12:00:08') }) },
    [['The order is shipped.', '订单已发货。']],
    [['The order is shipped.', '订单已发货。']],
  ],
  [
    'a payment of which a part went back',
    { payments: [payment({ state: 'PARTLY_REFUNDED', refundedAmount: fen(900) })] },
    [
      NO_ORDER,
      [
        'Payment T1 over ¥209.00 is partly refunded, ¥9.00 of it went back.',
        '支付 T1（¥209.00）部分退款，其中 ¥9.00 已退回。',
      ],
    ],
    [
      NO_ORDER,
      [
        'Payment T1 over ¥209.00 is partly refunded, ¥9.00 of it went back.',
        '支付 T1（¥209.00）部分退款，其中 ¥9.00 已退回。',
      ],
    ],
  ],
  [
    'a paid payment, and one that was closed after its money had gone back',
    {
      payments: [
        payment({ state: 'SUCCEEDED' }),
        payment({ outTradeNo: 'T2', state: 'CLOSED', refundedAmount: fen(900) }),
      ],
    },
    [
      NO_ORDER,
      ['Payment T1 over ¥209.00 is paid.', '支付 T1（¥209.00）已付款。'],
      ['Payment T2 over ¥209.00 is closed.', '支付 T2（¥209.00）已关闭。'],
    ],
    [
      NO_ORDER,
      ['Payment T1 over ¥209.00 is paid.', '支付 T1（¥209.00）已付款。'],
      ['Payment T2 over ¥209.00 is closed.', '支付 T2（¥209.00）已关闭。'],
    ],
  ],
  [
    'refunds in all states',
    {
      refunds: [
        refund({ state: 'REQUESTED' }),
        refund({}),
        refund({ state: 'UNKNOWN', fault: 'timeout', nextCheckAt: at('13:01:00') }),
        refund({ state: 'SUCCEEDED' }),
      ],
    },
    [
      NO_ORDER,
      [
        "A refund of ¥10.00 waits for an operator's approval.",
        '一笔 ¥10.00 的退款等待运营人员审核。',
      ],
      ['Refund R1 of ¥10.00: it is under way.', '退款 R1（¥10.00）：正在处理。'],
      [
        'Refund R1 of ¥10.00: it is not known yet whether it was done, next at 2026-11-21 13:01:00. No usable answer came from Alipay (timeout).',
        '退款 R1（¥10.00）：尚不清楚是否已退回，下次处理 2026-11-21 13:01:00。没有收到支付宝的有效应答（timeout）。',
      ],
    ],
    [
      NO_ORDER,
      [
        "A refund of ¥10.00 waits for an operator's approval.",
        '一笔 ¥10.00 的退款等待运营人员审核。',
      ],
      ['A refund of ¥10.00 is under way.', '一笔 ¥10.00 的退款正在处理。'],
      ['A refund of ¥10.00 is under way.', '一笔 ¥10.00 的退款正在处理。'],
    ],
  ],
  [
    'questions that are refused, and an answer about another trade since',
    { payments: [payment(SILENT)], evidence: [answered('T2', '12:06:00')] },
    [NO_ORDER, CREATED, REFUSED],
    [NO_ORDER, CREATED],
  ],
  [
    'questions that were refused until the very moment of an answer',
    { payments: [payment(SILENT)], evidence: [answered('T1', '12:05:00')] },
    [NO_ORDER, CREATED],
    [NO_ORDER, CREATED],
  ],
  [
    'an answer, and questions that are refused since',
    { payments: [payment(SILENT)], evidence: [answered('T1', '12:04:59')] },
    [NO_ORDER, CREATED, REFUSED],
    [NO_ORDER, CREATED],
  ],
  [
    'a refusal without its time, and a time without one',
    {
      payments: [
        payment({ ...SILENT, noAnswerAt: null }),
        payment({ ...SILENT, noAnswerWhy: null }),
      ],
    },
    [NO_ORDER, CREATED, CREATED],
    [NO_ORDER, CREATED, CREATED],
  ],
  [
    'incidents that are open, and one that is not',
    { incidents: [incident('3', 'OPEN'), incident('4', 'RESOLVED'), incident('5', 'OPEN')] },
    [NO_ORDER, ['Held for an operator: incident 3, 5.', '等待运营人员处理：异常资金 3、5。']],
    [NO_ORDER],
  ],
];

describe('the summary of', () => {
  it.each(CASES)('%s', (_, material, operators, owners) => {
    const told = (sentences: readonly Sentence[]) => ({
      en: sentences.map(([en]) => en).join(' '),
      zh: sentences.map(([, zh]) => zh).join(''),
    });
    expect(summaryOf({ ...EMPTY, ...material }, true)).toEqual(told(operators));
    expect(summaryOf({ ...EMPTY, ...material }, false)).toEqual(told(owners));
  });

  it('questions whose answers do not verify says what to look at', () => {
    const asked = payment({ noAnswerWhy: 'unverified', noAnswerAt: at('12:05:00') });
    expect(summaryOf({ ...EMPTY, payments: [asked] }, true)).toEqual(
      joined([
        { en: NO_ORDER[0], zh: NO_ORDER[1] },
        { en: CREATED[0], zh: CREATED[1] },
        {
          en: 'Alipay answers questions about T1, but its answers do not verify, last at 2026-11-21 12:05:00: nothing they say is believed.',
          zh: '支付宝对 T1 的查询有应答，但验签失败，最近一次在 2026-11-21 12:05:00：其内容一概不予采信。',
        },
        UNVERIFIED_WORDS,
      ]),
    );
  });
});
