import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of a state go by the time, and those of all states by the union of them. */
const up = [
  `ALTER TABLE refunds
    DROP KEY ix_refunds_state, ADD KEY ix_refunds_state (state, created_at, id)`,
  `ALTER TABLE incidents
    DROP KEY ix_incidents_state, ADD KEY ix_incidents_state (state, created_at, id)`,
  `ALTER TABLE webhook_deliveries
    DROP KEY ix_webhook_deliveries_pending,
    ADD KEY ix_webhook_deliveries_state (state, created_at, id)`,
  'ALTER TABLE bills ADD KEY ix_bills_list (day, id)',
];

const down = [
  'ALTER TABLE bills DROP KEY ix_bills_list',
  `ALTER TABLE webhook_deliveries
    DROP KEY ix_webhook_deliveries_state,
    ADD KEY ix_webhook_deliveries_pending (pending, created_at)`,
  'ALTER TABLE incidents DROP KEY ix_incidents_state, ADD KEY ix_incidents_state (state, id)',
  'ALTER TABLE refunds DROP KEY ix_refunds_state, ADD KEY ix_refunds_state (state, id)',
];

export class StateLists1798000003100 implements MigrationInterface {
  readonly name = 'StateLists1798000003100';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
