import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pickPort } from '../process/ports.mjs';
import { run } from '../process/processes.mjs';
import { findProgram } from '../process/find-program.mjs';
import { UserError } from '../say.mjs';
import { launchRedis } from './private-redis.mjs';

const PRIMARY = 'shop';
const SENTINELS = 3;
const MASTERS = 3;
/** A node of a cluster speaks to the others on the port that is higher by 10,000. */
const HIGHEST_PORT = 55_535;
/** So long a server may be silent before the others say that it is gone. */
const SILENCE_MS = 1_500;
const READY_WITHIN_MS = 60_000;
/** A replica that has not copied its primary cannot stand in for it, and waits five seconds for others to copy with it. */
const REPLICATION = { 'repl-diskless-sync-delay': '0' };

/**
 * Servers of Redis that stand in for each other.
 *
 * @typedef {{ url: string, ports: readonly number[],
 *   primary: () => Promise<{ port: number, server: ReturnType<typeof import('../process/processes.mjs').launch> }>,
 *   reshard: () => Promise<void> }} RedisGroup
 *   `url` is what REDIS_URL takes; `primary` is the server that keeps the queues and can be killed
 */

/**
 * Starts a primary, two replicas and three sentinels.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger }} place
 * @returns {Promise<RedisGroup>}
 */
export async function startSentinels(place, cleanup) {
  const servers = new Map();
  const start = async (name, settings) => {
    const port = await pickPort();
    servers.set(port, await launchRedis({ ...place, name, port, settings }, cleanup));
    return port;
  };
  const first = await start('primary', REPLICATION);
  for (const name of ['replica-1', 'replica-2']) {
    await start(name, { replicaof: `127.0.0.1 ${first}` });
  }
  const sentinels = [];
  for (let number = 1; number <= SENTINELS; number += 1) {
    const port = await pickPort();
    const args = (dataDir) => [sentinelFile(dataDir, first), '--sentinel'];
    await launchRedis({ ...place, name: `sentinel-${number}`, port, args }, cleanup);
    sentinels.push(port);
  }
  for (const port of servers.keys()) {
    await untilSaid(`server ${port} has copied its primary`, () => hasCopied(port));
  }
  const ask = (...words) => command(sentinels[0], ...words);
  await untilSaid('the sentinels know each other and both replicas', async () => {
    const said = await ask('SENTINEL', 'MASTER', PRIMARY);
    const knows = (name, count) => said.includes(`\n${name}\n${count}\n`);
    return knows('num-other-sentinels', SENTINELS - 1) && knows('num-slaves', 2);
  });
  const primary = async () => {
    const [, port] = (await ask('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', PRIMARY)).split('\n');
    return { port: Number(port), server: servers.get(Number(port)) };
  };
  return {
    url: `sentinel://${hosts(sentinels)}/${PRIMARY}/0`,
    ports: [...servers.keys()],
    primary,
  };
}

/** A sentinel keeps what it learns in its own file of settings. */
function sentinelFile(dataDir, primaryPort) {
  const file = join(dataDir, 'sentinel.conf');
  const lines = [
    `sentinel monitor ${PRIMARY} 127.0.0.1 ${primaryPort} 2`,
    `sentinel down-after-milliseconds ${PRIMARY} ${SILENCE_MS}`,
    `sentinel failover-timeout ${PRIMARY} 5000`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return file;
}

/**
 * Starts a cluster of three masters with a replica each.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger }} place
 * @param {string} keyOfQueues a key in the slot of the queues
 * @returns {Promise<RedisGroup>}
 */
export async function startCluster(place, keyOfQueues, cleanup) {
  const servers = new Map();
  const settings = {
    ...REPLICATION,
    'cluster-enabled': 'yes',
    'cluster-node-timeout': String(SILENCE_MS),
  };
  for (let number = 1; number <= MASTERS * 2; number += 1) {
    const port = await lowPort();
    const request = { ...place, name: `node-${number}`, port, settings };
    servers.set(port, await launchRedis(request, cleanup));
  }
  const ports = [...servers.keys()];
  const [any] = ports;
  const nodes = ports.map((port) => `127.0.0.1:${port}`);
  await manage('--cluster', 'create', ...nodes, '--cluster-replicas', '1', '--cluster-yes');
  for (const port of ports) await untilSaid(`node ${port} is ready`, () => isWholeFor(port));
  const owner = async () => {
    const slot = Number(await command(any, 'CLUSTER', 'KEYSLOT', keyOfQueues));
    const alive = ports.find((port) => !servers.get(port).hasEnded());
    const masters = await mastersKnownTo(alive);
    const found = masters.find(({ ranges }) => ranges.some(([a, b]) => a <= slot && slot <= b));
    return { slot, found, masters };
  };
  const primary = async () => {
    const { port } = (await owner()).found;
    return { port, server: servers.get(port) };
  };
  /** Moves the slots of the queues' master to another, as one does who takes a server out. */
  const reshard = async () => {
    const { found, masters } = await owner();
    const to = masters.find(({ id, ranges }) => id !== found.id && ranges.length > 0);
    const count = found.ranges.reduce((sum, [a, b]) => sum + b - a + 1, 0);
    const how = ['--cluster-from', found.id, '--cluster-to', to.id];
    const many = ['--cluster-slots', String(count), '--cluster-yes', '--cluster-pipeline', '10'];
    await manage('--cluster', 'reshard', `127.0.0.1:${found.port}`, ...how, ...many);
  };
  return { url: `cluster://${hosts(ports.slice(0, MASTERS))}`, ports, primary, reshard };
}

async function isWholeFor(port) {
  const table = await command(port, 'CLUSTER', 'NODES');
  const info = await command(port, 'CLUSTER', 'INFO');
  const replicas = table.match(/\bslave .* connected/g) ?? [];
  const isWhole = info.includes('cluster_state:ok') && replicas.length === MASTERS;
  return isWhole && (await hasCopied(port));
}

/** Whether a server is no replica, or one that could stand in for its primary. */
async function hasCopied(port) {
  const info = await command(port, 'INFO', 'replication');
  return !info.includes('role:slave') || info.includes('master_link_status:up');
}

async function mastersKnownTo(port) {
  const table = await command(port, 'CLUSTER', 'NODES');
  return table
    .split('\n')
    .filter((line) => / (myself,)?master - /.test(line))
    .map((line) => {
      const [id, address, , , , , , , ...slots] = line.split(' ');
      const ranges = slots
        .filter((range) => /^\d/.test(range))
        .map((range) => [range, range].join('-').split('-').map(Number))
        .map((ends) => [ends[0], ends.length === 4 ? ends[1] : ends[0]]);
      return { id, port: Number(/:(\d+)@/.exec(address)[1]), ranges };
    });
}

function hosts(ports) {
  return ports.map((port) => `127.0.0.1:${port}`).join(',');
}

async function lowPort() {
  let port = await pickPort();
  while (port > HIGHEST_PORT) port = await pickPort();
  return port;
}

/** Asks one server; answers what it said, a line for each part. */
async function command(port, ...words) {
  return manage('-p', String(port), ...words);
}

async function manage(...args) {
  const program = findProgram(['redis-cli', 'valkey-cli']);
  if (!program) throw new UserError('redis-cli is not on the PATH.');
  const { code, output } = await run(program, args, { timeoutMs: READY_WITHIN_MS });
  if (code === 0) return output;
  throw new UserError(`redis-cli ${args.slice(0, 3).join(' ')} failed:\n${output.slice(-800)}`);
}

async function untilSaid(what, look) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await look())) {
    if (Date.now() > deadline) throw new UserError(`It never came to pass that ${what}.`);
    await wait(100);
  }
}
