import { setTimeout as wait } from 'node:timers/promises';
import { say, UserError } from '../say.mjs';
import { untilTrue } from '../servers/database-node.mjs';

const FROZEN_MS = 12_000;
const SPLIT_MS = 10_000;

/** @typedef {import('../servers/galera.mjs').GaleraNode} GaleraNode */

/** Starts a node that was down, and waits until all are one cluster again. */
export async function comeBack(node, nodes) {
  const began = performance.now();
  await node.start();
  await untilWhole(nodes);
  return { 'back after': `${((performance.now() - began) / 1_000).toFixed(1)} s` };
}

/**
 * Where new connections lead.
 *
 * @param {{ nodes: readonly GaleraNode[], query: (sql: string) => Promise<any[]> }} cluster `query` asks through the balancer, on
 *   a new connection
 */
export async function writerOf({ nodes, query }) {
  const [{ port }] = await query('SELECT @@port AS port');
  return nodes.find((node) => node.port === Number(port));
}

/** One of the nodes that is not this one. */
export const otherThan = (nodes, one) => nodes.find((node) => node !== one);

/** Lets a node stand still for long enough that the others put it out. */
export async function freeze(nodes, choose) {
  const node = await choose();
  node.freeze();
  await wait(FROZEN_MS);
  node.thaw();
  return untilWhole(nodes);
}

/** Cuts a node off from the others, which are more than half. */
export async function split(nodes, choose) {
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
export async function untilWhole(nodes) {
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
export async function unequalTables(nodes, database) {
  const [first, ...others] = nodes;
  const tables = await first.ask(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'",
    [database],
  );
  const names = tables.map(({ name }) => `\`${database}\`.\`${name}\``).join(', ');
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
