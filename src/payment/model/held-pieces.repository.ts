import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { HeldPieces } from './held-pieces.js';

/** Tells which orders' pieces refunds under way and open cases hold. */
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

  /**
   * How many pieces open cases of an order hold, by the line's row. Those of money alone that wait for their first answer
   * are left out: as all requests, they give way to what is decided. The order's row is locked.
   */
  async ofCases(tx: EntityManager, orderId: string): Promise<HeldPieces> {
    // Raw: a join of tables whose rows name each other by id alone.
    const rows: { id: string; held: string }[] = await tx.query(
      `SELECT a.line_id AS id, SUM(COALESCE(a.received_count, a.count)) AS held
       FROM after_sales c JOIN after_sale_lines a ON a.after_sale_id = c.id
       LEFT JOIN refunds r ON r.id = c.refund_id
       WHERE c.order_id = ? AND (c.state IN ('AGREED', 'SENT_BACK', 'RECEIVED_BACK')
         OR (c.state = 'APPLIED' AND c.type = 'returnAndRefund')
         OR (c.state = 'REFUNDING' AND r.state = 'REQUESTED'))
       GROUP BY a.line_id`,
      [orderId],
    );
    return new Map(rows.map(({ id, held }) => [id, Number(held)]));
  }
}
