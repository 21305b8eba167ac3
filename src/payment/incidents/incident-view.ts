import { yuanOrNull } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import type { IncidentEntity } from '../model/incident.entity.js';

/** An incident on the wire. */
export interface IncidentView {
  readonly id: string;
  readonly kind: string;
  readonly state: 'OPEN' | 'RESOLVED';
  readonly outTradeNo: string;
  readonly tradeNo: string | null;
  readonly expectedAmount: string | null;
  readonly reportedAmount: string | null;
  readonly detail: string;
  readonly createdAt: string;
  readonly resolvedAt: string | null;
  readonly resolution: string | null;
}

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
  };
}
