import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Tells which orders' pieces refunds under way hold. */
@Injectable()
export class HeldPiecesRepository {
  /**
   * Whether a refund without an end is for pieces of an order that are shipped and have not left: they wait again when it
   * fails. What needs no shipping never waits. The order's row is locked.
   */
  async isHeld(tx: EntityManager, orderId: string): Promise<boolean> {
    // Raw: a join of tables whose rows name each other by id alone.
    const [row]: unknown[] = await tx.query(
      `SELECT 1 FROM refunds r JOIN refund_lines l ON l.refund_id = r.id
         JOIN order_lines o ON o.id = l.line_id AND o.requires_shipping = 1
       WHERE r.order_id = ? AND r.state IN ('PROCESSING', 'UNKNOWN') AND l.unshipped_count > 0 LIMIT 1`,
      [orderId],
    );
    return row !== undefined;
  }
}
