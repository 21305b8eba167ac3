import type { Condition, KeysetList } from '../../database/keyset.js';
import { allOf } from '../../database/state-lists.js';
import { waitingCaseSql } from '../model/waiting-cases.js';
import { AFTER_SALE_STATES, type AfterSaleState, type AfterSaleType } from './after-sale-states.js';

/** Which cases a list shows; null and empty members do not restrict it. */
export interface AfterSaleFilter {
  readonly userId: number | null;
  readonly orderNo: string | null;
  readonly type: AfterSaleType | null;
  readonly states: readonly AfterSaleState[];
  /** Only what staff has to look after now. */
  readonly needsAttentionAt: Date | null;
}

/** Cases that may wait for the staff. */
const OPEN: readonly AfterSaleState[] = ['APPLIED', 'AGREED', 'SENT_BACK', 'RECEIVED_BACK'];

/** Lists of cases go by their ids, which rise with the time. */
const BY_ID = { joins: '', at: null, pick: 'k.id' } as const;

/** How the list of a filter is read: along the cases of an order, of a user, or of each state. Pure. */
export function afterSaleListOf(filter: AfterSaleFilter): KeysetList {
  const { orderNo, userId } = filter;
  const states = ofStates(filter.states);
  if (orderNo !== null) {
    const sql = 'k.order_id = (SELECT id FROM orders WHERE order_no = ?)';
    return {
      ...BY_ID,
      from: 'after_sales k FORCE INDEX (ix_after_sales_order)',
      branches: [{ sql, values: [orderNo] }],
      rest: [...ofUser(userId), ...states, ...common(filter)],
    };
  }
  if (userId !== null) {
    return {
      ...BY_ID,
      from: 'after_sales k FORCE INDEX (ix_after_sales_user)',
      branches: [allOf(ofUser(userId))],
      rest: [...states, ...common(filter)],
    };
  }
  return {
    ...BY_ID,
    from: 'after_sales k FORCE INDEX (ix_after_sales_state)',
    branches: wantedOf(filter).map((state) => allOf(ofStates([state]))),
    rest: common(filter),
  };
}

/** The states whose cases are looked at. What waits is in an open one; of the others one branch shows that nothing does. */
function wantedOf({ states, needsAttentionAt }: AfterSaleFilter): readonly AfterSaleState[] {
  const named = states.length === 0 ? AFTER_SALE_STATES : states;
  if (needsAttentionAt === null) return named;
  const open = named.filter((state) => OPEN.includes(state));
  return open.length === 0 ? named.slice(0, 1) : open;
}

function common({ type, needsAttentionAt }: AfterSaleFilter): Condition[] {
  return [
    ...(type === null ? [] : [{ sql: 'k.type = ?', values: [type] }]),
    ...(needsAttentionAt === null ? [] : [{ sql: waitingCaseSql(), values: [needsAttentionAt] }]),
  ];
}

function ofStates(states: readonly AfterSaleState[]): Condition[] {
  return states.length === 0 ? [] : [{ sql: 'k.state IN (?)', values: [states] }];
}

function ofUser(userId: number | null): Condition[] {
  return userId === null ? [] : [{ sql: 'k.user_id = ?', values: [userId] }];
}
