import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

/** What was asked for before there was a setting waits for an answer by its default. */
const ANSWER_HOURS = 48;

const up = [
  `CREATE TABLE after_sales (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id BIGINT UNSIGNED NOT NULL,
    user_id INT UNSIGNED NOT NULL,
    type VARCHAR(20) NOT NULL COMMENT 'refundOnly, returnAndRefund',
    state VARCHAR(20) NOT NULL,
    reason VARCHAR(200) NOT NULL,
    description VARCHAR(1000) NOT NULL DEFAULT '',
    amount DECIMAL(12,2) NOT NULL COMMENT 'what would go back as it was asked for',
    refund_id BIGINT UNSIGNED NULL,
    return_address LONGTEXT NULL COMMENT 'JSON {receiver, mobile, address}',
    carrier VARCHAR(50) NULL,
    tracking_number VARCHAR(64) NULL,
    refund_at_most DECIMAL(12,2) NULL COMMENT 'what goes back when it is less than was paid for the pieces',
    refund_reason VARCHAR(200) NULL COMMENT 'why it is less',
    reject_reason VARCHAR(200) NULL,
    decided_by INT UNSIGNED NULL COMMENT 'the user who agreed or rejected last',
    answer_due_at DATETIME(3) NOT NULL,
    next_check_at DATETIME(3) NULL COMMENT 'when it expires unless the goods are sent back; NULL: never',
    send_back_by DATETIME(3) NULL COMMENT 'what the buyer was told of that',
    created_at DATETIME(3) NOT NULL,
    agreed_at DATETIME(3) NULL,
    sent_back_at DATETIME(3) NULL,
    received_back_at DATETIME(3) NULL,
    ended_at DATETIME(3) NULL,
    UNIQUE KEY uq_after_sales_refund (refund_id),
    KEY ix_after_sales_order (order_id, id),
    KEY ix_after_sales_user (user_id, id),
    KEY ix_after_sales_state (state, id),
    KEY ix_after_sales_answer (state, answer_due_at),
    KEY ix_after_sales_due (next_check_at),
    CONSTRAINT fk_after_sales_order FOREIGN KEY (order_id) REFERENCES orders (id),
    CONSTRAINT fk_after_sales_user FOREIGN KEY (user_id) REFERENCES users (id),
    CONSTRAINT fk_after_sales_refund FOREIGN KEY (refund_id) REFERENCES refunds (id)
  ) ${TABLE}`,

  `CREATE TABLE after_sale_lines (
    after_sale_id BIGINT UNSIGNED NOT NULL,
    line_id BIGINT UNSIGNED NOT NULL,
    count INT UNSIGNED NOT NULL,
    received_count INT UNSIGNED NULL,
    restock TINYINT(1) NULL,
    PRIMARY KEY (after_sale_id, line_id),
    KEY ix_after_sale_lines_line (line_id),
    CONSTRAINT fk_after_sale_lines_case FOREIGN KEY (after_sale_id) REFERENCES after_sales (id),
    CONSTRAINT fk_after_sale_lines_line FOREIGN KEY (line_id) REFERENCES order_lines (id),
    CONSTRAINT ck_after_sale_lines_count CHECK (count > 0),
    CONSTRAINT ck_after_sale_lines_received CHECK (received_count IS NULL OR received_count <= count)
  ) ${TABLE}`,

  `ALTER TABLE order_lines
    ADD COLUMN in_case_count INT UNSIGNED NOT NULL DEFAULT 0
      COMMENT 'pieces of open after-sale cases that are not refunding: each is in one at most',
    ADD CONSTRAINT ck_order_lines_in_case CHECK (in_case_count <= count)`,

  // Customers' refund requests that wait are cases of money alone.
  `INSERT INTO after_sales (order_id, user_id, type, state, reason, amount, refund_id, answer_due_at, created_at)
   SELECT r.order_id, o.user_id, 'refundOnly', 'APPLIED', r.reason, r.amount, r.id,
     TIMESTAMPADD(HOUR, ${ANSWER_HOURS}, r.created_at), r.created_at
   FROM refunds r JOIN orders o ON o.id = r.order_id 
   WHERE r.state = 'REQUESTED' AND r.origin = 'customer' ORDER BY r.id`,

  `INSERT INTO after_sale_lines (after_sale_id, line_id, count)
   SELECT a.id, x.line_id, x.count FROM after_sales a JOIN refund_lines x ON x.refund_id = a.refund_id`,

  `UPDATE order_lines l JOIN (
     SELECT line_id, SUM(count) AS pieces FROM after_sale_lines GROUP BY line_id
   ) c ON c.line_id = l.id SET l.in_case_count = LEAST(l.count, c.pieces)`,
];

export class AfterSales1798000001200 implements MigrationInterface {
  readonly name = 'AfterSales1798000001200';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE after_sale_lines');
    await runner.query('DROP TABLE after_sales');
    await runner.query(
      'ALTER TABLE order_lines DROP CONSTRAINT ck_order_lines_in_case, DROP COLUMN in_case_count',
    );
  }
}
