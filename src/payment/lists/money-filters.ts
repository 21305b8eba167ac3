import type { Condition, KeysetList } from '../../database/keyset.js';
import { allOf, periodIs, stateList } from '../../database/state-lists.js';
import { amountRange, isOpen, periodOf } from '../../http/list-query.js';
import { fenToYuan } from '../../kernel/money.js';
import { INCIDENT_STATES } from '../model/incident.entity.js';
import { PAYMENT_STATES } from '../model/payment-states.js';
import { REFUND_STATES } from '../model/refund-states.js';
import type {
  IncidentExportQuery,
  PaymentExportQuery,
  RefundExportQuery,
} from './money-lists.dto.js';

const REFUNDS = { table: 'refunds', index: 'ix_refunds_state', states: REFUND_STATES };
const INCIDENTS = { table: 'incidents', index: 'ix_incidents_state', states: INCIDENT_STATES };

/** What a search led to; null: nobody searched. */
type Ids = readonly string[] | null;

/** How a list of refunds is read. Pure. */
export function refundListOf(query: RefundExportQuery, ids: Ids): KeysetList {
  const { state, from, to, waitsFor } = query;
  const fault = waitsFor === undefined ? [] : [{ sql: 'k.fault = ?', values: [waitsFor] }];
  const rest = [...sumIs(query), ...fault];
  return stateList(REFUNDS, { states: listed(state), ...periodOf(from, to), ids, rest });
}

/** How a list of incidents is read. Pure. */
export function incidentListOf(query: IncidentExportQuery, ids: Ids): KeysetList {
  const { state, kind, from, to } = query;
  const rest = kind === undefined ? [] : [{ sql: 'k.kind IN (?)', values: [listed(kind)] }];
  return stateList(INCIDENTS, { states: listed(state), ...periodOf(from, to), ids, rest });
}

/** How a list of payments is read: by the time at which they were paid where that is asked for, else by their ids. Pure. */
export function paymentListOf(query: PaymentExportQuery, ids: Ids): KeysetList {
  const states = listed(query.state);
  const paid = periodOf(query.paidFrom, query.paidTo);
  const rest = [...sumIs(query), ...waysOf(query)];
  if (ids !== null) {
    const wanted = [['0', ...ids]];
    const all = [{ sql: 'k.id IN (?)', values: wanted }, ...stateIs(states), ...rest];
    const branch = allOf([...all, ...periodIs('k.paid_at', paid)]);
    return { ...PLAIN, from: 'payments k', at: null, branches: [branch], rest: [] };
  }
  if (!isOpen(paid)) {
    const branches = [allOf(periodIs('k.paid_at', paid))];
    const from = 'payments k FORCE INDEX (ix_payments_paid_at)';
    return { ...PLAIN, from, at: 'k.paid_at', branches, rest: [...stateIs(states), ...rest] };
  }
  const wanted = states.length === 0 ? PAYMENT_STATES : states;
  const branches = wanted.map((state) => allOf(stateIs([state])));
  const from = 'payments k FORCE INDEX (ix_payments_state)';
  return { ...PLAIN, from, at: null, branches, rest };
}

const PLAIN = { joins: '', pick: 'k.id' } as const;

function listed(text: string | undefined): string[] {
  return text?.split(',') ?? [];
}

function stateIs(states: readonly string[]): Condition[] {
  return states.length === 0 ? [] : [{ sql: 'k.state IN (?)', values: [states] }];
}

function waysOf({ method, storefront }: PaymentExportQuery): Condition[] {
  return [
    ...(method === undefined ? [] : [{ sql: 'k.method = ?', values: [method] }]),
    ...(storefront === undefined ? [] : [{ sql: 'k.storefront = ?', values: [storefront] }]),
  ];
}

function sumIs(query: { readonly amountFrom?: string; readonly amountTo?: string }): Condition[] {
  const { from, to } = amountRange(query.amountFrom, query.amountTo);
  return [
    ...(from === null ? [] : [{ sql: 'k.amount >= ?', values: [fenToYuan(from)] }]),
    ...(to === null ? [] : [{ sql: 'k.amount <= ?', values: [fenToYuan(to)] }]),
  ];
}
