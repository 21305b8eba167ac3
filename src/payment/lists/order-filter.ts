import type { Condition, KeysetList } from '../../database/keyset.js';
import { allOf, periodIs } from '../../database/state-lists.js';
import { type AmountRange, isOpen, type Period } from '../../http/list-query.js';
import { fenToYuan } from '../../kernel/money.js';
import type { Storefront } from '../../orders/model/order-record.js';
import { ORDER_STATES, type OrderState } from '../../orders/model/order-states.js';

/** A mobile that is looked for by its last four characters, and by all its digits where those are known. */
export interface MobileSearch {
  readonly tail: string;
  readonly digits: string | null;
}

/** Which orders staff see; null and empty members do not restrict the list. */
export interface OrderFilter {
  readonly states: readonly OrderState[];
  readonly created: Period;
  readonly paid: Period;
  readonly amount: AmountRange;
  readonly storefront: Storefront | null;
  readonly userId: number | null;
  readonly mobile: MobileSearch | null;
  /** No others than these: what a number leads to, or what is in trouble. */
  readonly ids: readonly string[] | null;
}

/** A mobile as it is compared. */
const DIGITS = "RIGHT(REPLACE(REPLACE(k.mobile, '-', ''), '+', ''), 11)";

/**
 * MariaDB makes a join of a list that has more than 1,000 values (`in_predicate_conversion_threshold`), and this one would
 * begin with the whole table.
 */
const IDS_TOGETHER = 500;

/** What goes by the time at which orders were made. */
const BY_CREATION = { joins: '', at: 'k.created_at', pick: 'k.id' } as const;

/** That the mobile of an order `k` is the one that is looked for. Pure. */
export function mobileIs(mobile: MobileSearch): Condition {
  return allOf([ofTail(mobile), ...ofDigits(mobile)]);
}

/** How the list of a filter is read: by the index in which the fewest entries have to be looked at. Pure. */
export function orderListOf(filter: OrderFilter, now: Date): KeysetList {
  const { ids, mobile, userId } = filter;
  if (ids !== null) return byIds(filter, ids);
  if (mobile !== null) return byMobile(filter, mobile);
  if (userId !== null) return byUser(filter, userId);
  return isShorter(filter.paid, filter.created, now) ? byPaid(filter) : byCreated(filter);
}

function byIds(filter: OrderFilter, wanted: readonly string[]): KeysetList {
  const { states, created, userId, mobile } = filter;
  const sought = mobile === null ? [] : [mobileIs(mobile)];
  const others = [
    ...ofUser(userId),
    ...sought,
    ...ofStates('k', states),
    ...periodIs('k.created_at', created),
    ...common(filter, 'k'),
  ];
  // No order has the id 0.
  const parts = partsOf(['0', ...wanted], IDS_TOGETHER);
  const branches = parts.map((ids) => allOf([{ sql: 'k.id IN (?)', values: [ids] }, ...others]));
  return { ...BY_CREATION, from: 'orders k', branches, rest: [] };
}

function partsOf<Item>(items: readonly Item[], size: number): Item[][] {
  const count = Math.ceil(items.length / size);
  return Array.from({ length: count }, (_, part) => items.slice(part * size, (part + 1) * size));
}

function byMobile(filter: OrderFilter, mobile: MobileSearch): KeysetList {
  const { states, created, userId } = filter;
  return {
    ...BY_CREATION,
    from: 'orders k FORCE INDEX (ix_orders_mobile)',
    branches: [allOf([ofTail(mobile), ...periodIs('k.created_at', created)])],
    rest: [
      ...ofDigits(mobile),
      ...ofUser(userId),
      ...ofStates('k', states),
      ...common(filter, 'k'),
    ],
  };
}

/** A user's orders go by their ids, along indexes that lists of their own have. */
function byUser(filter: OrderFilter, userId: number): KeysetList {
  const { states, created } = filter;
  const branches =
    states.length === 0
      ? [allOf(ofUser(userId))]
      : states.map((state) => allOf([...ofUser(userId), ...ofStates('k', [state])]));
  const index = states.length === 0 ? 'ix_orders_user' : 'ix_orders_user_state';
  return {
    from: `orders k FORCE INDEX (${index})`,
    joins: '',
    at: null,
    pick: 'k.id',
    branches,
    rest: [...periodIs('k.created_at', created), ...common(filter, 'k')],
  };
}

/** The payment that paid an order bears the time at which it was paid. */
function byPaid(filter: OrderFilter): KeysetList {
  const { states, created, paid } = filter;
  return {
    from: 'payments k FORCE INDEX (ix_payments_paid_at)',
    joins: 'JOIN orders o ON o.id = k.order_id',
    at: 'k.paid_at',
    pick: 'o.id',
    branches: [allOf(periodIs('k.paid_at', paid))],
    rest: [
      { sql: 'k.applied_at IS NOT NULL', values: [] },
      ...ofStates('o', states),
      ...periodIs('o.created_at', created),
      ...common({ ...filter, paid: { from: null, to: null } }, 'o'),
    ],
  };
}

function byCreated(filter: OrderFilter): KeysetList {
  const states = filter.states.length === 0 ? ORDER_STATES : filter.states;
  const period = periodIs('k.created_at', filter.created);
  return {
    ...BY_CREATION,
    from: 'orders k FORCE INDEX (ix_orders_state)',
    branches: states.map((state) => allOf([...ofStates('k', [state]), ...period])),
    rest: common(filter, 'k'),
  };
}

/** What no source answers but the one of the time paid. */
function common(filter: OrderFilter, order: 'k' | 'o'): Condition[] {
  const { amount, storefront, paid } = filter;
  const [sum, shop] = [`${order}.payable`, `${order}.storefront`];
  return [
    ...(amount.from === null ? [] : [{ sql: `${sum} >= ?`, values: [fenToYuan(amount.from)] }]),
    ...(amount.to === null ? [] : [{ sql: `${sum} <= ?`, values: [fenToYuan(amount.to)] }]),
    ...(storefront === null ? [] : [{ sql: `${shop} = ?`, values: [storefront] }]),
    ...periodIs(`${order}.paid_at`, paid),
  ];
}

function ofStates(order: 'k' | 'o', states: readonly OrderState[]): Condition[] {
  const state = `${order}.state`;
  return states.length === 0 ? [] : [{ sql: `${state} IN (?)`, values: [states] }];
}

function ofTail({ tail }: MobileSearch): Condition {
  return { sql: 'k.mobile_tail = ?', values: [tail] };
}

function ofDigits({ digits }: MobileSearch): Condition[] {
  return digits === null ? [] : [{ sql: `${DIGITS} = ?`, values: [digits] }];
}

function ofUser(userId: number | null): Condition[] {
  return userId === null ? [] : [{ sql: 'k.user_id = ?', values: [userId] }];
}

/** Whether a period is the shorter one. What has no beginning began when time did, and what has no end ends now. */
function isShorter(one: Period, other: Period, now: Date): boolean {
  const length = (period: Period) =>
    isOpen(period) ? Infinity : (period.to ?? now).getTime() - (period.from?.getTime() ?? 0);
  return length(one) < length(other);
}
