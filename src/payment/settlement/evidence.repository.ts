import type { EntityManager } from 'typeorm';
import type { EvidenceEntity } from '../model/evidence.entity.js';

/** What tells whether the next thing that is said of a trade is new. */
export type NewestEvidence = Pick<EvidenceEntity, 'id' | 'outTradeNo' | 'digest'>;

/** Counts rows as said once more. */
export async function countRepeats(
  tx: EntityManager,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  // Raw: hot; every question about an unpaid order that changes nothing is counted so, a batch by one statement.
  const statement =
    'UPDATE payment_evidence SET repeats = repeats + 1, last_received_at = ? WHERE id IN (?)';
  await tx.query(statement, [at, ids]);
}

/** What was last said about trades, by `out_trade_no`. */
export async function readNewest(
  tx: EntityManager,
  outTradeNos: readonly string[],
): Promise<Map<string, NewestEvidence>> {
  // Raw: hot; each notify and each answer asks it, joined with the statements beside it.
  const rows: NewestEvidence[] = await tx.query(
    `SELECT id, out_trade_no AS outTradeNo, digest FROM payment_evidence WHERE id IN (
       SELECT MAX(id) FROM payment_evidence WHERE out_trade_no IN (?) GROUP BY out_trade_no)`,
    [outTradeNos],
  );
  return new Map(rows.map((row) => [row.outTradeNo, row]));
}
