import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mobile of an order's address; whatever stands there, no order fails by it. */
const MOBILE = `LEFT(IF(JSON_VALID(address), JSON_UNQUOTE(JSON_EXTRACT(address, '$.mobile')), NULL), 20)`;

/**
 * Lists are read backwards along an index that ends in the time and the id. The one of states is also enough for what
 * lists are restricted by most often, and for what the gauges count, so that rows are looked up only to be shown. A
 * virtual column is there at once and costs no room; its index is built while orders go on.
 */
const up = [
  `ALTER TABLE orders
    ADD COLUMN mobile VARCHAR(20) GENERATED ALWAYS AS (${MOBILE}) VIRTUAL`,
  `ALTER TABLE orders
    ADD COLUMN mobile_tail VARCHAR(4) GENERATED ALWAYS AS (RIGHT(${MOBILE}, 4)) VIRTUAL`,
  'ALTER TABLE orders ADD KEY ix_orders_mobile (mobile_tail, created_at, id, mobile)',
  `ALTER TABLE orders
    ADD KEY ix_orders_state (state, created_at, id, payable, storefront, expires_at)`,
  'ALTER TABLE orders DROP KEY ix_orders_state_expiry',
];

const down = [
  'ALTER TABLE orders ADD KEY ix_orders_state_expiry (state, expires_at)',
  `ALTER TABLE orders
    DROP KEY ix_orders_state,
    DROP KEY ix_orders_mobile`,
  'ALTER TABLE orders DROP COLUMN mobile_tail',
  'ALTER TABLE orders DROP COLUMN mobile',
];

export class OrderLists1798000003000 implements MigrationInterface {
  readonly name = 'OrderLists1798000003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of down) await runner.query(statement);
  }
}
