import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import { Cleanup } from '../../scripts/lib/process/cleanup.mjs';
import { Ledger } from '../../scripts/lib/process/ledger.mjs';
import { startDatabase } from '../../scripts/lib/servers/private-database.mjs';
import { freePort } from './ports.js';
import { rowsDatabase } from './row-servers.js';

/** A database server of one test file, whose settings it may change. */
export interface PrivateServer {
  readonly port: number;
  /** Somebody who may do everything. */
  readonly admin: Connection;
  /** The address of the database as somebody who may do everything in it and nothing to the server; the same at each. */
  readonly url: string;
}

/** The servers that a test file has started. */
export interface PrivateServers {
  start(name: string, tuning?: readonly string[]): Promise<PrivateServer>;
  close(): Promise<void>;
}

const ADMIN = 'admin';
const USER = 'shopkeeper';
/** Of servers that listen on loopback and are gone after the test. */
const PASSWORD = 'of-a-test';

/** Starts database servers for one test file; `close` ends them and removes their data. */
export function privateServers(): PrivateServers {
  const cleanup = new Cleanup();
  const root = mkdtempSync(join(tmpdir(), 'alipay-checkout-servers-'));
  chmodSync(root, 0o755);
  const admins: Connection[] = [];
  const start = async (name: string, tuning: readonly string[] = []): Promise<PrivateServer> => {
    const dir = join(root, name);
    mkdirSync(dir, { mode: 0o755 });
    const ledger = new Ledger(dir);
    const statements = [
      `CREATE USER ${ADMIN}@'127.0.0.1' IDENTIFIED BY '${PASSWORD}';`,
      `GRANT ALL ON *.* TO ${ADMIN}@'127.0.0.1';`,
      `CREATE USER ${USER}@'127.0.0.1' IDENTIFIED BY '${PASSWORD}';`,
      `GRANT ALL ON a_shop.* TO ${USER}@'127.0.0.1';`,
    ];
    const database = 'a_shop';
    const everyRight = false;
    const shared = {
      dir,
      ledger,
      port: await freePort(),
      durable: false,
      database,
      everyRight,
      tuning,
      statements,
    };
    const request = { ...shared, ...(await rowsDatabase()) };
    const { port: text } = new URL(await startDatabase(request, cleanup));
    const port = Number(text);
    const admin = await createConnection({
      host: '127.0.0.1',
      port,
      user: ADMIN,
      password: PASSWORD,
      database,
      dateStrings: true,
      jsonStrings: true,
    });
    admins.push(admin);
    return { port, admin, url: `mysql://${USER}:${PASSWORD}@127.0.0.1:${port}/${database}` };
  };
  const close = async (): Promise<void> => {
    admins.forEach((admin) => admin.destroy());
    await cleanup.run();
    rmSync(root, { recursive: true, force: true });
  };
  return { start, close };
}

/** Makes the rows of every table of one server those of the other. The schemas must be the same. */
export async function copyRows(from: Connection, to: Connection): Promise<void> {
  await to.query('SET foreign_key_checks = 0');
  // MySQL says DEFAULT_GENERATED of a default; only VIRTUAL and STORED ones take no value.
  const [tables] = await from.query<RowDataPacket[]>(
    `SELECT table_name AS name, GROUP_CONCAT(column_name) AS columns FROM information_schema.columns
     WHERE table_schema = DATABASE() AND extra NOT LIKE '% GENERATED%' GROUP BY table_name`,
  );
  for (const { name: table, columns } of tables) {
    const [rows] = await from.query<RowDataPacket[]>(`SELECT ${columns} FROM ${table}`);
    await to.query(`DELETE FROM ${table}`);
    for (const row of rows) await to.query(`INSERT INTO ${table} SET ?`, row);
  }
  await to.query('SET foreign_key_checks = 1');
}
