import type { MigrationInterface, QueryRunner } from 'typeorm';

export class BouncedRefunds1796000000203 implements MigrationInterface {
  readonly name = 'BouncedRefunds1796000000203';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE refunds ADD COLUMN bounced_at DATETIME(3) NULL
         COMMENT 'when Alipay told that the bank of the buyer did not take it; NULL: it did not tell so'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refunds DROP COLUMN bounced_at');
  }
}
