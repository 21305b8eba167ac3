import { setTimeout as wait } from 'node:timers/promises';
import { openThrowAwayRedis } from './redis.mjs';
import { say, UserError } from '../say.mjs';
import { untilTrue } from '../servers/database-node.mjs';
import { startGalera } from '../servers/galera.mjs';
import { throwAwayFolder } from '../process/throw-away.mjs';
import { raceClaims } from './claim-race.mjs';
import { startBalancer } from './health.mjs';
import { raceIds } from './id-race.mjs';
import { startLoad } from './load.mjs';
import { calm, phase } from './phases.mjs';
import { setStage } from './stage.mjs';

const DATABASE = 'alipay_checkout';
const FROZEN_MS = 12_000;
const SPLIT_MS = 10_000;
const COUNTERS = ['wsrep_local_commits', 'wsrep_local_cert_failures', 'wsrep_local_bf_aborts'];

/**
 * @typedef {{ nodes: readonly import('../servers/galera.mjs').GaleraNode[], database: string,
 *   urlOf: (node: import('../servers/galera.mjs').GaleraNode) => string }} Galera
 */

/**
 * A shop on MariaDB Galera behind HAProxy, under load: the writer killed, a node sent the whole state, one frozen, one cut
 * off from the others.
 *
 * @param {{ writers: 'one' | 'all', lanes: number, random: () => number }} how
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export async function runGalera({ writers, lanes, random }, cleanup) {
  const { galera, databaseUrl, redisUrl } = await openServers(writers, cleanup);
  const { nodes } = galera;
  const races = [await raceClaims(galera), await raceIds(galera)];
  races.forEach(({ told }) => say(`  ${told}`));
  const stage = await setStage({ databaseUrl, redisUrl }, cleanup);
  const load = startLoad(stage, { lanes, random });
  const run = { stage, load };
  const writer = () => writerOf({ nodes, query: stage.query });
  const other = async () => otherThan(nodes, await writer());
  let lost;
  const phases = [
    await phase(run, 'no fault', () => conflictsWhen(nodes, calm)),
    await phase(run, 'the writer killed', async () => {
      lost = await writer();
      await lost.kill();
      lost.empty();
    }),
    await phase(run, 'it comes back, sent the whole state', () => comeBack(lost, nodes)),
    await phase(run, 'the writer frozen', () => freeze(nodes, writer)),
    await phase(run, 'another node frozen', () => freeze(nodes, other)),
    await phase(run, 'the writer cut off from the others', () => split(nodes, writer)),
  ];
  await load.stop();
  await untilWhole(nodes);
  const faults = [...races.flatMap((race) => race.faults), ...(await unequalTables(nodes))];
  return { stage, load, phases, notes: races.map(({ told }) => told), faults };
}

async function openServers(writers, cleanup) {
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

async function comeBack(node, nodes) {
  const began = performance.now();
  await node.start();
  await untilWhole(nodes);
  return { 'back after': `${((performance.now() - began) / 1_000).toFixed(1)} s` };
}

/** Where new connections lead. */
async function writerOf({ nodes, query }) {
  const [{ port }] = await query('SELECT @@port AS port');
  return nodes.find((node) => node.port === Number(port));
}

const otherThan = (nodes, one) => nodes.find((node) => node !== one);

/** How many transactions were committed during some work, and how many gave way to those of another node. */
async function conflictsWhen(nodes, work) {
  const before = await countersOf(nodes);
  await work();
  const after = await countersOf(nodes);
  const [commits, failures, aborts] = COUNTERS.map((name) => after[name] - before[name]);
  const share = (((failures + aborts) / (commits + failures + aborts)) * 100).toFixed(2);
  return {
    commits,
    'refused at COMMIT': failures,
    'aborted before': aborts,
    'share of conflicts': `${share} %`,
  };
}

async function countersOf(nodes) {
  const sums = Object.fromEntries(COUNTERS.map((name) => [name, 0]));
  for (const node of nodes) {
    const rows = await node.ask('SHOW STATUS WHERE Variable_name IN (?)', [COUNTERS]);
    for (const { Variable_name: name, Value: value } of rows) sums[name] += Number(value);
  }
  return sums;
}

async function freeze(nodes, choose) {
  const node = await choose();
  node.freeze();
  await wait(FROZEN_MS);
  node.thaw();
  return untilWhole(nodes);
}

async function split(nodes, choose) {
  const node = await choose();
  await node.isolate(true);
  await wait(SPLIT_MS);
  await node.isolate(false);
  return untilWhole(nodes);
}

/**
 * Waits until each node knows all of them and has what they have: one that was frozen believes for a moment that nothing
 * happened. One that has given the group up for good is started again, as its operator has to.
 *
 * @returns {Promise<Record<string, number | string>>} after how long, and how many were started again
 */
async function untilWhole(nodes) {
  const states = async () => {
    const told = await Promise.all(nodes.map((node) => stateOf(node, nodes.length)));
    return told.filter((state) => state !== 'well');
  };
  let started = 0;
  const look = async () => {
    for (const node of nodes) {
      if (!(await hasGivenUp(node))) continue;
      await node.kill();
      await node.start();
      started += 1;
    }
    return (await states()).length === 0;
  };
  try {
    const ms = await untilTrue('all nodes are one cluster again', look);
    const seconds = `${(ms / 1_000).toFixed(1)} s`;
    return { 'whole again after': seconds, ...(started > 0 && { 'started again': started }) };
  } catch (error) {
    throw new UserError(`${error.message} ${(await states()).join('; ')}`);
  }
}

/** Galera itself says then that it must be restarted, and the server goes on without it. */
async function hasGivenUp(node) {
  const [{ Value: isConnected }] = await node.ask("SHOW STATUS LIKE 'wsrep_connected'");
  return isConnected === 'OFF';
}

async function stateOf(node, size) {
  try {
    const [{ Value: known }] = await node.ask("SHOW STATUS LIKE 'wsrep_cluster_size'");
    const isWell = Number(known) === size && (await node.isSynced());
    return isWell ? 'well' : `${node.name} knows ${known} nodes`;
  } catch (error) {
    return `${node.name}: ${error.message}`;
  }
}

/** Tables of which two nodes have different rows, in words. */
async function unequalTables(nodes) {
  const [first, ...others] = nodes;
  const tables = await first.ask(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'",
    [DATABASE],
  );
  const names = tables.map(({ name }) => `\`${DATABASE}\`.\`${name}\``).join(', ');
  let unequal = [];
  // The workers write on meanwhile: they must agree at some moment.
  for (let tries = 0; tries < 20; tries += 1) {
    const sums = await Promise.all(
      [first, ...others].map((node) => node.ask(`CHECKSUM TABLE ${names}`)),
    );
    unequal = sums[0]
      .filter(({ Checksum: sum }, index) => sums.some((other) => other[index].Checksum !== sum))
      .map(({ Table: name }) => `the nodes have different rows in ${name}`);
    if (unequal.length === 0) break;
    await wait(500);
  }
  say(unequal.length === 0 ? 'all nodes have the same rows' : 'the nodes differ');
  return unequal;
}
