import { throwAwayFolder } from '../process/throw-away.mjs';
import { startGalera } from '../servers/galera.mjs';
import { startBalancer } from './health.mjs';
import { openThrowAwayRedis } from './redis.mjs';

/** The shop's database on a cluster. */
export const DATABASE = 'alipay_checkout';

/**
 * @typedef {{ nodes: readonly import('../servers/galera.mjs').GaleraNode[], database: string,
 *   urlOf: (node: import('../servers/galera.mjs').GaleraNode) => string }} Galera
 */

/**
 * Three nodes of MariaDB Galera behind HAProxy, and a Redis, for one run.
 *
 * @param {'one' | 'all'} writers how many nodes are written to
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ galera: Galera, databaseUrl: string, redisUrl: string }>} `databaseUrl` leads through HAProxy
 */
export async function openGalera(writers, cleanup) {
  const place = await throwAwayFolder(cleanup);
  // Whoever is led to another node is to find there what was told to be done.
  const settings = writers === 'all' ? ['--wsrep-sync-wait=3'] : [];
  const { nodes, account } = await startGalera({ ...place, database: DATABASE, settings }, cleanup);
  const balancer = { ...place, kind: 'galera', writers, nodes, account };
  const { port } = await startBalancer(balancer, cleanup);
  const { user, password } = account;
  const urlAt = (at) => `mysql://${user}:${password}@127.0.0.1:${at}/${DATABASE}`;
  return {
    galera: { nodes, database: DATABASE, urlOf: (node) => urlAt(node.port) },
    databaseUrl: urlAt(port),
    redisUrl: await openThrowAwayRedis(place, cleanup),
  };
}
