import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const up = [
  `CREATE TABLE bills (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    day CHAR(10) NOT NULL COMMENT 'of which it tells, in China time',
    type VARCHAR(16) NOT NULL,
    state VARCHAR(16) NOT NULL,
    next_check_at DATETIME(3) NULL COMMENT 'when the worker must look at it; NULL: nothing is due',
    held_until DATETIME(3) NULL COMMENT 'so long a process is at work on it',
    attempts INT UNSIGNED NOT NULL DEFAULT 0,
    account VARCHAR(40) NULL,
    file_sha256 CHAR(64) NULL,
    lines_digest CHAR(64) NULL COMMENT 'the same bill made once more has another file and the same lines',
    sums LONGTEXT NULL COMMENT 'JSON, in fen: counts and sums of its lines, which are those of its footer',
    ignored LONGTEXT NULL COMMENT 'JSON, in fen: lines of other systems that are known of',
    fault VARCHAR(500) NULL COMMENT 'why it is broken, or why it is not there yet',
    created_at DATETIME(3) NOT NULL,
    fetched_at DATETIME(3) NULL,
    matched_at DATETIME(3) NULL,
    UNIQUE KEY uq_bills_day (type, day),
    KEY ix_bills_due (next_check_at),
    KEY ix_bills_state (state, id)
  ) ${TABLE}`,

  // Written a thousand rows at a time, read by ranges of a bill's lines and by the trade.
  `CREATE TABLE bill_lines (
    bill_id BIGINT UNSIGNED NOT NULL,
    line_no INT UNSIGNED NOT NULL,
    kind VARCHAR(8) NOT NULL,
    trade_no VARCHAR(64) NOT NULL,
    out_trade_no VARCHAR(64) NOT NULL,
    request_no VARCHAR(64) NOT NULL,
    amount DECIMAL(12,2) NOT NULL,
    receipt DECIMAL(12,2) NOT NULL,
    fee DECIMAL(12,2) NOT NULL COMMENT 'kept by Alipay; below 0: given back',
    royalty DECIMAL(12,2) NOT NULL,
    finished_at DATETIME(3) NOT NULL,
    PRIMARY KEY (bill_id, line_no),
    KEY ix_bill_lines_trade (out_trade_no, kind)
  ) ${TABLE}`,

  `CREATE TABLE discrepancies (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    day CHAR(10) NOT NULL,
    type VARCHAR(16) NOT NULL,
    kind VARCHAR(32) NOT NULL,
    fingerprint CHAR(64) NOT NULL COMMENT 'the same difference found again is the same row',
    state VARCHAR(16) NOT NULL,
    grave TINYINT(1) NOT NULL DEFAULT 0 COMMENT 'Alipay does not know what we call done',
    out_trade_no VARCHAR(64) NOT NULL,
    trade_no VARCHAR(64) NULL,
    request_no VARCHAR(64) NULL,
    bill_amount DECIMAL(12,2) NULL,
    our_amount DECIMAL(12,2) NULL,
    order_id BIGINT UNSIGNED NULL,
    payment_id BIGINT UNSIGNED NULL,
    refund_id BIGINT UNSIGNED NULL,
    incident_id BIGINT UNSIGNED NULL,
    happened_at DATETIME(3) NULL COMMENT 'by the bill, or else by our books',
    done VARCHAR(500) NULL COMMENT 'what was done about it',
    attempts INT UNSIGNED NOT NULL DEFAULT 0,
    next_check_at DATETIME(3) NULL COMMENT 'when healing is tried; NULL: a person decides',
    created_at DATETIME(3) NOT NULL,
    ended_at DATETIME(3) NULL,
    ended_by INT UNSIGNED NULL,
    UNIQUE KEY uq_discrepancies_fingerprint (fingerprint),
    KEY ix_discrepancies_state (state, id),
    KEY ix_discrepancies_day (day, id),
    KEY ix_discrepancies_due (next_check_at)
  ) ${TABLE}`,

  `ALTER TABLE payments
    ADD COLUMN alipay_fee DECIMAL(12,2) NULL COMMENT 'what Alipay kept, by its bill',
    ADD KEY ix_payments_paid_at (paid_at)`,

  `ALTER TABLE refunds
    ADD COLUMN alipay_fee DECIMAL(12,2) NULL COMMENT 'what Alipay kept, by its bill; below 0: gave back',
    ADD KEY ix_refunds_ended_at (ended_at)`,
];

const down = [
  'ALTER TABLE refunds DROP KEY ix_refunds_ended_at, DROP COLUMN alipay_fee',
  'ALTER TABLE payments DROP KEY ix_payments_paid_at, DROP COLUMN alipay_fee',
  'DROP TABLE discrepancies',
  'DROP TABLE bill_lines',
  'DROP TABLE bills',
];

export class Bills1797000000000 implements MigrationInterface {
  readonly name = 'Bills1797000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
