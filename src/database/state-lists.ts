import type { Condition, KeysetList } from './keyset.js';

/** A table whose rows are listed by the time at which they were made, along an index of state, time and id. */
export interface StateTable {
  readonly table: string;
  readonly index: string;
  readonly states: readonly string[];
}

/** What a list of rows with states is restricted by; null and empty members do not restrict it. */
export interface StateFilter {
  readonly states: readonly string[];
  readonly from: Date | null;
  readonly to: Date | null;
  /** No others than these, a few. */
  readonly ids: readonly string[] | null;
  /** What each row is looked at for. */
  readonly rest: readonly Condition[];
}

/** How a list of rows with states is read. Pure. */
export function stateList({ table, index, states }: StateTable, filter: StateFilter): KeysetList {
  const shape = { joins: '', at: 'k.created_at', pick: 'k.id' } as const;
  const period = periodIs('k.created_at', filter);
  if (filter.ids !== null) {
    // No row has the id 0.
    const ids = { sql: 'k.id IN (?)', values: [['0', ...filter.ids]] };
    const wanted = filter.states.length === 0 ? [] : [stateIs(filter.states)];
    const branch = allOf([ids, ...wanted, ...period, ...filter.rest]);
    return { ...shape, from: `${table} k`, branches: [branch], rest: [] };
  }
  const wanted = filter.states.length === 0 ? states : filter.states;
  return {
    ...shape,
    from: `${table} k FORCE INDEX (${index})`,
    branches: wanted.map((state) => allOf([stateIs([state]), ...period])),
    rest: filter.rest,
  };
}

/** That a time lies in a period; null is open. Pure. */
export function periodIs(
  column: string,
  { from, to }: Pick<StateFilter, 'from' | 'to'>,
): Condition[] {
  return [
    ...(from === null ? [] : [{ sql: `${column} >= ?`, values: [from] }]),
    ...(to === null ? [] : [{ sql: `${column} < ?`, values: [to] }]),
  ];
}

/** All of some conditions; of none, whatever there is. Pure. */
export function allOf(conditions: readonly Condition[]): Condition {
  const sql = conditions.map((one) => one.sql).join(' AND ');
  return { sql: sql || 'TRUE', values: conditions.flatMap(({ values }) => [...values]) };
}

function stateIs(states: readonly string[]): Condition {
  return { sql: 'k.state IN (?)', values: [states] };
}
