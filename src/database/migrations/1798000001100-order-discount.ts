import type { MigrationInterface, QueryRunner } from 'typeorm';

export class OrderDiscount1798000001100 implements MigrationInterface {
  readonly name = 'OrderDiscount1798000001100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE orders ADD COLUMN discount DECIMAL(12,2) NOT NULL DEFAULT 0
         COMMENT 'what the shop took off before it was paid: payable = goods_amount + freight - discount'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE orders DROP COLUMN discount');
  }
}
