import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { AuditLog } from '../../audit/audit-log.service.js';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { Outbox } from '../../events/outbox.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { yuanOrNull } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { IncidentRefund } from './incident-refund.service.js';
import { IncidentEntity } from '../model/incident.entity.js';
import { type IncidentView, incidentView } from './incident-view.js';
import { claimsMoney } from '../settlement/incidents.service.js';
import { Refunds } from '../refunds/refunds.service.js';

/** What an operator decided, as the events say. */
type Decision = 'refunding' | 'dismissed';

/** Lets operators look at money that is held, and decide about it: sent back, or settled elsewhere. */
@Injectable()
export class IncidentDecisions {
  constructor(
    @InjectRepository(IncidentEntity) private readonly incidents: Repository<IncidentEntity>,
    private readonly transactions: Transactions,
    private readonly money: IncidentRefund,
    private readonly refunds: Refunds,
    private readonly outbox: Outbox,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One incident. Throws Problem `no-such-incident`. */
  async read(id: string): Promise<IncidentView> {
    const row = await this.incidents.findOneBy({ id });
    if (row === null) throw noSuchIncident();
    return incidentView(row);
  }

  /**
   * Notes that the matter was settled elsewhere. Throws Problem `no-such-incident`, `incident-resolved`,
   * `incident-being-refunded`.
   */
  async dismiss(operator: SignedInUser, id: string, note: string): Promise<IncidentView> {
    await this.transactions.run(async (tx) => {
      const { incident, booked } = await this.lock(tx, id);
      if (await this.money.isGoingBack(tx, incident)) throw beingRefunded();
      const resolution = `${operator.username}: ${note}`;
      const resolved = { state: 'RESOLVED', resolvedAt: this.clock.now(), resolution } as const;
      await tx.getRepository(IncidentEntity).update({ id: incident.id }, resolved);
      await this.tell(tx, operator, incident, booked.orderNo, 'dismissed');
      await this.writeEntry(tx, operator, incident, 'dismiss', note);
    });
    return this.read(id);
  }

  /**
   * Sends the money back to the buyer; the incident is resolved when Alipay has done it. While that is under way, saying
   * so again changes nothing; once Alipay has refused, it is tried anew. Throws Problem `no-such-incident`,
   * `incident-resolved`, `incident-without-money`.
   */
  async refund(operator: SignedInUser, id: string, note: string): Promise<IncidentView> {
    const refundId = await this.transactions.run(async (tx) => {
      const { incident, booked } = await this.lock(tx, id);
      if (!(await this.money.isGoingBack(tx, incident))) {
        const resolution = `${operator.username}: ${note}`;
        await tx.getRepository(IncidentEntity).update({ id: incident.id }, { resolution });
        await this.tell(tx, operator, incident, booked.orderNo, 'refunding');
        await this.writeEntry(tx, operator, incident, 'refund', note);
      }
      return this.money.sendBack(tx, operator, incident, booked);
    });
    await this.refunds.tryNow(refundId);
    return this.read(id);
  }

  /** Locks the order, the payment and the incident, in the order that holds everywhere. */
  private async lock(tx: EntityManager, id: string) {
    const known = await tx.getRepository(IncidentEntity).findOneBy({ id });
    if (known === null) throw noSuchIncident();
    const booked = await this.money.lock(tx, known);
    return { booked, incident: await this.lockOpen(tx, known) };
  }

  /** Why he decided so stays in the incident: events leave the house. */
  private async tell(
    tx: EntityManager,
    { username }: SignedInUser,
    incident: IncidentEntity,
    orderNo: string | null,
    action: Decision,
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

  private async writeEntry(
    tx: EntityManager,
    staff: SignedInUser,
    incident: IncidentEntity,
    act: 'refund' | 'dismiss',
    reason: string,
  ): Promise<void> {
    const { id, kind, state, outTradeNo, reportedAmount } = incident;
    await this.audit.write(tx, staff, {
      action: `incident.${act}`,
      object: { kind: 'incident', id },
      before: { state, kind, outTradeNo, reportedAmount: yuanOrNull(reportedAmount) },
      after: { state: act === 'dismiss' ? 'RESOLVED' : state },
      reason,
    });
  }

  /** Two incidents may tell of the same money: whoever decides about one waits for who decides about the other. */
  private async lockOpen(
    tx: EntityManager,
    { id, outTradeNo }: Pick<IncidentEntity, 'id' | 'outTradeNo'>,
  ): Promise<IncidentEntity> {
    const lock = { mode: 'pessimistic_write' } as const;
    const order = { id: 'ASC' } as const;
    const all = await tx.getRepository(IncidentEntity).find({ where: { outTradeNo }, order, lock });
    const incident = all.find((one) => one.id === id);
    if (incident === undefined) throw noSuchIncident();
    if (incident.state === 'OPEN') return incident;
    throw new Problem('incident-resolved');
  }
}

function noSuchIncident(): Problem {
  return new Problem('no-such-incident');
}

function beingRefunded(): Problem {
  return new Problem('incident-being-refunded');
}
