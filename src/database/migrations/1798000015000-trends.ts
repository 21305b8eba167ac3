import type { MigrationInterface, QueryRunner } from 'typeorm';

const up = [
  `ALTER TABLE hour_sums
     ADD COLUMN funnel LONGTEXT NULL
       COMMENT 'JSON: of the orders that were made in it, how many came how far; NULL: not made yet',
     ADD COLUMN refund_reasons LONGTEXT NULL
       COMMENT 'JSON: of its refunds, the reasons that most money went back for; NULL: not made yet'`,
  `CREATE TABLE queue_depths (
     at DATETIME(3) NOT NULL COMMENT 'the first instant of a quarter of an hour',
     queue VARCHAR(20) NOT NULL,
     depth INT UNSIGNED NOT NULL COMMENT 'the most that a worker saw waiting in it',
     PRIMARY KEY (at, queue)
   ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin
     COMMENT='how much work waited; for the overview alone, and gone after two days'`,
];

const down = [
  'DROP TABLE queue_depths',
  'ALTER TABLE hour_sums DROP COLUMN funnel, DROP COLUMN refund_reasons',
];

export class Trends1798000015000 implements MigrationInterface {
  readonly name = 'Trends1798000015000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
