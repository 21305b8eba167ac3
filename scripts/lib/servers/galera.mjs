import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../process/find-program.mjs';
import { pickPort } from '../process/ports.mjs';
import { step, UserError } from '../say.mjs';
import { databaseNode, untilTrue } from './database-node.mjs';
import { makeDataFolder } from './private-database.mjs';

const NODES = 3;
/** A node is asked how it is, whatever it still waits for. */
const asFirst = 'SET SESSION wsrep_sync_wait = 0';
const PROVIDERS = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so'];

/**
 * A cluster of three nodes.
 *
 * @typedef {import('./database-node.mjs').DatabaseNode & { isSynced: () => Promise<boolean>, empty: () => void,
 *   isolate: (isOn: boolean) => Promise<void> }} GaleraNode
 *   `empty` takes all that it knows from a node that is down, so that it must be sent the whole state; `isolate` cuts its
 *   connections to the others and lets nobody through
 */

/**
 * Starts MariaDB Galera with three nodes; the second and third get their data from the first by rsync.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger, database: string,
 *   settings?: readonly string[] }} request `settings` are further arguments of each node
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ nodes: readonly GaleraNode[], account: { user: string, password: string } }>}
 * @throws {UserError} when galera-4 or rsync is not there
 */
export async function startGalera(request, cleanup) {
  const { dir, ledger, database, settings = [] } = request;
  const provider = PROVIDERS.find(existsSync);
  if (!provider) throw new UserError('Galera needs the package galera-4 (libgalera_smm.so).');
  if (!findProgram(['rsync'])) throw new UserError('A node of Galera is filled by rsync.');
  const account = { user: 'checkout', password: randomBytes(16).toString('hex') };
  const ports = [];
  for (let number = 1; number <= NODES; number += 1) ports.push(await portsOfNode());
  const addresses = ports.map(({ group }) => `127.0.0.1:${group}`);
  const nodes = ports.map((own, index) => {
    const name = `node-${index + 1}`;
    const args = [...galeraArgs({ provider, name, own, addresses }), ...settings];
    const firstStatements = index === 0 ? firstStatementsOf(database, account) : [];
    const shared = { dir, ledger, name, port: own.sql, account, args, firstStatements, asFirst };
    return galeraNode(databaseNode(shared, cleanup));
  });
  const [first, ...others] = nodes;
  await step('Making the data of the first node', () => makeDataFolder(first));
  await step('Starting the first node', () => first.start(['--wsrep-new-cluster']));
  for (const node of others) {
    await step(`Starting ${node.name}, which copies a node`, () => node.start());
    await untilTrue(`${node.name} is synced`, node.isSynced);
  }
  return { nodes, account };
}

async function portsOfNode() {
  const [sql, group, increments, copies] = [
    await pickPort(),
    await pickPort(),
    await pickPort(),
    await pickPort(),
  ];
  return { sql, group, increments, copies };
}

/** @param {import('./database-node.mjs').DatabaseNode} node @returns {GaleraNode} */
function galeraNode(node) {
  const isSynced = async () => {
    const rows = await node.ask(
      `SHOW STATUS WHERE Variable_name IN ('wsrep_ready', 'wsrep_local_state', 'wsrep_cluster_status')`,
    );
    const status = Object.fromEntries(rows.map((row) => [row.Variable_name, row.Value]));
    const { wsrep_ready: ready, wsrep_local_state: state, wsrep_cluster_status: group } = status;
    return ready === 'ON' && state === '4' && group === 'Primary';
  };
  const empty = () => {
    for (const name of readdirSync(node.dataDir)) {
      rmSync(join(node.dataDir, name), { recursive: true, force: true });
    }
  };
  const isolate = (isOn) =>
    node.ask(`SET GLOBAL wsrep_provider_options = 'gmcast.isolate=${isOn ? 1 : 0}'`);
  return { ...node, isSynced, empty, isolate };
}

function firstStatementsOf(database, { user, password }) {
  const who = `'${user}'@'127.0.0.1'`;
  return [
    `CREATE DATABASE ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
    `CREATE USER ${who} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON *.* TO ${who} WITH GRANT OPTION;`,
  ];
}

function galeraArgs({ provider, name, own, addresses }) {
  const options = [
    `gmcast.listen_addr=tcp://127.0.0.1:${own.group}`,
    `ist.recv_addr=127.0.0.1:${own.increments}`,
    'gcache.size=64M',
    // One who has said nothing for so long is put out by the others, which commit nothing before.
    'evs.suspect_timeout=PT3S',
  ];
  return [
    '--wsrep-on=ON',
    `--wsrep-provider=${provider}`,
    `--wsrep-provider-options=${options.join(';')}`,
    `--wsrep-cluster-address=gcomm://${addresses.join(',')}`,
    '--wsrep-cluster-name=shop',
    `--wsrep-node-name=${name}`,
    `--wsrep-node-address=127.0.0.1:${own.group}`,
    '--wsrep-sst-method=rsync',
    `--wsrep-sst-receive-address=127.0.0.1:${own.copies}`,
    '--wsrep-slave-threads=2',
    '--binlog-format=ROW',
    '--innodb-autoinc-lock-mode=2',
    '--innodb-flush-log-at-trx-commit=2',
  ];
}
