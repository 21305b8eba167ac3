import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const up = [
  `CREATE TABLE webhook_endpoints (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    url VARCHAR(500) NOT NULL,
    types LONGTEXT NOT NULL COMMENT 'JSON list of event types',
    description VARCHAR(200) NOT NULL DEFAULT '',
    state VARCHAR(16) NOT NULL,
    pause_reason VARCHAR(16) NULL,
    paused_at DATETIME(3) NULL,
    failures INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'tries without a success since the last one',
    failing_since DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL
  ) ${TABLE}`,

  `CREATE TABLE webhook_secrets (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    endpoint_id INT UNSIGNED NOT NULL,
    secret VARCHAR(100) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NULL COMMENT 'NULL: the current one',
    KEY ix_webhook_secrets_endpoint (endpoint_id, id),
    CONSTRAINT fk_webhook_secrets_endpoint FOREIGN KEY (endpoint_id)
      REFERENCES webhook_endpoints (id) ON DELETE CASCADE
  ) ${TABLE}`,

  `CREATE TABLE webhook_deliveries (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    endpoint_id INT UNSIGNED NOT NULL,
    event_id CHAR(26) NOT NULL,
    type VARCHAR(40) NOT NULL,
    order_id BIGINT UNSIGNED NULL COMMENT 'its place is behind earlier ones of this order; NULL: in no order',
    origin VARCHAR(16) NOT NULL,
    state VARCHAR(16) NOT NULL,
    pending TINYINT(1) GENERATED ALWAYS AS (IF(state = 'PENDING', 1, NULL)) STORED,
    attempts INT UNSIGNED NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(3) NULL COMMENT 'NULL on a pending one: it waits for an earlier one',
    created_at DATETIME(3) NOT NULL,
    ended_at DATETIME(3) NULL,
    tries LONGTEXT NOT NULL COMMENT 'JSON list, the newest last',
    KEY ix_webhook_deliveries_due (endpoint_id, next_attempt_at),
    KEY ix_webhook_deliveries_order (endpoint_id, order_id, pending, id),
    KEY ix_webhook_deliveries_log (endpoint_id, id),
    KEY ix_webhook_deliveries_pending (pending, created_at),
    KEY ix_webhook_deliveries_ended (ended_at),
    CONSTRAINT fk_webhook_deliveries_endpoint FOREIGN KEY (endpoint_id)
      REFERENCES webhook_endpoints (id) ON DELETE CASCADE
  ) ${TABLE}`,

  // How an order's story finds its incidents.
  `ALTER TABLE incidents
    ADD KEY ix_incidents_out_trade_no (out_trade_no),
    ADD KEY ix_incidents_trade_no (trade_no),
    ADD KEY ix_incidents_order (order_id)`,
  'ALTER TABLE refunds ADD KEY ix_refunds_out_trade_no (out_trade_no)',
];

const down = [
  'ALTER TABLE refunds DROP KEY ix_refunds_out_trade_no',
  `ALTER TABLE incidents
    DROP KEY ix_incidents_out_trade_no,
    DROP KEY ix_incidents_trade_no,
    DROP KEY ix_incidents_order`,
  'DROP TABLE webhook_deliveries',
  'DROP TABLE webhook_secrets',
  'DROP TABLE webhook_endpoints',
];

export class Webhooks1795000000003 implements MigrationInterface {
  readonly name = 'Webhooks1795000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
