import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Payments of before are asked about over the next hours, not all at once. */
const SPREAD_OVER_SECONDS = 14_400;

export class PaidPayments1796000000202 implements MigrationInterface {
  readonly name = 'PaidPayments1796000000202';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE payments
         ADD COLUMN answered_at DATETIME(3) NULL
           COMMENT 'when the last question about it was asked that Alipay answered after it was paid',
         ADD COLUMN recheck_at DATETIME(3) NULL
           COMMENT 'when a paid payment is asked about again; NULL: not any more',
         ADD KEY ix_payments_recheck_at (recheck_at)`,
    );
    await runner.query(
      `UPDATE payments
         SET recheck_at = TIMESTAMPADD(SECOND, id % ${SPREAD_OVER_SECONDS}, UTC_TIMESTAMP(3))
       WHERE state IN ('SUCCEEDED', 'PARTLY_REFUNDED')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE payments DROP KEY ix_payments_recheck_at, DROP COLUMN recheck_at,
         DROP COLUMN answered_at`,
    );
  }
}
