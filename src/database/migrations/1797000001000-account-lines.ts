import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AccountLines1797000001000 implements MigrationInterface {
  readonly name = 'AccountLines1797000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE account_lines (
         bill_id BIGINT UNSIGNED NOT NULL,
         line_no INT UNSIGNED NOT NULL,
         flow_no VARCHAR(64) NOT NULL,
         trade_no VARCHAR(64) NOT NULL,
         out_trade_no VARCHAR(64) NOT NULL,
         kind VARCHAR(8) NOT NULL COMMENT 'payment, refund, fee, other',
         income DECIMAL(12,2) NOT NULL,
         outlay DECIMAL(12,2) NOT NULL,
         balance DECIMAL(14,2) NOT NULL COMMENT 'what the account had afterwards',
         happened_at DATETIME(3) NOT NULL,
         PRIMARY KEY (bill_id, line_no),
         KEY ix_account_lines_order (out_trade_no, kind),
         KEY ix_account_lines_trade (trade_no, kind)
       ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin`,
    );
    await runner.query(
      `ALTER TABLE bills ADD COLUMN account_sums LONGTEXT NULL
         COMMENT 'JSON, in fen: what came and went, and the balances before and after'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE bills DROP COLUMN account_sums');
    await runner.query('DROP TABLE account_lines');
  }
}
