import { join } from 'node:path';
import { isFree, pickPort } from '../process/ports.mjs';
import { launch } from '../process/processes.mjs';
import { untilTrue } from '../servers/database-node.mjs';
import { startHaproxy } from '../servers/haproxy.mjs';

/**
 * Starts HAProxy before database nodes, and what tells it which of them may be written to.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger, kind: 'galera' | 'replica', writers: 'one' | 'all',
 *   nodes: readonly import('../servers/database-node.mjs').DatabaseNode[],
 *   account: { user: string, password: string } }} request
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ port: number }>}
 */
export async function startBalancer(request, cleanup) {
  const { dir, ledger, kind, writers, nodes, account } = request;
  const servers = [];
  for (const { name, port } of nodes) servers.push({ name, port, healthPort: await pickPort() });
  const CLUSTER_HEALTH = JSON.stringify({ kind, account, nodes: servers });
  const door = launch(
    'the health door',
    process.execPath,
    [join(import.meta.dirname, 'health-door.mjs')],
    {
      env: { ...process.env, CLUSTER_HEALTH },
    },
  );
  cleanup.defer(() => door.end());
  ledger.add(door.name, door.pid, 'health-door.mjs');
  for (const { healthPort } of servers) {
    await untilTrue('the health of nodes is told', async () => !(await isFree(healthPort)));
  }
  // Who switches a primary by hand leaves its connections open.
  const cutsSessions = kind === 'galera';
  return startHaproxy({ dir, ledger, writers, cutsSessions, servers }, cleanup);
}
