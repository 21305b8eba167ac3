import type { DomainEvent } from '../../events/domain-events.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import type { EvidenceEntity } from '../model/evidence.entity.js';
import type { IncidentEntity } from '../model/incident.entity.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import type { RefundEntity } from '../model/refund.entity.js';
import { entriesOfEvent } from './event-entries.js';
import { entriesOfIncident, entriesOfOrder, entriesOfRefund } from './money-entries.js';
import type { TimelineEntry } from './timeline-entry.js';
import { entriesOfEvidence } from './report-entries.js';

/** All that is written down about an order or a trade. */
export interface TimelineMaterial {
  /** Null for a trade that belongs to no order here. */
  readonly order: OrderRecord | null;
  readonly payments: readonly PaymentEntity[];
  readonly events: readonly DomainEvent[];
  readonly evidence: readonly EvidenceEntity[];
  readonly refunds: readonly RefundEntity[];
  readonly incidents: readonly IncidentEntity[];
}

/** At the same instant what was said comes before what followed from it. */
const RANK: Readonly<Record<TimelineEntry['kind'], number>> = {
  order: 0,
  report: 1,
  incident: 2,
  event: 3,
  refund: 4,
};

/** What happened, in the order of time. Pure. */
export function entriesOf(material: TimelineMaterial): TimelineEntry[] {
  const announced = new Set(
    material.events.flatMap((event) =>
      event.type === 'payment.refund_requested' ? [event.data.refundId] : [],
    ),
  );
  const entries = [
    ...(material.order === null ? [] : entriesOfOrder(material.order)),
    ...material.evidence.flatMap((row) => entriesOfEvidence(row)),
    ...material.incidents.flatMap((row) => entriesOfIncident(row)),
    ...material.events.flatMap((event) => entriesOfEvent(event)),
    ...material.refunds.flatMap((row) => entriesOfRefund(row, announced.has(row.id))),
  ];
  return entries.toSorted(
    (one, other) => one.at.getTime() - other.at.getTime() || RANK[one.kind] - RANK[other.kind],
  );
}
