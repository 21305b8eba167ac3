import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Outbox } from '../../events/outbox.js';
import { yuanOrNull } from '../../kernel/money.js';
import type { IncidentEntity } from '../model/incident.entity.js';
import { claimsMoney } from '../settlement/incidents.service.js';

/** What an operator decided, as the events say. */
type Told = 'refunding' | 'dismissed' | 'proposed' | 'proposal-rejected';

/** What the audit log calls it. */
type Act = 'refund' | 'dismiss' | 'propose' | 'reject';

/** Leaves the traces of decisions about incidents: an event, and an entry in the audit log. */
@Injectable()
export class IncidentTrace {
  constructor(
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
  ) {}

  /** Why somebody decided so stays in the incident: events leave the house. */
  async tell(
    tx: EntityManager,
    { username }: SignedInUser,
    incident: IncidentEntity,
    orderNo: string | null,
    action: Told,
  ): Promise<void> {
    const { id, kind, orderId, paymentId, outTradeNo, tradeNo } = incident;
    const numbers = { orderNo, outTradeNo, tradeNo, incidentId: id };
    const sums = {
      reportedAmount: yuanOrNull(incident.reportedAmount),
      expectedAmount: yuanOrNull(incident.expectedAmount),
    };
    const data = { ...numbers, ...sums, reason: kind, action, decidedBy: username };
    const about = { orderId, ...(paymentId === null ? {} : { paymentId }), data };
    const type = claimsMoney(incident) ? 'payment.unexpected' : 'payment.report_rejected';
    await this.outbox.write(tx, { type, ...about });
  }

  /** Writes who decided what, and why; `more` is what else was so afterwards. */
  async writeEntry(
    tx: EntityManager,
    staff: SignedInUser,
    incident: IncidentEntity,
    act: Act,
    reason: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const { id, kind, state, outTradeNo, reportedAmount } = incident;
    await this.audit.write(tx, staff, {
      action: `incident.${act}`,
      object: { kind: 'incident', id },
      before: { state, kind, outTradeNo, reportedAmount: yuanOrNull(reportedAmount) },
      after: { state: act === 'dismiss' ? 'RESOLVED' : state, ...more },
      reason,
    });
  }
}
