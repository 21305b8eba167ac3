import type { EntityManager } from 'typeorm';

/**
 * How many unpaid orders buyers have, by user. Their rows are locked until the transaction ends, so that no two
 * transactions count at once. The count is a statement of its own: it sees what was committed while the lock was waited for.
 */
export async function countUnpaid(
  tx: EntityManager,
  userIds: readonly number[],
): Promise<Map<number, number>> {
  const ids = [...new Set(userIds)].toSorted((one, other) => one - other);
  const [, rows]: [unknown, { userId: number; unpaid: string }[]] = await Promise.all([
    tx.query('SELECT id FROM users WHERE id IN (?) ORDER BY id FOR UPDATE', [ids]),
    tx.query(
      `SELECT user_id AS userId, COUNT(*) AS unpaid FROM orders
       WHERE user_id IN (?) AND state = 'PENDING_PAYMENT' GROUP BY user_id`,
      [ids],
    ),
  ]);
  return new Map(rows.map(({ userId, unpaid }) => [userId, Number(unpaid)]));
}
