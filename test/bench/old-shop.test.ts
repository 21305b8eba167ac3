import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { loadTable } from '../../bench/bulk-load.mjs';
import { fillShop, ownersOf } from '../../bench/old-shop.mjs';
import { makeCatalogue } from '../../bench/world.mjs';
import { type FreshDatabase, freshDatabase } from '../support/database.js';

const ORDERS = 1_000;
const TABLES = ['orders', 'order_lines', 'payments', 'refunds', 'refund_lines', 'shipments'];

describe('the shop of some age', () => {
  let fresh: FreshDatabase;
  let db: Connection;
  let before: string[];

  beforeAll(async () => {
    fresh = await freshDatabase();
    db = await createConnection({ uri: fresh.url, timezone: 'Z' });
    before = await definitions();
    await makeCatalogue(db, ownersOf(ORDERS));
    await fillShop(db, { count: ORDERS, users: ownersOf(ORDERS), now: new Date() });
  });

  afterAll(async () => {
    await db.end();
    await fresh.drop();
  });

  async function definitions(): Promise<string[]> {
    const found: string[] = [];
    for (const table of TABLES) {
      const [[row]] = await db.query<RowDataPacket[]>(`SHOW CREATE TABLE ${table}`);
      found.push(String(row?.['Create Table']).replace(/ AUTO_INCREMENT=\d+/, ''));
    }
    return found;
  }

  async function count(sql: string): Promise<number> {
    const [[row]] = await db.query<RowDataPacket[]>(`SELECT COUNT(*) AS count FROM ${sql}`);
    return Number(row?.['count']);
  }

  it('has the tables as they were, keys and foreign keys too', async () => {
    expect(await definitions()).toEqual(before);
  });

  it('has books that add up', async () => {
    expect(await count('orders')).toBe(ORDERS);
    expect(
      await count(`orders o LEFT JOIN payments p ON p.order_id = o.id AND p.amount = o.payable
        AND p.refunded_amount = o.refunded_amount AND (p.paid_at <=> o.paid_at) WHERE p.id IS NULL`),
    ).toBe(0);
    expect(
      await count(`payments p WHERE refunded_amount <> (SELECT COALESCE(SUM(r.amount), 0) FROM refunds r
        WHERE r.payment_id = p.id AND r.state = 'SUCCEEDED')`),
    ).toBe(0);
  });

  it('makes a table that is not whole again, and leaves one that is', async () => {
    const insert = () => 'INSERT INTO incidents SELECT * FROM incidents WHERE FALSE';
    await loadTable(db, { table: 'incidents', count: 1, insert });
    expect(await count('incidents')).toBeGreaterThan(0);
    await db.query("UPDATE bench_loads SET is_whole = 0 WHERE name = 'incidents'");
    await loadTable(db, { table: 'incidents', count: 1, insert });
    expect(await count('incidents')).toBe(0);
    expect(await count('bench_loads WHERE is_whole = 0')).toBe(0);
  });
});
