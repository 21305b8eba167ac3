import type { FreshDatabase } from './database.js';
import type { Statement } from './statements.js';

/** How a server reads one table of a statement. */
export interface TablePlan {
  readonly table: string | null;
  /** `ALL`: the whole table; `index`: the whole index. */
  readonly type: string | null;
  readonly key: string | null;
  readonly rows: number;
  readonly extra: string;
}

/** How a server reads the tables of a statement, in its own order. */
export async function plansOf(
  database: Pick<FreshDatabase, 'query'>,
  { sql, parameters }: Statement,
): Promise<TablePlan[]> {
  // MySQL draws a tree unless it is told otherwise; MariaDB passes over this comment.
  const rows = await database.query<{
    table: string | null;
    type: string | null;
    key: string | null;
    rows: string | null;
    Extra: string | null;
  }>(`EXPLAIN /*!80000 FORMAT = TRADITIONAL */ ${sql}`, parameters);
  return rows.map(({ table, type, key, rows: count, Extra }) => {
    return { table, type, key, rows: Number(count), extra: Extra ?? '' };
  });
}

/**
 * What is wrong with a plan for a table of any size: it reads a whole table or index, or sorts what it read. What a union
 * collected, or a list of so many ids led to, is small and may be sorted.
 */
export function faultsOf(plans: readonly TablePlan[]): string[] {
  return plans
    .filter(({ table }) => table !== null && !/^<(union|derived)/.test(table))
    .filter(({ type, extra }) => {
      return type === 'ALL' || type === 'index' || /filesort|temporary/.test(extra);
    })
    .map((plan) => JSON.stringify(plan));
}
