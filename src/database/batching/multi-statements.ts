import type { EntityManager } from 'typeorm';

/** Whether the connections of a manager take several statements in a packet (`DATABASE_MULTI_STATEMENTS`). */
export function takesSeveral({ connection }: EntityManager): boolean {
  const { extra } = connection.options as { readonly extra?: { multipleStatements?: boolean } };
  return extra?.multipleStatements === true;
}
