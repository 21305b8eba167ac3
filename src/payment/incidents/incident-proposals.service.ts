import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { CLOCK, type Clock } from '../../kernel/clock.js';
import { Problem } from '../../kernel/problem.js';
import { type IncidentDecision, IncidentEntity } from '../model/incident.entity.js';
import { FourEyes } from '../settlement/four-eyes.service.js';
import { type Booked, IncidentRefund } from './incident-refund.service.js';
import { IncidentTrace } from './incident-trace.service.js';

/** An incident and what the books know of its money, locked. */
export interface LockedIncident {
  readonly incident: IncidentEntity;
  readonly booked: Booked;
}

/** A decision that waits for the consent of a second person. */
export interface Proposal {
  readonly decision: IncidentDecision;
  /** The user's id. */
  readonly by: number;
  /** Who, and why. */
  readonly reason: string;
}

const NONE = {
  proposedDecision: null,
  proposedBy: null,
  proposedAt: null,
  proposedReason: null,
} as const;

/** Keeps decisions about held money that need four eyes until a second person has said yes or no. */
@Injectable()
export class IncidentProposals {
  constructor(
    private readonly fourEyes: FourEyes,
    private readonly money: IncidentRefund,
    private readonly trace: IncidentTrace,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Whether a decision is only proposed, because so much money needs a second person; the same again by the same person
   * changes nothing. Throws Problem `incident-decision-proposed` when another one waits.
   */
  async isProposed(
    tx: EntityManager,
    user: SignedInUser,
    { incident, booked }: LockedIncident,
    decision: IncidentDecision,
    note: string,
  ): Promise<boolean> {
    const { id, proposedBy, proposedDecision } = incident;
    if (proposedBy === user.id && proposedDecision === decision) return true;
    if (proposedBy !== null) throw new Problem('incident-decision-proposed');
    const amount = await this.money.unexplained(tx, incident, booked);
    // Without money, no decision sends or keeps any.
    if (amount === 0 || !(await this.fourEyes.areNeeded(tx, user, incident, amount))) return false;
    const proposal = {
      proposedDecision: decision,
      proposedBy: user.id,
      proposedAt: this.clock.now(),
      proposedReason: `${user.username}: ${note}`,
    };
    await tx.update(IncidentEntity, { id }, proposal);
    await this.trace.tell(tx, user, incident, booked.orderNo, 'proposed');
    await this.trace.writeEntry(tx, user, incident, 'propose', note, {
      proposedDecision: decision,
    });
    return true;
  }

  /** Takes the decision that waits, so that it can be carried out. Throws Problem `no-incident-proposal`, `own-request`. */
  async take(
    tx: EntityManager,
    approver: SignedInUser,
    incident: IncidentEntity,
  ): Promise<Proposal> {
    const proposal = standing(incident);
    if (proposal.by === approver.id) throw new Problem('own-request');
    await tx.update(IncidentEntity, { id: incident.id }, NONE);
    return proposal;
  }

  /** Drops the decision that waits; its proposer may, too. Throws Problem `no-incident-proposal`. */
  async drop(
    tx: EntityManager,
    user: SignedInUser,
    { incident, booked }: LockedIncident,
    note: string,
  ): Promise<void> {
    const { decision } = standing(incident);
    await tx.update(IncidentEntity, { id: incident.id }, NONE);
    await this.trace.tell(tx, user, incident, booked.orderNo, 'proposal-rejected');
    await this.trace.writeEntry(tx, user, incident, 'reject', note, { proposedDecision: decision });
  }
}

function standing({ proposedDecision, proposedBy, proposedReason }: IncidentEntity): Proposal {
  if (proposedDecision === null || proposedBy === null) throw new Problem('no-incident-proposal');
  return { decision: proposedDecision, by: proposedBy, reason: proposedReason ?? '' };
}
