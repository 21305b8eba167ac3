import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const up = [
  `CREATE TABLE archived_orders (
    order_id BIGINT UNSIGNED NOT NULL PRIMARY KEY,
    order_no VARCHAR(32) NOT NULL,
    user_id INT UNSIGNED NOT NULL,
    created_at DATETIME(3) NOT NULL,
    archived_at DATETIME(3) NOT NULL,
    paid_amount DECIMAL(12,2) NOT NULL COMMENT 'what came for it, by its payments',
    refunded_amount DECIMAL(12,2) NOT NULL COMMENT 'what went back of that',
    row_count INT UNSIGNED NOT NULL COMMENT 'rows of all tables that are in contents',
    digest CHAR(64) NOT NULL COMMENT 'SHA-256 of contents',
    contents MEDIUMBLOB NOT NULL COMMENT 'JSON by gzip: its rows by table, each value as text',
    KEY ix_archived_orders_user (user_id, order_id)
  ) ${TABLE} COMMENT='orders that were moved out of the other tables, and come back when somebody asks for them'`,
  `CREATE TABLE archived_names (
    name VARCHAR(64) NOT NULL
      COMMENT 'what it is looked for by: its numbers, and the days in China on which its money moved',
    order_id BIGINT UNSIGNED NOT NULL,
    PRIMARY KEY (name, order_id),
    KEY ix_archived_names_order (order_id),
    CONSTRAINT fk_archived_names_order FOREIGN KEY (order_id) REFERENCES archived_orders (order_id)
  ) ${TABLE}`,
];

export class Archive1798100003000 implements MigrationInterface {
  readonly name = 'Archive1798100003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  /** Refuses while orders are in the archive: they would be lost. */
  async down(runner: QueryRunner): Promise<void> {
    const rows: unknown[] = await runner.query('SELECT order_id FROM archived_orders LIMIT 1');
    if (rows.length > 0) throw new Error('bring the archived orders back first');
    await runner.query('DROP TABLE archived_names');
    await runner.query('DROP TABLE archived_orders');
  }
}
