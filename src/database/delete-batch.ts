import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';

/** Which rows go first, and how many at most. */
export interface Batch {
  /** A column of the table, rising. Without it the server takes those that it finds first. */
  readonly orderBy?: string;
  readonly limit: number;
}

/**
 * Deletes some of the rows that fit, so that no statement takes long or holds many locks; answers how many. The query
 * builder's DELETE knows no LIMIT.
 */
export async function deleteBatch<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  where: FindOptionsWhere<Entity>,
  { orderBy, limit }: Batch,
): Promise<number> {
  const query = manager.createQueryBuilder().delete().from(entity).where(where);
  const [statement, parameters] = query.getQueryAndParameters();
  const order = orderBy === undefined ? '' : ` ORDER BY ${orderBy}`;
  const { affectedRows }: { affectedRows: number } = await manager.query(
    `${statement}${order} LIMIT ${limit}`,
    parameters,
  );
  return affectedRows;
}
