import { openDoor } from './door.mjs';
import { openThrowAwayServers } from '../servers/test-servers.mjs';
import { APP_ID, SELLER_ID } from './environment.mjs';
import { mountDisk } from './small-disk.mjs';

/** A database and a Redis. The shop's way to the database leads through a door; the audit's does not. */
export async function openServers(rootDir, cleanup, faults) {
  let disk = null;
  const diskFor = async (dir) => {
    if (faults.has('disk')) disk = await mountDisk(dir, cleanup);
    return disk?.dir ?? dir;
  };
  const { environment, control } = await openThrowAwayServers(rootDir, cleanup, { diskFor });
  const ownUrl = environment.TEST_DATABASE_URL;
  const url = new URL(ownUrl);
  const door = await openDoor([Number(url.port || 3306)], cleanup);
  url.port = String(door.port);
  const redisUrl = environment.TEST_REDIS_URL;
  return { ownUrl, databaseUrl: url.href, redisUrl, control, door, disk };
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

/** Asks the books with plain SQL. */
export async function openQueries(uri, cleanup) {
  const { createPool } = await import('mysql2/promise');
  const pool = createPool({ uri, connectionLimit: 2, timezone: 'Z' });
  cleanup.defer(() => pool.end());
  return async (sql, parameters) => (await pool.query(sql, parameters))[0];
}
