import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pickPort } from '../process/ports.mjs';
import { run } from '../process/processes.mjs';
import { findProgram } from '../process/find-program.mjs';
import { UserError } from '../say.mjs';
import { launchRedis } from './private-redis.mjs';
import { redisTlsSettings } from './server-tls.mjs';

const PRIMARY = 'shop';
const SENTINELS = 3;
const MASTERS = 3;
/** A node of a cluster speaks to the others on the port that is higher by 10,000. */
const HIGHEST_PORT = 55_535;
/** So long a server may be silent before the others say that it is gone. */
const SILENCE_MS = 1_500;
/** Longer than sentinels take to have another stand in for a primary that is well. */
const PAUSE_MS = 3_000;
const READY_WITHIN_MS = 120_000;
/** A replica that has not copied its primary cannot stand in for it, and waits five seconds for others to copy with it. */
const REPLICATION = { 'repl-diskless-sync-delay': '0' };

/**
 * Servers of Redis that stand in for each other.
 *
 * @typedef {{ url: string, ports: readonly number[],
 *   primary: () => Promise<{ port: number, server: ReturnType<typeof import('../process/processes.mjs').launch> }>,
 *   move: () => Promise<void>, startAgain: (port: number) => Promise<void>, isWhole: () => Promise<boolean> }} RedisGroup
 *   `url` is what REDIS_URL takes; `primary` is the server that keeps the queues and can be killed; `move` has another keep
 *   them, as one does before an upgrade; `startAgain` starts one that was killed, and `isWhole` says whether each has its
 *   place and its copy again
 *
 * @typedef {{ dir: string, ledger: import('../process/ledger.mjs').Ledger,
 *   tls?: import('./server-tls.mjs').ServerTls | undefined }} Place with `tls` all speak TLS with the shop and with each
 *   other; what is asked here goes in clear, by ports of their own
 */

/** Starts servers by name, and starts them again as they were. @param {Place} place */
function fleet({ tls, ...place }, cleanup) {
  const servers = new Map();
  const ways = new Map();
  const tlsPorts = new Map();
  const start = async (name, { port, settings = {}, args }) => {
    const tlsPort = tls ? await pickPort() : port;
    const forTls = tls ? { ...redisTlsSettings(tls, tlsPort), 'tls-replication': 'yes' } : {};
    const request = { ...place, name, port, settings: { ...settings, ...forTls }, args };
    const launched = async () => void servers.set(port, await launchRedis(request, cleanup));
    ways.set(port, launched);
    tlsPorts.set(port, tlsPort);
    await launched();
    return port;
  };
  const startAgain = (port) => ways.get(port)();
  const portOf = (told) => [...tlsPorts].find(([port, other]) => [port, other].includes(told))?.[0];
  const shopHosts = (ports) => ports.map((port) => `127.0.0.1:${tlsPorts.get(port)}`).join(',');
  return { servers, start, startAgain, portOf, shopHosts, tlsPorts };
}

/**
 * Starts a primary, two replicas and three sentinels.
 *
 * @param {Place} place
 * @returns {Promise<RedisGroup>}
 */
export async function startSentinels(place, cleanup) {
  const { servers, start, startAgain, portOf, shopHosts, tlsPorts } = fleet(place, cleanup);
  const first = await start('primary', { port: await pickPort(), settings: REPLICATION });
  const firstAddress = tlsPorts.get(first);
  for (const name of ['replica-1', 'replica-2']) {
    const settings = { ...REPLICATION, replicaof: `127.0.0.1 ${firstAddress}` };
    await start(name, { port: await pickPort(), settings });
  }
  const ports = [...servers.keys()];
  const sentinels = [];
  for (let number = 1; number <= SENTINELS; number += 1) {
    const args = (dataDir) => [sentinelFile(dataDir, firstAddress), '--sentinel'];
    sentinels.push(await start(`sentinel-${number}`, { port: await pickPort(), args }));
  }
  const ask = (...words) => command(sentinels[0], ...words);
  const isWhole = async () => {
    const said = await ask('SENTINEL', 'MASTER', PRIMARY);
    const knows = (name, count) => said.includes(`\n${name}\n${count}\n`);
    if (!knows('num-other-sentinels', SENTINELS - 1) || !knows('num-slaves', 2)) return false;
    return (await Promise.all(ports.map(hasCopied))).every(Boolean);
  };
  await untilSaid('the sentinels know each other and both replicas', isWhole);
  const primary = async () => {
    const [, told] = (await ask('SENTINEL', 'GET-MASTER-ADDR-BY-NAME', PRIMARY)).split('\n');
    const port = portOf(Number(told));
    return { port, server: servers.get(port) };
  };
  const scheme = place.tls ? 'sentinels' : 'sentinel';
  const url = `${scheme}://${shopHosts(sentinels)}/${PRIMARY}/0`;
  const move = async () => {
    const { port } = await primary();
    // What it took after the replica was chosen would be lost.
    await command(port, 'CLIENT', 'PAUSE', String(PAUSE_MS), 'WRITE');
    await ask('SENTINEL', 'FAILOVER', PRIMARY);
    await untilSaid('another is the primary', async () => (await primary()).port !== port);
  };
  return { url, ports, primary, move, startAgain, isWhole };
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
 * @param {Place} place
 * @param {string} keyOfQueues a key in the slot of the queues
 * @returns {Promise<RedisGroup>}
 */
export async function startCluster(place, keyOfQueues, cleanup) {
  const { servers, start, startAgain, portOf, shopHosts, tlsPorts } = fleet(place, cleanup);
  for (let number = 1; number <= MASTERS * 2; number += 1) {
    const port = await lowPort();
    await start(`node-${number}`, { port, settings: clusterSettings(port, place.tls) });
  }
  const ports = [...servers.keys()];
  const nodes = ports.map((port) => `127.0.0.1:${port}`);
  await manage('--cluster', 'create', ...nodes, '--cluster-replicas', '1', '--cluster-yes');
  const isWhole = async () => (await Promise.all(ports.map(isWholeFor))).every(Boolean);
  await untilSaid('all nodes are ready', isWhole);
  const slot = Number(await command(ports[0], 'CLUSTER', 'KEYSLOT', keyOfQueues));
  const owner = async () => {
    const alive = ports.find((port) => !servers.get(port).hasEnded());
    const masters = await mastersKnownTo(alive);
    const found = masters.find(({ ranges }) => ranges.some(([a, b]) => a <= slot && slot <= b));
    return { found: { ...found, port: portOf(found.port) }, masters };
  };
  const primary = async () => {
    const { port } = (await owner()).found;
    return { port, server: servers.get(port) };
  };
  /**
   * Moves slots of the queues' master, theirs among them, to another while all are at work. The others stay: masters
   * without slots have no voice in a failover, and two of three are needed.
   */
  const move = async () => {
    const { found, masters } = await owner();
    const to = masters.find(({ id, ranges }) => id !== found.id && ranges.length > 0);
    const count = found.ranges.reduce((sum, [a, b]) => sum + countUpTo(slot, a, b), 0);
    const how = ['--cluster-from', found.id, '--cluster-to', to.id];
    const many = ['--cluster-slots', String(count), '--cluster-yes', '--cluster-pipeline', '10'];
    // A node sends keys to another by TLS, at the port that it is told.
    const tls = place.tls ? ['--tls', '--cacert', place.tls.authorityFile] : [];
    const at = `127.0.0.1:${tlsPorts.get(found.port)}`;
    await manage(...tls, '--cluster', 'reshard', at, ...how, ...many);
  };
  const url = `${place.tls ? 'clusters' : 'cluster'}://${shopHosts(ports.slice(0, MASTERS))}`;
  return { url, ports, primary, move, startAgain, isWhole };
}

/** How many slots of a range come before one or are that one. */
function countUpTo(slot, first, last) {
  return Math.max(0, Math.min(slot, last) - first + 1);
}

/** Nodes speak with each other at a port that follows from the one in clear, with TLS as well. */
function clusterSettings(port, tls) {
  return {
    ...REPLICATION,
    'cluster-enabled': 'yes',
    'cluster-node-timeout': String(SILENCE_MS),
    ...(tls && { 'tls-cluster': 'yes', 'cluster-port': String(port + 10_000) }),
  };
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
  throw new UserError(`redis-cli ${args.slice(0, 5).join(' ')} failed:\n${output.slice(-800)}`);
}

async function untilSaid(what, look) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (!(await look())) {
    if (Date.now() > deadline) throw new UserError(`It never came to pass that ${what}.`);
    await wait(100);
  }
}
