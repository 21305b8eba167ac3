import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EvidenceChecks1795000000005 implements MigrationInterface {
  readonly name = 'EvidenceChecks1795000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE payment_evidence ADD COLUMN checks VARCHAR(1000) NOT NULL DEFAULT '{}'
       COMMENT 'JSON: the verdict of each check by its name; empty in rows that are older than this column'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payment_evidence DROP COLUMN checks');
  }
}
