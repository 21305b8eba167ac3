import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const statements = [
  `CREATE TABLE users (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    username VARCHAR(64) COLLATE utf8mb4_general_ci NOT NULL,
    password_hash VARCHAR(255) NULL,
    role VARCHAR(16) NOT NULL,
    external_subject VARCHAR(255) NULL,
    created_at DATETIME(3) NOT NULL,
    UNIQUE KEY uq_users_username (username),
    UNIQUE KEY uq_users_external_subject (external_subject)
  ) ${TABLE}`,

  `CREATE TABLE skus (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    price DECIMAL(12,2) NOT NULL,
    stock INT NULL COMMENT 'NULL: without limit',
    sales INT NOT NULL DEFAULT 0,
    picture VARCHAR(500) NOT NULL DEFAULT '',
    attributes LONGTEXT NOT NULL COMMENT 'JSON list of {name, value}',
    requires_shipping TINYINT(1) NOT NULL,
    active TINYINT(1) NOT NULL DEFAULT 1,
    created_at DATETIME(3) NOT NULL,
    updated_at DATETIME(3) NOT NULL,
    KEY ix_skus_active (active, id),
    CONSTRAINT ck_skus_stock CHECK (stock IS NULL OR stock >= 0),
    CONSTRAINT ck_skus_price CHECK (price > 0)
  ) ${TABLE}`,

  `CREATE TABLE addresses (
    id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT UNSIGNED NOT NULL,
    tag VARCHAR(20) NOT NULL,
    receiver VARCHAR(50) NOT NULL,
    mobile VARCHAR(20) NOT NULL,
    province VARCHAR(50) NOT NULL,
    city VARCHAR(50) NOT NULL,
    district VARCHAR(50) NOT NULL,
    detail VARCHAR(200) NOT NULL,
    is_default TINYINT(1) NOT NULL DEFAULT 0,
    created_at DATETIME(3) NOT NULL,
    deleted_at DATETIME(3) NULL,
    KEY ix_addresses_user (user_id, deleted_at, id),
    CONSTRAINT fk_addresses_user FOREIGN KEY (user_id) REFERENCES users (id)
  ) ${TABLE}`,

  `CREATE TABLE orders (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_no VARCHAR(32) NOT NULL,
    request_id CHAR(26) NULL COMMENT 'the wish that made it: expressed twice, it is the same order',
    user_id INT UNSIGNED NOT NULL,
    state VARCHAR(20) NOT NULL,
    storefront VARCHAR(20) NOT NULL COMMENT 'native, or the old front end through which it came',
    goods_amount DECIMAL(12,2) NOT NULL,
    freight DECIMAL(12,2) NOT NULL,
    payable DECIMAL(12,2) NOT NULL,
    total_count INT UNSIGNED NOT NULL,
    requires_shipping TINYINT(1) NOT NULL,
    address LONGTEXT NULL COMMENT 'JSON snapshot of that moment',
    remark VARCHAR(200) NOT NULL DEFAULT '',
    carrier VARCHAR(50) NULL,
    tracking_number VARCHAR(64) NULL,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL,
    cancel_requested_at DATETIME(3) NULL,
    cancel_requested_by VARCHAR(16) NULL,
    paid_at DATETIME(3) NULL,
    shipped_at DATETIME(3) NULL,
    received_at DATETIME(3) NULL,
    completed_at DATETIME(3) NULL,
    closed_at DATETIME(3) NULL,
    refunded_at DATETIME(3) NULL,
    next_check_at DATETIME(3) NULL COMMENT 'when the worker must look at it; NULL: nothing is due',
    check_attempts INT UNSIGNED NOT NULL DEFAULT 0,
    UNIQUE KEY uq_orders_order_no (order_no),
    UNIQUE KEY uq_orders_request (request_id),
    KEY ix_orders_user (user_id, id),
    KEY ix_orders_user_state (user_id, state, id),
    KEY ix_orders_due (next_check_at),
    KEY ix_orders_state_expiry (state, expires_at),
    CONSTRAINT fk_orders_user FOREIGN KEY (user_id) REFERENCES users (id)
  ) ${TABLE}`,

  `CREATE TABLE order_lines (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id BIGINT UNSIGNED NOT NULL,
    sku_id INT UNSIGNED NOT NULL,
    name VARCHAR(200) NOT NULL,
    picture VARCHAR(500) NOT NULL,
    attributes LONGTEXT NOT NULL,
    requires_shipping TINYINT(1) NOT NULL,
    price DECIMAL(12,2) NOT NULL,
    count INT UNSIGNED NOT NULL,
    amount DECIMAL(12,2) NOT NULL,
    KEY ix_order_lines_order (order_id),
    KEY ix_order_lines_sku (sku_id),
    CONSTRAINT fk_order_lines_order FOREIGN KEY (order_id) REFERENCES orders (id)
  ) ${TABLE}`,

  `CREATE TABLE payments (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id BIGINT UNSIGNED NOT NULL,
    attempt SMALLINT UNSIGNED NOT NULL,
    provider VARCHAR(16) NOT NULL,
    out_trade_no VARCHAR(64) NOT NULL,
    trade_no VARCHAR(64) NULL,
    method VARCHAR(8) NOT NULL,
    storefront VARCHAR(20) NOT NULL,
    subject VARCHAR(256) NOT NULL,
    state VARCHAR(20) NOT NULL,
    amount DECIMAL(12,2) NOT NULL,
    refunded_amount DECIMAL(12,2) NOT NULL DEFAULT 0,
    created_at DATETIME(3) NOT NULL,
    expires_at DATETIME(3) NOT NULL COMMENT 'time_expire of its links',
    link_given_at DATETIME(3) NULL,
    paid_at DATETIME(3) NULL,
    recorded_at DATETIME(3) NULL COMMENT 'when we booked the money',
    applied_at DATETIME(3) NULL COMMENT 'when it paid its order; NULL on a paid payment: it could not be used',
    asked_at DATETIME(3) NULL COMMENT 'when Alipay was last asked on behalf of an anonymous visitor',
    closed_at DATETIME(3) NULL,
    UNIQUE KEY uq_payments_out_trade_no (out_trade_no),
    UNIQUE KEY uq_payments_trade_no (trade_no),
    UNIQUE KEY uq_payments_attempt (order_id, attempt),
    KEY ix_payments_state (state, id),
    CONSTRAINT fk_payments_order FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT ck_payments_refunded CHECK (refunded_amount <= amount)
  ) ${TABLE}`,

  `CREATE TABLE payment_evidence (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    payment_id BIGINT UNSIGNED NULL,
    out_trade_no VARCHAR(64) NOT NULL,
    source VARCHAR(16) NOT NULL,
    status VARCHAR(20) NOT NULL,
    verdict VARCHAR(32) NOT NULL,
    changed LONGTEXT NOT NULL COMMENT 'JSON: what it changed here',
    report LONGTEXT NOT NULL COMMENT 'JSON, buyer data redacted',
    digest CHAR(64) NOT NULL COMMENT 'the same statement again raises repeats instead of adding a row',
    repeats INT UNSIGNED NOT NULL DEFAULT 0,
    received_at DATETIME(3) NOT NULL,
    last_received_at DATETIME(3) NOT NULL,
    KEY ix_payment_evidence_payment (payment_id, id),
    KEY ix_payment_evidence_trade (out_trade_no, id)
  ) ${TABLE}`,

  `CREATE TABLE incidents (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind VARCHAR(32) NOT NULL,
    fingerprint VARCHAR(200) NOT NULL COMMENT 'the same trouble reported again is the same incident',
    state VARCHAR(16) NOT NULL,
    out_trade_no VARCHAR(64) NOT NULL,
    trade_no VARCHAR(64) NULL,
    order_id BIGINT UNSIGNED NULL,
    payment_id BIGINT UNSIGNED NULL,
    expected_amount DECIMAL(12,2) NULL,
    reported_amount DECIMAL(12,2) NULL,
    evidence_id BIGINT UNSIGNED NULL,
    detail VARCHAR(500) NOT NULL,
    created_at DATETIME(3) NOT NULL,
    resolved_at DATETIME(3) NULL,
    resolution VARCHAR(500) NULL,
    UNIQUE KEY uq_incidents_fingerprint (fingerprint),
    KEY ix_incidents_state (state, id)
  ) ${TABLE}`,

  `CREATE TABLE outbox (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    event_id CHAR(26) NOT NULL,
    type VARCHAR(40) NOT NULL,
    order_id BIGINT UNSIGNED NULL COMMENT 'NULL: money that belongs to no order here',
    payment_id BIGINT UNSIGNED NULL,
    version INT UNSIGNED NOT NULL,
    data LONGTEXT NOT NULL,
    occurred_at DATETIME(3) NOT NULL,
    relayed_at DATETIME(3) NULL,
    pending TINYINT(1) GENERATED ALWAYS AS (IF(relayed_at IS NULL, 1, NULL)) STORED,
    attempts INT UNSIGNED NOT NULL DEFAULT 0,
    next_attempt_at DATETIME(3) NOT NULL,
    last_error VARCHAR(500) NULL,
    UNIQUE KEY uq_outbox_event_id (event_id),
    KEY ix_outbox_pending (pending, id),
    KEY ix_outbox_order (order_id, id)
  ) ${TABLE}`,

  `CREATE TABLE event_inbox (
    handler VARCHAR(64) NOT NULL,
    event_id CHAR(26) NOT NULL,
    handled_at DATETIME(3) NOT NULL,
    PRIMARY KEY (handler, event_id)
  ) ${TABLE}`,

  `CREATE TABLE idempotency_keys (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    scope VARCHAR(64) NOT NULL COMMENT 'user:<id>',
    idempotency_key VARCHAR(255) NOT NULL,
    route VARCHAR(120) NOT NULL,
    body_hash CHAR(64) NOT NULL,
    status SMALLINT UNSIGNED NOT NULL,
    answer LONGTEXT NOT NULL,
    created_at DATETIME(3) NOT NULL,
    UNIQUE KEY uq_idempotency_keys (scope, idempotency_key),
    KEY ix_idempotency_keys_age (created_at)
  ) ${TABLE}`,
];

const tables = [
  'idempotency_keys',
  'event_inbox',
  'outbox',
  'incidents',
  'payment_evidence',
  'payments',
  'order_lines',
  'orders',
  'addresses',
  'skus',
  'users',
];

export class FirstSchema1795000000001 implements MigrationInterface {
  readonly name = 'FirstSchema1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of tables) await runner.query(`DROP TABLE ${table}`);
  }
}
