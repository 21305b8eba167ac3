import { type Fen, fenToYuan, yuanOrNull } from '../../kernel/money.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { IncidentEntity } from '../model/incident.entity.js';
import type { RefundEntity } from '../model/refund.entity.js';
import type { ClosedReason } from '../model/refund-fit.js';
import type { StoryPart } from './story-part.js';

/** What an order's row tells and no event does: that a cancel was asked for. Pure. */
export function partsOfOrder(order: OrderRecord): StoryPart[] {
  if (order.cancelRequestedAt === null) return [];
  const text = `The ${order.cancelRequestedBy ?? 'customer'} asked to cancel: Alipay is asked and the trade closed first.`;
  const facts = { cancelRequestedBy: order.cancelRequestedBy };
  const at = order.cancelRequestedAt;
  return [{ at, kind: 'order', type: 'cancel-requested', text, ownerText: text, facts }];
}

/** A refund's way. `announced`: an event tells of its beginning already. Pure. */
export function partsOfRefund(refund: RefundEntity, announced: boolean): StoryPart[] {
  const name = `${refund.outRequestNo} of ${yuan(refund.amount)}`;
  const parts: StoryPart[] = [];
  if (!announced) parts.push(beginning(refund, name));
  if (refund.sentAt !== null) {
    const text = `The refund ${name} was sent to Alipay${again(refund)}.`;
    parts.push({ ...about(refund), at: refund.sentAt, type: 'sent', text, ownerText: null });
  }
  return refund.endedAt === null ? parts : [...parts, ...ending(refund, name, refund.endedAt)];
}

/** An incident's beginning and its end. Pure. */
export function partsOfIncident(incident: IncidentEntity): StoryPart[] {
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
  const part = { kind: 'incident' as const, facts };
  const opened: StoryPart = {
    ...part,
    at: incident.createdAt,
    type: 'opened',
    text: `Incident ${incident.id} was opened (${incident.kind}): ${incident.detail}${sums(incident)}`,
    ownerText: 'Something about the payment did not fit; the shop is looking into it.',
  };
  if (incident.resolvedAt === null) return [opened];
  const how = incident.resolution ?? 'the money went back';
  const resolved: StoryPart = {
    ...part,
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

function beginning(refund: RefundEntity, name: string): StoryPart {
  const isForeign = refund.origin === 'alipay-console';
  const text = isForeign
    ? `A refund of ${yuan(refund.amount)} that was made on Alipay's own pages was found and booked.`
    : `The refund ${name} was asked for (${refund.origin}).`;
  const part = { ...about(refund), at: refund.createdAt, type: isForeign ? 'found' : 'requested' };
  return { ...part, text, ownerText: null };
}

function again({ attempts }: RefundEntity): string {
  return attempts === 0 ? '' : `, the last time after ${attempts} tries without an end`;
}

/** A success and a refusal by Alipay have their events for the owner; an operator's refusal has none. */
function ending(refund: RefundEntity, name: string, at: Date): StoryPart[] {
  const part = { ...about(refund), at };
  if (refund.state === 'REJECTED') {
    const text = `The refund ${name} was turned down by an operator.`;
    const ownerText = `The refund of ${yuan(refund.amount)} was turned down.`;
    return [{ ...part, type: 'rejected', text, ownerText }];
  }
  if (refund.state === 'WITHDRAWN' || refund.state === 'CLOSED') {
    const how =
      refund.state === 'CLOSED' ? closedWords(refund.closedReason) : 'its customer took it back';
    const text = `The request ${name} ended without a decision: ${how}.`;
    const ownerText = `The request for a refund of ${yuan(refund.amount)} ended: ${how}.`;
    return [{ ...part, type: refund.state.toLowerCase(), text, ownerText }];
  }
  if (refund.state !== 'SUCCEEDED' || refund.origin === 'alipay-console') return [];
  const text = `Alipay has done the refund ${name}.`;
  return [{ ...part, type: 'succeeded', text, ownerText: null }];
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
