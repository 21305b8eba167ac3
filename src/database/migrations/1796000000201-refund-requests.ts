import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A customer's request holds nothing back any more: what is reserved for it is free again. */
const FREE_REQUESTED = `
  UPDATE payments p JOIN (
    SELECT payment_id, SUM(CASE WHEN state = 'REQUESTED' THEN 0 ELSE amount END) AS decided
      FROM refunds WHERE state IN ('REQUESTED', 'PROCESSING', 'UNKNOWN', 'SUCCEEDED')
      GROUP BY payment_id HAVING SUM(state = 'REQUESTED') > 0
  ) r ON r.payment_id = p.id
  SET p.refund_reserved = LEAST(p.amount, r.decided)`;

export class RefundRequests1796000000201 implements MigrationInterface {
  readonly name = 'RefundRequests1796000000201';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE refunds ADD COLUMN closed_reason VARCHAR(40) NULL
         COMMENT 'why a request that waited ended without a decision; NULL: it did not'`,
    );
    await runner.query(
      `ALTER TABLE orders ADD COLUMN refund_requested_at DATETIME(3) NULL
         COMMENT 'since when a customer asks for all that is left; NULL: nobody does'`,
    );
    await runner.query(FREE_REQUESTED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE orders DROP COLUMN refund_requested_at');
    await runner.query('ALTER TABLE refunds DROP COLUMN closed_reason');
  }
}
