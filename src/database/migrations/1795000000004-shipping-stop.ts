import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ShippingStop1795000000004 implements MigrationInterface {
  readonly name = 'ShippingStop1795000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE orders ADD COLUMN shipping_stopped_at DATETIME(3) NULL
       COMMENT 'since when the paid order is being refunded instead of shipped'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE orders DROP COLUMN shipping_stopped_at');
  }
}
