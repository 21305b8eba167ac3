import { openGalera } from '../cluster/open-galera.mjs';
import { say, UserError } from '../say.mjs';
import { openThrowAwayServers } from '../servers/test-servers.mjs';
import { openDoor } from './door.mjs';
import { APP_ID, SELLER_ID } from './environment.mjs';
import { mountDisk } from './small-disk.mjs';

/** Where a campaign's database may be: a server of its own, or a cluster with one writer or three. */
const PLACES = {
  server: openOwnServers,
  galera: (_rootDir, cleanup, faults) => openCluster('one', cleanup, faults),
  'galera-writers': (_rootDir, cleanup, faults) => openCluster('all', cleanup, faults),
};

/**
 * A database and a Redis. The shop's way to the database leads through a door; the audit's does not.
 *
 * @param {string} rootDir
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @param {{ faults: ReadonlySet<string>, on: string }} how
 * @throws {UserError} for a place that does not exist
 */
export async function openServers(rootDir, cleanup, { faults, on }) {
  if (!Object.hasOwn(PLACES, on)) {
    throw new UserError(`There is no place "${on}". There are: ${Object.keys(PLACES).join(', ')}.`);
  }
  const opened = await PLACES[on](rootDir, cleanup, faults);
  const url = new URL(opened.ownUrl);
  const door = await openDoor([Number(url.port || 3306)], cleanup);
  url.port = String(door.port);
  return { ...opened, databaseUrl: url.href, door };
}

async function openOwnServers(rootDir, cleanup, faults) {
  let disk = null;
  const diskFor = async (dir) => {
    if (faults.has('disk')) disk = await mountDisk(dir, cleanup);
    return disk?.dir ?? dir;
  };
  const { environment, control } = await openThrowAwayServers(rootDir, cleanup, { diskFor });
  if (!control && ['database', 'disk'].some((name) => faults.has(name))) {
    say('Not done: nothing happens to the database and its disk, for they are not of this run.');
  }
  const { TEST_DATABASE_URL: ownUrl, TEST_REDIS_URL: redisUrl } = environment;
  return { ownUrl, redisUrl, control, disk: control ? disk : null, nodes: [] };
}

async function openCluster(writers, cleanup, faults) {
  const { galera, databaseUrl, redisUrl } = await openGalera(writers, cleanup);
  if (faults.has('disk')) {
    say('Not done: no disk is full, for that of one node is full for no other.');
  }
  return { ownUrl: databaseUrl, redisUrl, disk: null, nodes: galera.nodes };
}

/** Alipay, as the simulator plays it. */
export async function openAlipay(keys, cleanup) {
  const { startSimulator } = await import('../../../dist/simulator/server.js');
  const simulator = await startSimulator({
    appId: APP_ID,
    sellerId: SELLER_ID,
    appPublicKey: keys.app.publicKey,
    alipayPrivateKey: keys.alipay.privateKey,
    notifyScale: 0.0005,
  });
  cleanup.defer(() => simulator.close());
  return simulator;
}

/** Asks the books with plain SQL, on a connection of its own for each question: those that a fault has cut are of no use. */
export function questions(uri) {
  return async (sql, parameters) => {
    const { createConnection } = await import('mysql2/promise');
    const connection = await createConnection({ uri, timezone: 'Z', connectTimeout: 5_000 });
    connection.on('error', () => {});
    try {
      return (await connection.query(sql, parameters))[0];
    } finally {
      connection.destroy();
    }
  };
}
