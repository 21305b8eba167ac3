import { describe, expect, it } from '@jest/globals';
import type { Answer } from '../../src/alipay/alipay-client.js';
import { UNVERIFIED_WORDS } from '../../src/alipay/key-hint.js';
import { fen } from '../../src/kernel/money.js';
import type { Problem } from '../../src/kernel/problem.js';
import { heldNumber } from '../../src/payment/incidents/incident-refund-number.js';
import { incidentDetail, INCIDENT_DETAILS } from '../../src/payment/model/incident-words.js';
import { INCIDENT_KINDS } from '../../src/payment/model/incident.entity.js';
import { chargedTo, newRefund } from '../../src/payment/model/new-refund.js';
import type { PaymentEntity } from '../../src/payment/model/payment.entity.js';
import type { PlanRefusal } from '../../src/payment/model/refund-plan.js';
import { alipayTrouble, noDecisionOf } from '../../src/payment/settlement/alipay-trouble.js';
import { planProblem } from '../../src/payment/settlement/refund-refusals.js';

const PAYMENT = { id: '41', orderId: '7', outTradeNo: 'T1', amount: fen(20_900) } as PaymentEntity;

const told = ({ slug, members }: Problem) => [slug, members];

describe('why a refund cannot be made', () => {
  it.each<[PlanRefusal, unknown]>([
    [
      { why: 'payment', left: fen(900) },
      ['refund-exceeds-payment', { paid: '209.00', refunds: '200.00' }],
    ],
    [{ why: 'no-such-line', lineId: 9 }, ['no-such-order-line', { lineId: 9 }]],
    [{ why: 'pieces', lineId: 2, left: 1 }, ['refund-exceeds-pieces', { lineId: 2, left: 1 }]],
    [{ why: 'freight', left: fen(150) }, ['refund-exceeds-freight', { left: '1.50' }]],
    [{ why: 'restock', lineId: 2 }, ['restock-impossible', { lineId: 2, reason: 'shipped' }]],
    [{ why: 'nothing' }, ['nothing-to-refund', {}]],
  ])('%j', (refusal, problem) => {
    expect(told(planProblem(refusal, PAYMENT, [{ amount: fen(20_000) }]))).toEqual(problem);
  });
});

describe("an answer of Alipay's that decides nothing", () => {
  it.each<[string, Exclude<Answer<unknown>, { outcome: 'done' }>, unknown]>([
    ['none', { outcome: 'unknown', reason: 'timeout' }, ['alipay-unavailable', {}]],
    [
      'one that does not verify',
      { outcome: 'unknown', reason: 'signature', unverified: true },
      ['alipay-answer-unverified', { hint: UNVERIFIED_WORDS }],
    ],
    [
      'a refusal',
      { outcome: 'refused', code: '40004', subCode: 'ACQ.INVALID_PARAMETER', detail: '' },
      ['alipay-refused', { subCode: 'ACQ.INVALID_PARAMETER' }],
    ],
    [
      'a refusal that has no word of its own',
      { outcome: 'refused', code: '40003', subCode: '', detail: '' },
      ['alipay-refused', { subCode: '40003' }],
    ],
  ])('%s', (_, answer, problem) => {
    expect(told(alipayTrouble(noDecisionOf(answer)))).toEqual(problem);
  });
});

describe('the number of a refund of held money', () => {
  const trade = { outTradeNo: 'T1', tradeNo: '2026' };

  it('follows from the trade and from how many went before', () => {
    expect(heldNumber(trade, 0)).toMatch(/^I[\da-f]{32}-1$/);
    expect(heldNumber({ ...trade }, 0)).toBe(heldNumber(trade, 0));
    expect(heldNumber(trade, 1)).toBe(heldNumber(trade, 0).replace(/-1$/, '-2'));
  });

  it('is the same in each release', () => {
    expect(heldNumber(trade, 2)).toBe('I22a3ab4a2882836551b98f43dd2977c9-3');
  });

  it('is another for another trade', () => {
    const others = [
      { ...trade, tradeNo: null },
      { ...trade, tradeNo: '2027' },
      { ...trade, outTradeNo: 'T2' },
    ];
    expect(new Set([trade, ...others].map((one) => heldNumber(one, 0))).size).toBe(4);
  });
});

describe('what is told of an incident', () => {
  it.each(INCIDENT_KINDS)('%s: what was written, and the same in Chinese', (kind) => {
    expect(incidentDetail({ kind, detail: 'as it was written' })).toEqual({
      en: 'as it was written',
      zh: INCIDENT_DETAILS[kind].zh,
    });
  });
});

describe('a refund of a payment', () => {
  it('is charged to it', () => {
    expect(chargedTo(PAYMENT)).toEqual({ orderId: '7', paymentId: '41', outTradeNo: 'T1' });
  });

  it('begins as one that nobody has asked, decided or sent', () => {
    const begun = {
      ...chargedTo(PAYMENT),
      outRequestNo: 'R1',
      amount: fen(500),
      reason: '破损',
      origin: 'operator',
      state: 'PROCESSING',
      createdAt: new Date('2026-11-21T04:00:00Z'),
    } as const;
    const untouched = {
      scope: 'amount',
      freightAmount: 0,
      incidentId: null,
      restock: false,
      requestedBy: null,
      decidedBy: null,
      decidedAt: null,
      firstApprovedBy: null,
      firstApprovedAt: null,
      closedReason: null,
      fault: null,
      attempts: 0,
      refusal: null,
      refusals: 0,
      nextCheckAt: null,
      sentAt: null,
      endedAt: null,
      bouncedAt: null,
      depositBackCheckAt: null,
    };
    expect(newRefund(begun)).toEqual({ ...untouched, ...begun });
    const known = { scope: 'everything', requestedBy: 7, nextCheckAt: begun.createdAt } as const;
    expect(newRefund({ ...begun, ...known })).toEqual({ ...untouched, ...begun, ...known });
  });
});
