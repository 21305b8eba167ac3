import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, LessThan } from 'typeorm';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { Transactions } from '../database/transactions.js';
import { type Page, type PageRequest, toPage } from '../http/page.js';
import { CLOCK, type Clock } from '../kernel/clock.js';
import { Problem } from '../kernel/problem.js';
import { IncidentEntity } from './incident.entity.js';
import { type IncidentView, incidentView } from './incident-view.js';
import { RefundRunner } from './refund-runner.service.js';
import { RefundStore } from './refund-store.js';

type IncidentState = IncidentEntity['state'];

/** Lets operators look at money that is held, and decide about it: sent back, or settled elsewhere. */
@Injectable()
export class IncidentDecisions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly transactions: Transactions,
    private readonly refunds: RefundStore,
    private readonly runner: RefundRunner,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Incidents, the newest first; all states when none is named. */
  async list(state: IncidentState | null, page: PageRequest): Promise<Page<IncidentView>> {
    const rows = await this.dataSource.manager.find(IncidentEntity, {
      where: {
        ...(state === null ? {} : { state }),
        ...(page.after === null ? {} : { id: LessThan(page.after) }),
      },
      order: { id: 'DESC' },
      take: page.limit + 1,
    });
    return toPage(rows, page.limit, ({ id }) => id, incidentView);
  }

  /** One incident. Throws Problem `no-such-incident`. */
  async read(id: string): Promise<IncidentView> {
    const row = await this.dataSource.manager.findOneBy(IncidentEntity, { id });
    if (row === null) throw noSuchIncident();
    return incidentView(row);
  }

  /** Notes that the matter was settled elsewhere. Throws Problem `no-such-incident`, `incident-resolved`. */
  async dismiss(operator: SignedInUser, id: string, note: string): Promise<IncidentView> {
    await this.transactions.run(async (tx) => {
      const incident = await this.lockOpen(tx, id);
      const resolution = `${operator.username}: ${note}`;
      const resolved = { state: 'RESOLVED', resolvedAt: this.clock.now(), resolution } as const;
      await tx.update(IncidentEntity, { id: incident.id }, resolved);
    });
    return this.read(id);
  }

  /**
   * Sends the money back to the buyer; the incident is resolved when Alipay has done it. Throws Problem
   * `no-such-incident`, `incident-resolved`, `incident-without-money`.
   */
  async refund(operator: SignedInUser, id: string, note: string): Promise<IncidentView> {
    const refundId = await this.transactions.run(async (tx) => {
      const incident = await this.lockOpen(tx, id);
      const resolution = `${operator.username}: ${note}`;
      await tx.update(IncidentEntity, { id: incident.id }, { resolution });
      return this.write(tx, operator, incident, note);
    });
    if (refundId !== null) await this.runner.run(refundId);
    return this.read(id);
  }

  private async write(
    tx: EntityManager,
    operator: SignedInUser,
    incident: IncidentEntity,
    reason: string,
  ): Promise<string | null> {
    if (incident.reportedAmount === null || !incident.fingerprint.includes('|paid|')) {
      const detail = 'Alipay did not report money for this trade.';
      throw new Problem('conflict', 'incident-without-money', detail);
    }
    const now = this.clock.now();
    return this.refunds.insert(tx, {
      orderId: incident.orderId,
      // Its money was never booked to a payment, so no payment's sum may be charged with it.
      paymentId: null,
      incidentId: incident.id,
      outTradeNo: incident.outTradeNo,
      outRequestNo: `I${incident.id}`,
      amount: incident.reportedAmount,
      reason,
      origin: 'incident',
      restock: false,
      state: 'PROCESSING',
      requestedBy: operator.id,
      decidedBy: operator.id,
      fault: null,
      attempts: 0,
      nextCheckAt: now,
      createdAt: now,
      sentAt: null,
      endedAt: null,
    });
  }

  private async lockOpen(tx: EntityManager, id: string): Promise<IncidentEntity> {
    const lock = { mode: 'pessimistic_write' } as const;
    const incident = await tx.findOne(IncidentEntity, { where: { id }, lock });
    if (incident === null) throw noSuchIncident();
    if (incident.state === 'OPEN') return incident;
    throw new Problem('conflict', 'incident-resolved', 'The incident is resolved already.');
  }
}

function noSuchIncident(): Problem {
  return new Problem('not-found', 'no-such-incident', 'There is no such incident.');
}
