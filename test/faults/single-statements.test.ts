import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { DataSource } from 'typeorm';
import { pipelineStatements } from '../../src/database/batching/statement-pipeline.js';
import { isDuplicateKey } from '../../src/database/database-trouble.js';
import { auditAtRest } from '../support/audit.js';
import type { Client } from '../support/client.js';
import { postNotify } from '../support/notify.js';
import { openShop, payLink, placeOrder, type Shop } from '../support/shop.js';

const BUYERS = 10;

let shop: Shop;
let source: DataSource;
let buyers: Client[];
const initialStock = new Map<number, number>();

beforeAll(async () => {
  shop = await openShop({ DATABASE_MULTI_STATEMENTS: 'false' });
  source = shop.app.get(DataSource);
  await shop.database.query('CREATE TABLE trips (id INT PRIMARY KEY) ENGINE = InnoDB');
  buyers = [];
  for (let made = 0; made < BUYERS; made += 1) buyers.push(await shop.customer());
});

afterAll(() => shop.close());

async function sku(stock: number): Promise<number> {
  const id = await shop.sku({ stock });
  initialStock.set(id, stock);
  return id;
}

describe('where DATABASE_MULTI_STATEMENTS is false', () => {
  it('the server takes one statement in a packet', async () => {
    await expect(source.query('SELECT 1; SELECT 2')).rejects.toThrow(/syntax/u);
  });

  it('statements asked for together go one by one, none behind one that fails', async () => {
    const runner = source.createQueryRunner();
    const sent: string[] = [];
    const query = runner.query.bind(runner) as (sql: string, ...more: unknown[]) => Promise<never>;
    runner.query = (sql: string, ...more: unknown[]) => {
      sent.push(sql);
      return query(sql, ...more);
    };
    pipelineStatements(runner);
    const add = (one: QueryRunner, id: number) => one.query(`INSERT INTO trips VALUES (${id})`);
    await runner.startTransaction();
    const said = await Promise.all([add(runner, 1), runner.query('SELECT ? AS said', ['x'])]);
    expect(said[1]).toEqual([{ said: 'x' }]);
    const [, ...behind] = await Promise.allSettled([2, 1, 3].map((id) => add(runner, id)));
    for (const end of behind) {
      expect(end.status === 'rejected' && isDuplicateKey(end.reason)).toBe(true);
    }
    await runner.commitTransaction();
    await runner.release();
    expect(sent).toEqual([
      'START TRANSACTION',
      'INSERT INTO trips VALUES (1)',
      'SELECT ? AS said',
      'INSERT INTO trips VALUES (2)',
      'INSERT INTO trips VALUES (1)',
      'COMMIT',
    ]);
  });

  it('requests that share a transaction sell exactly what is there', async () => {
    const scarce = await sku(6);
    const ends = await Promise.allSettled(buyers.map((buyer) => placeOrder(buyer, scarce)));
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
    expect(
      await shop.database.query('SELECT stock FROM skus WHERE id = ?', [scarce]),
    ).toMatchObject([{ stock: 0 }]);
  });

  it('each order is paid once, however often its notify comes among the others', async () => {
    shop.simulator.faults.set({ loseNotifies: { probability: 1 } });
    const plenty = await sku(1_000);
    const trades = await Promise.all(
      buyers.map(async (buyer) => {
        const { orderNo } = await placeOrder(buyer, plenty);
        shop.simulator.buyer.open((await payLink(buyer, orderNo)).payUrl);
        shop.simulator.buyer.pay(orderNo);
        return shop.simulator.trade(orderNo);
      }),
    );
    const tell = (trade: (typeof trades)[number]) => {
      if (trade === null) throw new Error('no such trade');
      const { out_trade_no: number, trade_no, total_amount } = trade;
      return postNotify(shop, number, { trade_no, total_amount });
    };
    const answers = await Promise.all([...trades, ...trades].map(tell));
    expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['success']));
    const [row] = await shop.database.query<{ n: string }>(
      "SELECT COUNT(*) AS n FROM outbox WHERE type = 'order.paid'",
    );
    expect(Number(row?.n)).toBe(BUYERS);
  });

  it('the books are in order', async () => {
    expect(await auditAtRest(shop, { initialStock })).toEqual([]);
  });
});
