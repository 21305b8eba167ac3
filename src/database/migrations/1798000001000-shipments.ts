import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin';

const up = [
  `CREATE TABLE shipments (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id BIGINT UNSIGNED NOT NULL,
    carrier VARCHAR(50) NOT NULL,
    tracking_number VARCHAR(64) NOT NULL,
    created_by INT UNSIGNED NULL COMMENT 'a user; NULL: sent before there were parcels',
    created_at DATETIME(3) NOT NULL,
    corrected_at DATETIME(3) NULL COMMENT 'when its carrier or its number was corrected last',
    KEY ix_shipments_order (order_id, id),
    KEY ix_shipments_tracking (tracking_number),
    CONSTRAINT fk_shipments_order FOREIGN KEY (order_id) REFERENCES orders (id)
  ) ${TABLE}`,

  `CREATE TABLE shipment_lines (
    shipment_id BIGINT UNSIGNED NOT NULL,
    line_id BIGINT UNSIGNED NOT NULL,
    count INT UNSIGNED NOT NULL,
    PRIMARY KEY (shipment_id, line_id),
    KEY ix_shipment_lines_line (line_id),
    CONSTRAINT fk_shipment_lines_shipment FOREIGN KEY (shipment_id) REFERENCES shipments (id),
    CONSTRAINT fk_shipment_lines_line FOREIGN KEY (line_id) REFERENCES order_lines (id),
    CONSTRAINT ck_shipment_lines_count CHECK (count > 0)
  ) ${TABLE}`,

  // What was sent so far left in one parcel, with all the pieces that are shipped.
  `INSERT INTO shipments (order_id, carrier, tracking_number, created_at)
   SELECT id, COALESCE(carrier, ''), COALESCE(tracking_number, ''), shipped_at
   FROM orders WHERE shipped_at IS NOT NULL ORDER BY id`,

  `INSERT INTO shipment_lines (shipment_id, line_id, count)
   SELECT s.id, l.id, l.shipped_count FROM shipments s
   JOIN order_lines l ON l.order_id = s.order_id WHERE l.shipped_count > 0`,
];

export class Shipments1798000001000 implements MigrationInterface {
  readonly name = 'Shipments1798000001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE shipment_lines');
    await runner.query('DROP TABLE shipments');
  }
}
