import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FourEyes1798000007000 implements MigrationInterface {
  readonly name = 'FourEyes1798000007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE refunds
         ADD COLUMN first_approved_by INT UNSIGNED NULL
           COMMENT 'who of the staff approved a customer''s request that waits for a second one',
         ADD COLUMN first_approved_at DATETIME(3) NULL`,
    );
    await runner.query(
      `ALTER TABLE incidents
         ADD COLUMN proposed_decision VARCHAR(16) NULL
           COMMENT 'refund or dismiss: what waits for the consent of a second person',
         ADD COLUMN proposed_by INT UNSIGNED NULL,
         ADD COLUMN proposed_at DATETIME(3) NULL,
         ADD COLUMN proposed_reason VARCHAR(500) NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE incidents DROP COLUMN proposed_decision, DROP COLUMN proposed_by,
         DROP COLUMN proposed_at, DROP COLUMN proposed_reason`,
    );
    await runner.query(
      'ALTER TABLE refunds DROP COLUMN first_approved_by, DROP COLUMN first_approved_at',
    );
  }
}
