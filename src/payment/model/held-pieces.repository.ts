import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Tells which orders' pieces refunds under way hold. */
@Injectable()
export class HeldPiecesRepository {
  /**
   * Whether a refund without an end is for pieces of an order that have not left the shop: they wait again when it fails.
   * The order's row is locked.
   */
  async isHeld(tx: EntityManager, orderId: string): Promise<boolean> {
    // Raw: a join of two tables whose rows name each other by id alone.
    const [row]: unknown[] = await tx.query(
      `SELECT 1 FROM refunds r JOIN refund_lines l ON l.refund_id = r.id
       WHERE r.order_id = ? AND r.state IN ('PROCESSING', 'UNKNOWN') AND l.unshipped_count > 0 LIMIT 1`,
      [orderId],
    );
    return row !== undefined;
  }
}
