import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NoAnswer1796000000600 implements MigrationInterface {
  readonly name = 'NoAnswer1796000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE payments
         ADD COLUMN no_answer_why VARCHAR(100) NULL
           COMMENT 'why what Alipay last said to a question decided nothing: unverified, or its sub_code',
         ADD COLUMN no_answer_at DATETIME(3) NULL
           COMMENT 'when that was; later evidence of the trade is the answer'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE payments DROP COLUMN no_answer_why, DROP COLUMN no_answer_at');
  }
}
