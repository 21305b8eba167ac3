import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { clientOf } from './client.mjs';
import { watchAnswers } from '../campaign/watch.mjs';
import { throwAwayFolder } from '../process/throw-away.mjs';
import { untilTrue } from '../servers/database-node.mjs';
import { startDatabase } from '../servers/private-database.mjs';
import { startCluster, startSentinels } from '../servers/redis-groups.mjs';
import { makeServerTls } from '../servers/server-tls.mjs';
import { UserError } from '../say.mjs';
import { NOTHING_LOST, startCarts } from './carts.mjs';
import { startLoad } from './load.mjs';
import { calm, phase } from './phases.mjs';
import { setStage } from './stage.mjs';

const KEY_PREFIX = 'clustered-shop';
const FROZEN_MS = 8_000;
const GROUPS = {
  sentinel: { start: startSentinels, move: 'switched by hand' },
  cluster: {
    start: (place, cleanup) => startCluster(place, `{${KEY_PREFIX}-bull}:wait`, cleanup),
    move: "the queues' slots moved to another master",
  },
};

/**
 * A shop on Redis with sentinels or on a cluster of Redis, under load: its queues moved as for an upgrade, the server that
 * keeps them killed, started again, and frozen. Beside the orders, buyers change their carts.
 *
 * @param {{ kind: 'sentinel' | 'cluster', hasTls: boolean, lanes: number, random: () => number }} how
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export async function runRedis({ kind, hasTls, lanes, random }, cleanup) {
  const { group, ...where } = await openServers(kind, hasTls, cleanup);
  const stage = await setStage(where, cleanup);
  const load = startLoad(stage, { lanes, random });
  const cartWatch = watchAnswers();
  const calls = stage.bases.map((base) => clientOf({ base, watch: cartWatch, retries: false }));
  const carts = startCarts({ ...stage, calls });
  const during = (name, work) =>
    phase({ stage, load }, name, () => withCarts(carts, cartWatch, work));
  let lost;
  const phases = [
    await during('no fault', calm),
    await during(GROUPS[kind].move, () => group.move()),
    await during('the primary killed', async () => {
      lost = await group.primary();
      await lost.server.end({ signal: 'SIGKILL' });
      await untilReplaced(group, lost.port);
    }),
    await during('it comes back as a replica', async () => {
      await group.startAgain(lost.port);
      await untilTrue('all servers are one group again', group.isWhole);
    }),
    await during('the primary frozen', () => freezePrimary(group)),
  ];
  await Promise.all([load.stop(), carts.stop()]);
  return { stage, load, phases, faults: cartWatch.faults };
}

async function openServers(kind, hasTls, cleanup) {
  const place = await throwAwayFolder(cleanup);
  const tls = hasTls ? makeServerTls(join(place.dir, 'tls')) : undefined;
  const group = await GROUPS[kind].start({ ...place, tls }, cleanup);
  const database = { ...place, durable: false, database: 'alipay_checkout' };
  const databaseUrl = await startDatabase(database, cleanup);
  const trust = tls && { NODE_EXTRA_CA_CERTS: tls.authorityFile };
  const environment = { REDIS_KEY_PREFIX: KEY_PREFIX, ...trust };
  return { group, databaseUrl, redisUrl: group.url, environment };
}

async function freezePrimary(group) {
  const { port, server } = await group.primary();
  process.kill(server.pid, 'SIGSTOP');
  await wait(FROZEN_MS);
  await untilReplaced(group, port);
  process.kill(server.pid, 'SIGCONT');
  await untilTrue('all servers are one group again', group.isWhole);
}

function untilReplaced(group, port) {
  return untilTrue(
    'another one stands in for it',
    async () => (await group.primary()).port !== port,
  );
}

/** What buyers had of their carts during some work and until it was well again. */
async function withCarts({ tally }, { refusals }, work) {
  const before = { ...tally };
  Object.assign(tally, NOTHING_LOST);
  const began = performance.now();
  await work();
  refusals.clear();
  await untilTrue('carts are kept again', async () => {
    const { edits } = tally;
    await wait(500);
    return tally.edits > edits;
  }).catch((error) => {
    const told = [...refusals].map(([what, count]) => `${count} × ${what}`);
    throw new UserError(`${error.message}\n${told.join('\n')}`);
  });
  return {
    'changes of carts': tally.edits - before.edits,
    refused: tally.refused - before.refused,
    'kept and lost': tally.lost - before.lost,
    'which were made in': `${(Math.max(0, tally.lostTo - tally.lostFrom) / 1_000).toFixed(2)} s`,
    took: `${((performance.now() - began) / 1_000).toFixed(1)} s`,
  };
}
