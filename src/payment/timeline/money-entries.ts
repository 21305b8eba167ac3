import { type Fen, fenToYuan, yuanOrNull } from '../../kernel/money.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { IncidentEntity } from '../model/incident.entity.js';
import type { RefundEntity } from '../model/refund.entity.js';
import type { ClosedReason } from '../model/refund-rules.js';
import type { TimelineEntry } from './timeline-entry.js';

/** What an order's row tells and no event does: that a cancel was asked for. Pure. */
export function entriesOfOrder(order: OrderRecord): TimelineEntry[] {
  if (order.cancelRequestedAt === null) return [];
  const text = `The ${order.cancelRequestedBy ?? 'customer'} asked to cancel: Alipay is asked and the trade closed first.`;
  const facts = { cancelRequestedBy: order.cancelRequestedBy };
  const at = order.cancelRequestedAt;
  return [{ at, kind: 'order', type: 'cancel-requested', text, ownerText: text, facts }];
}

/** A refund's way. `announced`: an event tells of its beginning already. Pure. */
export function entriesOfRefund(refund: RefundEntity, announced: boolean): TimelineEntry[] {
  const name = `${refund.outRequestNo} of ${yuan(refund.amount)}`;
  const entries: TimelineEntry[] = [];
  if (!announced) entries.push(beginning(refund, name));
  if (refund.sentAt !== null) {
    const text = `The refund ${name} was sent to Alipay${again(refund)}.`;
    entries.push({ ...about(refund), at: refund.sentAt, type: 'sent', text, ownerText: null });
  }
  return refund.endedAt === null ? entries : [...entries, ...ending(refund, name, refund.endedAt)];
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
  const opened: TimelineEntry = {
    ...entry,
    at: incident.createdAt,
    type: 'opened',
    text: `Incident ${incident.id} was opened (${incident.kind}): ${incident.detail}${sums(incident)}`,
    ownerText: 'Something about the payment did not fit; the shop is looking into it.',
  };
  if (incident.resolvedAt === null) return [opened];
  const how = incident.resolution ?? 'the money went back';
  const resolved: TimelineEntry = {
    ...entry,
    at: incident.resolvedAt,
    type: 'resolved',
    text: `Incident ${incident.id} was resolved: ${how}.`,
    ownerText: 'The shop has looked into it.',
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

function beginning(refund: RefundEntity, name: string): TimelineEntry {
  const isForeign = refund.origin === 'alipay-console';
  const text = isForeign
    ? `A refund of ${yuan(refund.amount)} that was made on Alipay's own pages was found and booked.`
    : `The refund ${name} was asked for (${refund.origin}).`;
  const entry = { ...about(refund), at: refund.createdAt, type: isForeign ? 'found' : 'requested' };
  return { ...entry, text, ownerText: null };
}

function again({ attempts }: RefundEntity): string {
  return attempts === 0 ? '' : `, the last time after ${attempts} tries without an end`;
}

/** A success and a refusal by Alipay have their events for the owner; an operator's refusal has none. */
function ending(refund: RefundEntity, name: string, at: Date): TimelineEntry[] {
  const entry = { ...about(refund), at };
  if (refund.state === 'REJECTED') {
    const text = `The refund ${name} was turned down by an operator.`;
    const ownerText = `The refund of ${yuan(refund.amount)} was turned down.`;
    return [{ ...entry, type: 'rejected', text, ownerText }];
  }
  if (refund.state === 'WITHDRAWN' || refund.state === 'CLOSED') {
    const how =
      refund.state === 'CLOSED' ? closedWords(refund.closedReason) : 'its customer took it back';
    const text = `The request ${name} ended without a decision: ${how}.`;
    const ownerText = `The request for a refund of ${yuan(refund.amount)} ended: ${how}.`;
    return [{ ...entry, type: refund.state.toLowerCase(), text, ownerText }];
  }
  if (refund.state !== 'SUCCEEDED' || refund.origin === 'alipay-console') return [];
  const text = `Alipay has done the refund ${name}.`;
  return [{ ...entry, type: 'succeeded', text, ownerText: null }];
}

function closedWords(reason: ClosedReason | null): string {
  return reason === 'not-refundable'
    ? 'the payment takes no refund any more'
    : 'other refunds leave less than it asks for';
}

function sums({ expectedAmount, reportedAmount }: IncidentEntity): string {
  if (reportedAmount === null) return '';
  const expected = expectedAmount === null ? '' : `, expected ${yuan(expectedAmount)}`;
  return ` Reported ${yuan(reportedAmount)}${expected}.`;
}
