import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrderRefundSums1796000000100 implements MigrationInterface {
  readonly name = 'OrderRefundSums1796000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE orders
         ADD COLUMN refunded_amount DECIMAL(12,2) NOT NULL DEFAULT 0
           COMMENT 'what Alipay has sent back of the money that paid it',
         ADD COLUMN refund_reserved DECIMAL(12,2) NOT NULL DEFAULT 0
           COMMENT 'what is sent back of it or is about to be'`,
    );
    await runner.query(
      `UPDATE orders o JOIN payments p ON p.order_id = o.id AND p.applied_at IS NOT NULL
       SET o.refunded_amount = p.refunded_amount,
         o.refund_reserved = GREATEST(p.refund_reserved, p.refunded_amount)
       WHERE p.refunded_amount > 0 OR p.refund_reserved > 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE orders DROP COLUMN refund_reserved, DROP COLUMN refunded_amount',
    );
  }
}
