import { type Fen, fenToYuan, yuanOrNull } from '../../kernel/money.js';
import { termOf, type Words } from '../../kernel/words.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { IncidentEntity } from '../model/incident.entity.js';
import { INCIDENT_NAMES, incidentDetail } from '../model/incident-words.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { DID_NOT_FIT } from './event-words.js';
import type { TimelineEntry } from './timeline-entry.js';
import { endingOf } from './refund-endings.js';
import { originWords } from './refund-words.js';

const WHO: Readonly<Record<string, Words>> = {
  customer: { en: 'customer', zh: '顾客' },
  operator: { en: 'operator', zh: '运营人员' },
};

const LOOKED_INTO: Words = { en: 'The shop has looked into it.', zh: '商家已核实。' };

/** What an order's row tells and no event does: that a cancel was asked for. Pure. */
export function entriesOfOrder(order: OrderRecord): TimelineEntry[] {
  if (order.cancelRequestedAt === null) return [];
  const who = termOf(WHO, order.cancelRequestedBy ?? 'customer');
  const text: Words = {
    en: `The ${who.en} asked to cancel: Alipay is asked and the trade closed first.`,
    zh: `${who.zh}申请取消：须先查询支付宝并关闭交易。`,
  };
  const facts = { cancelRequestedBy: order.cancelRequestedBy };
  const at = order.cancelRequestedAt;
  return [{ at, kind: 'order', type: 'cancel-requested', text, ownerText: text, facts }];
}

/** A refund's way. `announced`: an event tells of its beginning already. Pure. */
export function entriesOfRefund(refund: RefundEntity, announced: boolean): TimelineEntry[] {
  const entries: TimelineEntry[] = announced ? [] : [beginning(refund)];
  if (refund.sentAt !== null) {
    const entry = { ...about(refund), at: refund.sentAt, type: 'sent', ownerText: null };
    entries.push({ ...entry, text: sent(refund) });
  }
  if (refund.endedAt === null) return entries;
  const ending = endingOf(refund);
  if (ending === null) return entries;
  return [...entries, { ...about(refund), at: refund.endedAt, ...ending }];
}

/** An incident's beginning and its end. Pure. */
export function entriesOfIncident(incident: IncidentEntity): TimelineEntry[] {
  const facts = {
    incidentId: incident.id,
    outTradeNo: incident.outTradeNo,
    tradeNo: incident.tradeNo,
    expectedAmount: yuanOrNull(incident.expectedAmount),
    reportedAmount: yuanOrNull(incident.reportedAmount),
    evidenceId: incident.evidenceId,
    state: incident.state,
    resolution: incident.resolution,
  };
  const entry = { kind: 'incident' as const, facts };
  const [name, detail, reported] = [
    termOf(INCIDENT_NAMES, incident.kind),
    incidentDetail(incident),
    sums(incident),
  ];
  const opened: TimelineEntry = {
    ...entry,
    at: incident.createdAt,
    type: 'opened',
    text: {
      en: `Incident ${incident.id} was opened (${name.en}): ${detail.en}${reported.en}`,
      zh: `列为异常资金 ${incident.id}（${name.zh}）：${detail.zh}${reported.zh}`,
    },
    ownerText: DID_NOT_FIT,
  };
  if (incident.resolvedAt === null) return [opened];
  const resolved: TimelineEntry = {
    ...entry,
    at: incident.resolvedAt,
    type: 'resolved',
    text: {
      en: `Incident ${incident.id} was resolved: ${incident.resolution ?? 'the money went back'}.`,
      zh: `异常资金 ${incident.id} 已处理：${incident.resolution ?? '款项已退回'}。`,
    },
    ownerText: LOOKED_INTO,
  };
  return [opened, resolved];
}

/** Fen as people read them: `¥209.00`. Pure. */
export function yuan(amount: Fen): string {
  return `¥${fenToYuan(amount)}`;
}

function about(refund: RefundEntity) {
  const { id, outRequestNo, origin, state, reason, fault, attempts, decidedBy } = refund;
  const amount = fenToYuan(refund.amount);
  const facts = { refundId: id, outRequestNo, amount, origin, state, reason, fault };
  return { kind: 'refund' as const, facts: { ...facts, attempts, decidedBy } };
}

function beginning(refund: RefundEntity): TimelineEntry {
  const isForeign = refund.origin === 'alipay-console';
  const { outRequestNo, origin, createdAt: at } = refund;
  const [sum, by] = [yuan(refund.amount), originWords(origin)];
  const text: Words = isForeign
    ? {
        en: `A refund of ${sum} that was made on Alipay's own pages was found and booked.`,
        zh: `发现并入账一笔在支付宝页面上发起的退款 ${sum}。`,
      }
    : {
        en: `The refund ${outRequestNo} of ${sum} was asked for ${by.en}.`,
        zh: `退款 ${outRequestNo}（${sum}）${by.zh}。`,
      };
  const type = isForeign ? 'found' : 'requested';
  return { ...about(refund), at, type, text, ownerText: null };
}

function sent({ outRequestNo, amount, attempts }: RefundEntity): Words {
  const sum = yuan(amount);
  const again = attempts === 0 ? '' : `, the last time after ${attempts} tries without an end`;
  const againZh = attempts === 0 ? '' : `，此前 ${attempts} 次尝试没有结果`;
  return {
    en: `The refund ${outRequestNo} of ${sum} was sent to Alipay${again}.`,
    zh: `退款 ${outRequestNo}（${sum}）已发送至支付宝${againZh}。`,
  };
}

function sums({ expectedAmount, reportedAmount }: IncidentEntity): Words {
  if (reportedAmount === null) return { en: '', zh: '' };
  const reported = yuan(reportedAmount);
  if (expectedAmount === null)
    return { en: ` Reported ${reported}.`, zh: `报告金额 ${reported}。` };
  const expected = yuan(expectedAmount);
  return {
    en: ` Reported ${reported}, expected ${expected}.`,
    zh: `报告金额 ${reported}，应为 ${expected}。`,
  };
}
