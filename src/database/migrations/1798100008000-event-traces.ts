import type { MigrationInterface, QueryRunner } from 'typeorm';

export class EventTraces1798100008000 implements MigrationInterface {
  readonly name = 'EventTraces1798100008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE outbox
       ADD COLUMN traceparent CHAR(55) CHARACTER SET ascii COLLATE ascii_bin NULL
         COMMENT 'the trace that the event belongs to (W3C), where traces are told of'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE outbox DROP COLUMN traceparent');
  }
}
