import type { EntityManager } from 'typeorm';

/** Does a part of a transaction: when it answers false, what it wrote is undone, and nothing else. Not within another. */
export async function undoUnless(
  tx: EntityManager,
  part: () => Promise<boolean>,
): Promise<boolean> {
  await tx.query('SAVEPOINT part');
  const stays = await part();
  await tx.query(stays ? 'RELEASE SAVEPOINT part' : 'ROLLBACK TO SAVEPOINT part');
  return stays;
}
