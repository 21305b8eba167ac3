import { fen } from '../../src/kernel/money.js';
import type { EvidenceEntity } from '../../src/payment/model/evidence.entity.js';
import type { IncidentEntity } from '../../src/payment/model/incident.entity.js';
import { newRefund } from '../../src/payment/model/new-refund.js';
import type { RefundEntity } from '../../src/payment/model/refund.entity.js';
import type { TimelineMaterial } from '../../src/payment/timeline/timeline-entries.js';

/** The rows of one order that a timeline is made of. */

export const NO = '202611211200000123456789';
export const TRADE_NO = '2026112122001499160501586202';

/** A time of the order's day, in China. */
export const at = (time: string) => new Date(`2026-11-21T${time}+08:00`);

export function evidence(changes: Partial<EvidenceEntity>): EvidenceEntity {
  return {
    id: '5',
    paymentId: '41',
    outTradeNo: NO,
    source: 'notify',
    status: 'TRADE_SUCCESS',
    verdict: 'paid',
    checks: {},
    changed: {},
    report: { total_amount: '209.00' },
    digest: 'd',
    repeats: 0,
    receivedAt: at('12:01:30'),
    lastReceivedAt: at('12:01:30'),
    ...changes,
  };
}

export function refund(changes: Partial<RefundEntity> = {}): RefundEntity {
  const row = newRefund({
    orderId: '7',
    paymentId: '41',
    outTradeNo: NO,
    outRequestNo: 'R1',
    amount: fen(1_000),
    reason: '商品有瑕疵',
    origin: 'operator',
    state: 'SUCCEEDED',
    requestedBy: 2,
    decidedBy: 2,
    createdAt: at('13:00:00'),
    sentAt: at('13:00:01'),
    endedAt: at('13:00:02'),
  });
  return { ...row, id: '12', ...changes };
}

export function incident(changes: Partial<IncidentEntity> = {}): IncidentEntity {
  return {
    id: '3',
    kind: 'amount-mismatch',
    fingerprint: 'f',
    state: 'OPEN',
    outTradeNo: NO,
    tradeNo: TRADE_NO,
    orderId: '7',
    paymentId: '41',
    expectedAmount: fen(20_900),
    reportedAmount: fen(1),
    evidenceId: '5',
    detail: 'Alipay reports another sum than the payment asked for.',
    createdAt: at('12:01:30'),
    resolvedAt: null,
    resolution: null,
    proposedDecision: null,
    proposedBy: null,
    proposedAt: null,
    proposedReason: null,
    ...changes,
  };
}

export const EMPTY: TimelineMaterial = {
  order: null,
  payments: [],
  events: [],
  evidence: [],
  refunds: [],
  incidents: [],
};
