import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RefundDecision1795000000006 implements MigrationInterface {
  readonly name = 'RefundDecision1795000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE refunds ADD COLUMN decided_at DATETIME(3) NULL
       COMMENT 'when an operator approved or rejected it; NULL: it waited for nobody'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refunds DROP COLUMN decided_at');
  }
}
