import { throwAwayFolder } from '../process/throw-away.mjs';
import { untilTrue } from '../servers/database-node.mjs';
import { follow, promote, startReplicated } from '../servers/replicas.mjs';
import { startBalancer } from './health.mjs';
import { startLoad } from './load.mjs';
import { calm, phase } from './phases.mjs';
import { openThrowAwayRedis } from './redis.mjs';
import { setStage } from './stage.mjs';

const DATABASE = 'alipay_checkout';
/** From the moment when the new primary takes writes. */
const FIRST_SUCCESS_WITHIN_MS = 5_000;

/**
 * A shop on a MariaDB with a replica, under load: the primary is switched by hand as for an upgrade, its connections left
 * open; then the new one is killed, and the old one takes over again.
 *
 * @param {{ lanes: number, random: () => number }} how
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export async function runReplica({ lanes, random }, cleanup) {
  const place = await throwAwayFolder(cleanup);
  const { nodes, account, shop } = await startReplicated({ ...place, database: DATABASE }, cleanup);
  const [first, second] = nodes;
  const balancer = { ...place, kind: 'replica', writers: 'one', nodes, account };
  const { port } = await startBalancer(balancer, cleanup);
  const databaseUrl = `mysql://${shop.user}:${shop.password}@127.0.0.1:${port}/${DATABASE}`;
  const redisUrl = await openThrowAwayRedis(place, cleanup);
  const stage = await setStage({ databaseUrl, redisUrl }, cleanup);
  const load = startLoad(stage, { lanes, random });
  const run = { stage, load };
  const faults = [];
  const timed = (name, take) =>
    phase(run, name, async () => {
      const takesWrites = await take();
      const ms = await firstSuccess(load, takesWrites);
      if (ms > FIRST_SUCCESS_WITHIN_MS) faults.push(`${name}: the first success after ${ms} ms`);
      return { 'first success after': `${(ms / 1_000).toFixed(1)} s` };
    });
  const phases = [
    await phase(run, 'no fault', calm),
    await timed('switched by hand, connections left open', async () => {
      await first.ask('SET GLOBAL read_only = 1');
      await promote(second);
      const now = performance.now();
      await first.ask('SET GLOBAL rpl_semi_sync_master_enabled = 0');
      await follow(first, second, account);
      return now;
    }),
    await timed('the primary killed', async () => {
      await second.kill();
      await promote(first);
      return performance.now();
    }),
  ];
  await load.stop();
  return { stage, load, phases, faults };
}

/** After how many milliseconds an order was acknowledged that was asked for when the new primary took writes, or later. */
async function firstSuccess(load, from) {
  const isAfter = ({ at }) => at > from;
  await untilTrue('an order is acknowledged', () =>
    Promise.resolve(load.acknowledged.some(isAfter)),
  );
  return Math.round(load.acknowledged.find(isAfter).at - from);
}
