import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { Cleanup } from '../../scripts/lib/process/cleanup.mjs';
import { Ledger } from '../../scripts/lib/process/ledger.mjs';
import { startDatabase } from '../../scripts/lib/servers/private-database.mjs';
import { canStartDatabase, rowsDatabase } from '../support/row-servers.js';

const describeWithServer = canStartDatabase ? describe : describe.skip;

describeWithServer('a private database (needs mariadbd or mysqld on the PATH)', () => {
  let dir: string;
  let cleanup: Cleanup;

  beforeEach(() => {
    dir = join(mkdtempSync(join(tmpdir(), 'alipay-checkout-database-')), 'data');
    mkdirSync(dir);
    cleanup = new Cleanup();
  });

  afterEach(async () => {
    await cleanup.run();
    rmSync(join(dir, '..'), { recursive: true, force: true });
  });

  it('is made in a folder whose name has blanks and Chinese in it', async () => {
    const shop = join(dir, '我的 商店', '.data');
    mkdirSync(shop, { recursive: true });
    const ledger = new Ledger(shop);
    const shared = { dir: shop, ledger, durable: false, database: 'a_shop' };
    const request = { ...shared, ...(await rowsDatabase()) };
    const connection = await createConnection(await startDatabase(request, cleanup));
    const [rows] = await connection.query('SELECT DATABASE() AS name');
    await connection.end();
    expect(rows).toEqual([{ name: 'a_shop' }]);
  });

  it('keeps temporary tables to itself: each server that starts throws away those that it finds', async () => {
    const ledger = new Ledger(dir);
    const shared = { dir, ledger, durable: false, database: 'a_shop' };
    const request = { ...shared, ...(await rowsDatabase()) };
    const connection = await createConnection(await startDatabase(request, cleanup));
    const [rows] = await connection.query('SELECT @@tmpdir AS folder, DATABASE() AS name');
    await connection.end();
    expect(rows).toEqual([{ folder: join(dir, 'database-temp'), name: 'a_shop' }]);
  });
});
