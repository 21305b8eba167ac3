import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RefundRefusals1796000000200 implements MigrationInterface {
  readonly name = 'RefundRefusals1796000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE refunds
         ADD COLUMN refusal VARCHAR(120) NULL
           COMMENT 'code in no table with which its last sending was refused; NULL: not refused so',
         ADD COLUMN refusals INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'how often in a row'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refunds DROP COLUMN refusals, DROP COLUMN refusal');
  }
}
