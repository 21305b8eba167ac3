import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const up = [
  `CREATE TABLE refunds (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id BIGINT UNSIGNED NULL COMMENT 'NULL: money of a trade that nobody here knows',
    payment_id BIGINT UNSIGNED NULL,
    incident_id BIGINT UNSIGNED NULL,
    out_trade_no VARCHAR(64) NOT NULL,
    out_request_no VARCHAR(64) NOT NULL COMMENT 'made before the first call, never changed',
    amount DECIMAL(12,2) NOT NULL,
    reason VARCHAR(200) NOT NULL,
    origin VARCHAR(20) NOT NULL,
    restock TINYINT(1) NOT NULL,
    state VARCHAR(20) NOT NULL,
    requested_by INT UNSIGNED NULL,
    decided_by INT UNSIGNED NULL,
    fault VARCHAR(120) NULL COMMENT 'why it waits or failed: the sub_code or what was missing',
    attempts INT UNSIGNED NOT NULL DEFAULT 0,
    next_check_at DATETIME(3) NULL,
    created_at DATETIME(3) NOT NULL,
    sent_at DATETIME(3) NULL,
    ended_at DATETIME(3) NULL,
    UNIQUE KEY uq_refunds_out_request_no (out_request_no),
    KEY ix_refunds_order (order_id, id),
    KEY ix_refunds_payment (payment_id, id),
    KEY ix_refunds_due (next_check_at),
    KEY ix_refunds_state (state, id),
    CONSTRAINT fk_refunds_order FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT fk_refunds_payment FOREIGN KEY (payment_id) REFERENCES payments (id),
    CONSTRAINT ck_refunds_amount CHECK (amount > 0)
  ) ${TABLE}`,

  `ALTER TABLE payments
    ADD COLUMN refund_reserved DECIMAL(12,2) NOT NULL DEFAULT 0
      COMMENT 'sum of refunds that are asked for, under way or done' AFTER refunded_amount,
    ADD CONSTRAINT ck_payments_refund_reserved CHECK (refund_reserved <= amount)`,
];

const down = [
  `ALTER TABLE payments
    DROP CONSTRAINT ck_payments_refund_reserved,
    DROP COLUMN refund_reserved`,
  'DROP TABLE refunds',
];

export class Refunds1795000000002 implements MigrationInterface {
  readonly name = 'Refunds1795000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
