import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { IncidentProposals, type LockedIncident } from './incident-proposals.service.js';
import { IncidentRefund } from './incident-refund.service.js';
import { IncidentTrace } from './incident-trace.service.js';
import { IncidentEntity } from '../model/incident.entity.js';
import { refuseBuyer } from '../model/own-orders.js';
import { type IncidentView, incidentView } from './incident-view.js';
import { Refunds } from '../refunds/refunds.service.js';

/** Why it was decided so: as the incident keeps it, and as the audit log does beside the name. */
interface Why {
  readonly resolution: string;
  readonly note: string;
  /** Who had proposed it, the user's id; whoever decides alone did so himself. */
  readonly proposedBy: number;
}

/** Lets operators look at money that is held, and decide about it: sent back, or settled elsewhere. */
@Injectable()
export class IncidentDecisions {
  constructor(
    @InjectRepository(IncidentEntity) private readonly incidents: Repository<IncidentEntity>,
    private readonly transactions: Transactions,
    private readonly money: IncidentRefund,
    private readonly proposals: IncidentProposals,
    private readonly refunds: Refunds,
    private readonly trace: IncidentTrace,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** One incident. Throws Problem `no-such-incident`. */
  async read(id: string): Promise<IncidentView> {
    const row = await this.incidents.findOneBy({ id });
    if (row === null) throw noSuchIncident();
    return incidentView(row);
  }

  /**
   * Notes that the matter was settled elsewhere; where four eyes are needed, that is proposed. Throws Problem
   * `no-such-incident`, `own-order`, `incident-resolved`, `incident-being-refunded`, `incident-decision-proposed`.
   */
  async dismiss(operator: SignedInUser, id: string, note: string): Promise<IncidentView> {
    await this.transactions.run(async (tx) => {
      const held = await this.lockFor(tx, operator, id);
      if (await this.money.isGoingBack(tx, held.incident)) throw beingRefunded();
      if (await this.proposals.isProposed(tx, operator, held, 'dismiss', note)) return;
      await this.resolve(tx, operator, held, alone(operator, note));
    });
    return this.read(id);
  }

  /**
   * Sends the money back to the buyer; the incident is resolved when Alipay has done it. Where four eyes are needed, that
   * is proposed. While it is under way, saying so again changes nothing; once Alipay has refused, it is tried anew. Throws
   * Problem `no-such-incident`, `own-order`, `incident-resolved`, `incident-without-money`, `incident-decision-proposed`.
   */
  async refund(operator: SignedInUser, id: string, note: string): Promise<IncidentView> {
    const refundId = await this.transactions.run(async (tx) => {
      const held = await this.lockFor(tx, operator, id);
      const isGoing = await this.money.isGoingBack(tx, held.incident);
      if (!isGoing && (await this.proposals.isProposed(tx, operator, held, 'refund', note))) {
        return null;
      }
      return this.sendBack(tx, operator, held, alone(operator, note));
    });
    if (refundId !== null) await this.refunds.tryNow(refundId);
    return this.read(id);
  }

  /**
   * Lets the decision of another person come true. Throws Problem `no-such-incident`, `own-order`, `incident-resolved`,
   * `no-incident-proposal`, `own-request`, and what the decision itself throws. The audit log keeps the approver's reason, or
   * the proposer's where there is none.
   */
  async approve(approver: SignedInUser, id: string, own?: string): Promise<IncidentView> {
    const refundId = await this.transactions.run(async (tx) => {
      const held = await this.lockFor(tx, approver, id);
      const { decision, by, reason } = await this.proposals.take(tx, approver, held.incident);
      const resolution = `${reason} (approved by ${approver.username})`;
      const why = { resolution, note: own ?? reason, proposedBy: by };
      if (decision === 'refund') return this.sendBack(tx, approver, held, why);
      await this.resolve(tx, approver, held, why);
      return null;
    });
    if (refundId !== null) await this.refunds.tryNow(refundId);
    return this.read(id);
  }

  /** Drops a decision that waits for a second person. Throws Problem `no-such-incident`, `incident-resolved`, `no-incident-proposal`. */
  async reject(user: SignedInUser, id: string, note: string): Promise<IncidentView> {
    await this.transactions.run(async (tx) => {
      await this.proposals.drop(tx, user, await this.lock(tx, id), note);
    });
    return this.read(id);
  }

  private async resolve(
    tx: EntityManager,
    operator: SignedInUser,
    { incident, booked }: LockedIncident,
    { resolution, note }: Why,
  ): Promise<void> {
    if (await this.money.isGoingBack(tx, incident)) throw beingRefunded();
    const resolved = { state: 'RESOLVED', resolvedAt: this.clock.now(), resolution } as const;
    await tx.getRepository(IncidentEntity).update({ id: incident.id }, resolved);
    await this.trace.tell(tx, operator, incident, booked.orderNo, 'dismissed');
    await this.trace.writeEntry(tx, operator, incident, 'dismiss', note);
  }

  private async sendBack(
    tx: EntityManager,
    operator: SignedInUser,
    { incident, booked }: LockedIncident,
    { resolution, note, proposedBy }: Why,
  ): Promise<string> {
    if (!(await this.money.isGoingBack(tx, incident))) {
      await tx.getRepository(IncidentEntity).update({ id: incident.id }, { resolution });
      await this.trace.tell(tx, operator, incident, booked.orderNo, 'refunding');
      await this.trace.writeEntry(tx, operator, incident, 'refund', note);
    }
    const by = { requestedBy: proposedBy, decidedBy: operator.id };
    return this.money.sendBack(tx, by, incident, booked);
  }

  /** {@link lock}, for somebody who decides about money that is not their own. Throws Problem `own-order`, too. */
  private async lockFor(
    tx: EntityManager,
    user: SignedInUser,
    id: string,
  ): Promise<LockedIncident> {
    const held = await this.lock(tx, id);
    refuseBuyer(user, held.booked.orders);
    return held;
  }

  /** Locks the order, the payment and the incident, in the order that holds everywhere. */
  private async lock(tx: EntityManager, id: string): Promise<LockedIncident> {
    const known = await tx.getRepository(IncidentEntity).findOneBy({ id });
    if (known === null) throw noSuchIncident();
    const booked = await this.money.lock(tx, known);
    return { booked, incident: await this.lockOpen(tx, known) };
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

function alone({ id, username }: SignedInUser, note: string): Why {
  return { resolution: `${username}: ${note}`, note, proposedBy: id };
}

/** The path names an incident that is not there. */
export function noSuchIncident(): Problem {
  return new Problem('no-such-incident');
}

function beingRefunded(): Problem {
  return new Problem('incident-being-refunded');
}
