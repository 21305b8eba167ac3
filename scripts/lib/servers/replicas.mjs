import { randomBytes } from 'node:crypto';
import { pickPort } from '../process/ports.mjs';
import { step } from '../say.mjs';
import { databaseNode, untilTrue } from './database-node.mjs';
import { makeDataFolder } from './private-database.mjs';

const ACCOUNT = 'operator';
const SHOP = 'shop';

/**
 * Starts a MariaDB and a replica of it. What the primary has committed is in the replica's log before anybody is told of
 * it (semi-synchronous replication, AFTER_SYNC), so that a primary may be lost without an order.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger, database: string }} request
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ nodes: readonly import('./database-node.mjs').DatabaseNode[],
 *   account: { user: string, password: string }, shop: { user: string, password: string } }>} `account` may do
 *   everything, `shop` only what is in the database: a server that only reads stops it, and not the other
 */
export async function startReplicated({ dir, ledger, database }, cleanup) {
  const account = { user: ACCOUNT, password: secret() };
  const shop = { user: SHOP, password: secret() };
  const nodes = [];
  for (const number of [1, 2]) {
    const args = replicaArgs(number);
    const port = await pickPort();
    const statements = firstStatementsOf({ database, account, shop, isFirst: number === 1 });
    const request = { dir, ledger, name: `server-${number}`, port, account, args };
    nodes.push(databaseNode({ ...request, firstStatements: statements }, cleanup));
  }
  for (const node of nodes) {
    await step(`Making and starting ${node.name}`, async () => {
      await makeDataFolder(node);
      await node.start();
    });
  }
  const [primary, replica] = nodes;
  await follow(replica, primary, account);
  await primary.ask('SET GLOBAL read_only = 0');
  await untilTrue('the replica acknowledges', async () => {
    const [{ Value: clients }] = await primary.ask(
      "SHOW STATUS LIKE 'Rpl_semi_sync_master_clients'",
    );
    return Number(clients) === 1;
  });
  return { nodes, account, shop };
}

const secret = () => randomBytes(16).toString('hex');

/** Makes a server the replica of another, which waits for it from then on. */
export async function follow(replica, primary, { user, password }) {
  await replica.ask('SET GLOBAL read_only = 1');
  await replica.ask(
    `CHANGE MASTER TO MASTER_HOST = '127.0.0.1', MASTER_PORT = ${primary.port}, MASTER_USER = '${user}',
     MASTER_PASSWORD = '${password}', MASTER_USE_GTID = slave_pos, MASTER_CONNECT_RETRY = 1`,
  );
  await replica.ask('START SLAVE');
  await primary.ask('SET GLOBAL rpl_semi_sync_master_enabled = 1');
}

/** Has a replica do all that it was sent, and makes it a server of its own that is written to. */
export async function promote(replica) {
  await replica.ask('STOP SLAVE IO_THREAD');
  await untilTrue('the replica has done all that it was sent', async () => {
    const [status] = await replica.ask('SHOW SLAVE STATUS');
    return (
      status.Relay_Master_Log_File === status.Master_Log_File &&
      Number(status.Exec_Master_Log_Pos) === Number(status.Read_Master_Log_Pos)
    );
  });
  await replica.ask('STOP SLAVE');
  await replica.ask('RESET SLAVE ALL');
  await replica.ask('SET GLOBAL rpl_semi_sync_master_enabled = 0');
  await replica.ask('SET GLOBAL read_only = 0');
}

function replicaArgs(number) {
  return [
    `--server-id=${number}`,
    '--log-bin=binlog',
    '--binlog-format=ROW',
    '--log-slave-updates',
    '--gtid-domain-id=0',
    '--sync-binlog=0',
    '--innodb-flush-log-at-trx-commit=2',
    '--read-only=1',
    '--rpl-semi-sync-slave-enabled=ON',
    '--rpl-semi-sync-master-wait-point=AFTER_SYNC',
    // Longer than anybody waits: it never goes on without the replica.
    '--rpl-semi-sync-master-timeout=3600000',
  ];
}

/** The replica has the accounts by itself, so that it knows them before it has copied anything. */
function firstStatementsOf({ database, account, shop, isFirst }) {
  return [
    'SET sql_log_bin = 0;',
    made(account),
    `GRANT ALL PRIVILEGES ON *.* TO '${account.user}'@'127.0.0.1';`,
    made(shop),
    `GRANT ALL PRIVILEGES ON ${database}.* TO '${shop.user}'@'127.0.0.1';`,
    'SET sql_log_bin = 1;',
    ...(isFirst
      ? [`CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`]
      : []),
  ];
}

function made({ user, password }) {
  return `CREATE USER '${user}'@'127.0.0.1' IDENTIFIED BY '${password}';`;
}
