import { ID_PLACE, PLAIN_PLACE } from '../places.js';
import type { Value } from './rows.js';

/**
 * A value for each id, as an SQL expression and its parameters: `CASE id WHEN … THEN … END`. `place` is of the values'
 * kind.
 */
export function caseOf(
  place: string,
  values: readonly (readonly [id: string | number, value: Value])[],
): { readonly sql: string; readonly params: Value[] } {
  const branches = values.map(() => `WHEN ${ID_PLACE} THEN ${place}`).join(' ');
  return { sql: `CASE id ${branches} END`, params: values.flat() };
}

/** A column of several rows with a value for each, in the order of the rows; `place` is of the values' kind. */
export interface ColumnValues {
  readonly name: string;
  readonly place: string;
  readonly values: readonly Value[];
}

/** What an UPDATE of these rows sets, as an SQL expression and its parameters. */
export function setClause(
  ids: readonly string[],
  columns: readonly ColumnValues[],
): { readonly sql: string; readonly params: Value[] } {
  const parts = columns.map(({ name, ...column }) => ({ name, ...valueById(ids, column) }));
  return {
    sql: parts.map(({ name, sql }) => `${name} = ${sql}`).join(', '),
    params: parts.flatMap(({ params }) => params),
  };
}

/** {@link caseOf}; a value that all rows have needs no case, where it meets a column alone. */
export function valueById(
  ids: readonly string[],
  { place, values }: Pick<ColumnValues, 'place' | 'values'>,
): { readonly sql: string; readonly params: Value[] } {
  const [first = null] = values;
  if (values.every((value) => isSame(value, first))) return { sql: PLAIN_PLACE, params: [first] };
  return caseOf(
    place,
    ids.map((id, index) => [id, values[index] ?? null]),
  );
}

/** Whether two values are written alike. */
export function isSame(one: Value, other: Value): boolean {
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime();
  return one === other;
}
