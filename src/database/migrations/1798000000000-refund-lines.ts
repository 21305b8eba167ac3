import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

/** Refunds that hold their pieces: under way or done. */
const COUNTED = `r.state IN ('PROCESSING', 'UNKNOWN', 'SUCCEEDED')`;

const up = [
  `ALTER TABLE order_lines
    ADD COLUMN shipped_count INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'pieces that have left the shop',
    ADD COLUMN refunded_count INT UNSIGNED NOT NULL DEFAULT 0
      COMMENT 'pieces whose money went back or is about to',
    ADD COLUMN refunded_unshipped_count INT UNSIGNED NOT NULL DEFAULT 0
      COMMENT 'those of them that had not left, and never will',
    ADD COLUMN restocked_count INT UNSIGNED NOT NULL DEFAULT 0
      COMMENT 'those of them that are in the stock again',
    ADD COLUMN refunded_amount DECIMAL(12,2) NOT NULL DEFAULT 0
      COMMENT 'what went back for refunded_count, or is about to'`,

  `CREATE TABLE refund_lines (
    refund_id BIGINT UNSIGNED NOT NULL,
    line_id BIGINT UNSIGNED NOT NULL,
    count INT UNSIGNED NOT NULL,
    unshipped_count INT UNSIGNED NOT NULL COMMENT 'those that had not left; of a request, by when it was made',
    restock_count INT UNSIGNED NOT NULL COMMENT 'those that go into the stock when the money is back',
    paid_amount DECIMAL(12,2) NOT NULL COMMENT 'what was paid for them',
    amount DECIMAL(12,2) NOT NULL COMMENT 'what goes back for them',
    PRIMARY KEY (refund_id, line_id),
    KEY ix_refund_lines_line (line_id),
    CONSTRAINT fk_refund_lines_refund FOREIGN KEY (refund_id) REFERENCES refunds (id),
    CONSTRAINT fk_refund_lines_line FOREIGN KEY (line_id) REFERENCES order_lines (id),
    CONSTRAINT ck_refund_lines_count CHECK (count > 0),
    CONSTRAINT ck_refund_lines_unshipped CHECK (unshipped_count <= count),
    CONSTRAINT ck_refund_lines_restock CHECK (restock_count <= count),
    CONSTRAINT ck_refund_lines_amount CHECK (amount <= paid_amount)
  ) ${TABLE}`,

  `ALTER TABLE refunds
    ADD COLUMN scope VARCHAR(12) NOT NULL DEFAULT 'amount'
      COMMENT 'lines, everything, or a free amount that is bound to no piece',
    ADD COLUMN freight_amount DECIMAL(12,2) NOT NULL DEFAULT 0
      COMMENT 'the part of the amount that is freight'`,

  `UPDATE order_lines l JOIN orders o ON o.id = l.order_id
   SET l.shipped_count = l.count
   WHERE o.shipped_at IS NOT NULL AND l.requires_shipping = 1`,

  // A refund of the whole sum was one of every piece. What several refunds added up to stays free sums; only the last one
  // could give pieces back.
  `INSERT INTO refund_lines
     (refund_id, line_id, count, unshipped_count, restock_count, paid_amount, amount)
   SELECT r.id, l.id, l.count, l.count - l.shipped_count, IF(r.restock, l.count, 0),
     IF(r.amount = o.payable, l.amount, 0), IF(r.amount = o.payable, l.amount, 0)
   FROM refunds r
   JOIN payments p ON p.id = r.payment_id AND p.applied_at IS NOT NULL
   JOIN orders o ON o.id = r.order_id
   JOIN order_lines l ON l.order_id = o.id
   WHERE ${COUNTED} AND r.origin <> 'alipay-console' AND (r.amount = o.payable
     OR (r.restock = 1 AND o.shipped_at IS NULL AND p.refund_reserved >= p.amount))`,

  `UPDATE refunds r JOIN orders o ON o.id = r.order_id
   SET r.scope = 'everything', r.freight_amount = IF(r.amount = o.payable, o.freight, 0)
   WHERE EXISTS (SELECT 1 FROM refund_lines x WHERE x.refund_id = r.id)`,

  `UPDATE order_lines l
   JOIN refund_lines x ON x.line_id = l.id
   JOIN refunds r ON r.id = x.refund_id
   SET l.refunded_count = x.count, l.refunded_unshipped_count = x.unshipped_count,
     l.restocked_count = IF(r.state = 'SUCCEEDED', x.restock_count, 0), l.refunded_amount = x.amount`,

  `ALTER TABLE order_lines
    ADD CONSTRAINT ck_order_lines_shipped CHECK (shipped_count + refunded_unshipped_count <= count),
    ADD CONSTRAINT ck_order_lines_refunded CHECK (refunded_count <= count),
    ADD CONSTRAINT ck_order_lines_unshipped CHECK (refunded_unshipped_count <= refunded_count),
    ADD CONSTRAINT ck_order_lines_restocked CHECK (restocked_count <= refunded_count),
    ADD CONSTRAINT ck_order_lines_refunded_amount CHECK (refunded_amount <= amount)`,

  `ALTER TABLE refunds
    ADD CONSTRAINT ck_refunds_freight CHECK (freight_amount <= amount)`,
];

const down = [
  'ALTER TABLE refunds DROP CONSTRAINT ck_refunds_freight, DROP COLUMN freight_amount, DROP COLUMN scope',
  'DROP TABLE refund_lines',
  `ALTER TABLE order_lines
    DROP CONSTRAINT ck_order_lines_shipped, DROP CONSTRAINT ck_order_lines_refunded,
    DROP CONSTRAINT ck_order_lines_unshipped, DROP CONSTRAINT ck_order_lines_restocked,
    DROP CONSTRAINT ck_order_lines_refunded_amount,
    DROP COLUMN refunded_amount, DROP COLUMN restocked_count, DROP COLUMN refunded_unshipped_count,
    DROP COLUMN refunded_count, DROP COLUMN shipped_count`,
];

export class RefundLines1798000000000 implements MigrationInterface {
  readonly name = 'RefundLines1798000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
