import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DepositBackChecks1798000005000 implements MigrationInterface {
  readonly name = 'DepositBackChecks1798000005000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE refunds
         ADD COLUMN deposit_back_check_at DATETIME(3) NULL
           COMMENT 'when Alipay is asked how the bank of the buyer took it; NULL: nothing more is to be heard',
         ADD KEY ix_refunds_deposit_back (deposit_back_check_at)`,
    );
    // What was done in the weeks before is asked about as what comes after.
    await runner.query(
      `UPDATE refunds SET deposit_back_check_at = ended_at + INTERVAL 2 DAY
       WHERE state = 'SUCCEEDED' AND origin <> 'alipay-console' AND bounced_at IS NULL
         AND ended_at > UTC_TIMESTAMP(3) - INTERVAL 16 DAY`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refunds DROP COLUMN deposit_back_check_at');
  }
}
