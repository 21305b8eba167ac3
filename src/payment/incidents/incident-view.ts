import { ApiSchema } from '@nestjs/swagger';
import {
  ApiInstant,
  ApiOneOf,
  ApiPart,
  ApiText,
  ApiYuan,
  pageOfClass,
} from '../../http/openapi/api-members.js';
import { yuanOrNull } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { Language } from '../../kernel/words.js';
import {
  INCIDENT_DECISIONS,
  INCIDENT_KINDS,
  type IncidentDecision,
  INCIDENT_STATES,
  type IncidentEntity,
  type IncidentKind,
  type IncidentState,
} from '../model/incident.entity.js';
import { incidentDetail } from '../model/incident-words.js';

/** A decision that waits for the consent of a second person, on the wire. */
@ApiSchema({ name: 'IncidentProposal' })
export class IncidentProposalView {
  @ApiOneOf('IncidentDecision', INCIDENT_DECISIONS) readonly decision!: IncidentDecision;
  @ApiText({ description: 'Whose proposal it is: nobody approves their own' })
  readonly proposedBy!: string;
  @ApiText({ description: 'Who proposed it, and why' }) readonly reason!: string;
  @ApiInstant() readonly proposedAt!: string;
}

/** An incident on the wire. */
@ApiSchema({ name: 'Incident' })
export class IncidentView {
  @ApiText() readonly id!: string;
  @ApiOneOf('IncidentKind', INCIDENT_KINDS) readonly kind!: IncidentKind;
  @ApiOneOf('IncidentState', INCIDENT_STATES) readonly state!: IncidentState;
  @ApiText() readonly outTradeNo!: string;
  @ApiText({ nullable: true }) readonly tradeNo!: string | null;
  @ApiYuan({ nullable: true }) readonly expectedAmount!: string | null;
  @ApiYuan({ nullable: true }) readonly reportedAmount!: string | null;
  @ApiText() readonly detail!: string;
  @ApiInstant() readonly createdAt!: string;
  @ApiInstant({ nullable: true }) readonly resolvedAt!: string | null;
  @ApiText({ nullable: true, description: 'What a person decided, or how it ended by itself' })
  readonly resolution!: string | null;
  @ApiPart(() => IncidentProposalView, {
    nullable: true,
    description: 'What waits for the consent of another person, from `APPROVE_FROM` yuan on',
  })
  readonly proposal!: IncidentProposalView | null;
}

/** A part of a list of incidents, on the wire. */
export const IncidentPage = pageOfClass('IncidentPage', IncidentView);

/** An incident for operators. Pure. */
export function incidentView(row: IncidentEntity): IncidentView {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    outTradeNo: row.outTradeNo,
    tradeNo: row.tradeNo,
    expectedAmount: yuanOrNull(row.expectedAmount),
    reportedAmount: yuanOrNull(row.reportedAmount),
    detail: row.detail,
    createdAt: toRfc3339(row.createdAt),
    resolvedAt: row.resolvedAt === null ? null : toRfc3339(row.resolvedAt),
    resolution: row.resolution,
    proposal: proposalView(row),
  };
}

function proposalView({
  proposedDecision: decision,
  proposedReason,
  proposedAt,
  state,
}: IncidentEntity): IncidentProposalView | null {
  if (state !== 'OPEN' || decision === null || proposedAt === null) return null;
  const reason = proposedReason ?? '';
  return { decision, proposedBy: proposerOf(reason), reason, proposedAt: toRfc3339(proposedAt) };
}

/** A proposal's reason begins with the user name, which has no colon. Pure. */
function proposerOf(reason: string): string {
  return reason.slice(0, Math.max(0, reason.indexOf(':')));
}

/** An incident whose sentence is told in a language. Pure. */
export function incidentIn(view: IncidentView, language: Language): IncidentView {
  return { ...view, detail: incidentDetail(view)[language] };
}
