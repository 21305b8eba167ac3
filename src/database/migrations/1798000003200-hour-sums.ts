import type { MigrationInterface, QueryRunner } from 'typeorm';

export class HourSums1798000003200 implements MigrationInterface {
  readonly name = 'HourSums1798000003200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE hour_sums (
         hour DATETIME(3) NOT NULL PRIMARY KEY COMMENT 'its first instant; a day in China begins with an hour',
         orders INT UNSIGNED NOT NULL COMMENT 'that were made in it',
         paid_count INT UNSIGNED NOT NULL COMMENT 'payments, by when they were paid at Alipay',
         paid_amount DECIMAL(16,2) NOT NULL,
         refunded_count INT UNSIGNED NOT NULL COMMENT 'refunds, by when they were done',
         refunded_amount DECIMAL(16,2) NOT NULL,
         delays LONGTEXT NOT NULL
           COMMENT 'JSON: of its payments by the way in which they were learned of, how many within which time',
         computed_at DATETIME(3) NOT NULL
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
         COMMENT='sums for the overview, made anew from the rows again and again; they may be deleted at any time'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE hour_sums');
  }
}
