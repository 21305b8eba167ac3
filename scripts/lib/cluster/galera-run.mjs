import { say } from '../say.mjs';
import { raceClaims } from './claim-race.mjs';
import { raceDeliveries } from './delivery-race.mjs';
import {
  comeBack,
  freeze,
  otherThan,
  split,
  unequalTables,
  untilWhole,
  writerOf,
} from './galera-faults.mjs';
import { raceIds } from './id-race.mjs';
import { startLoad } from './load.mjs';
import { openGalera } from './open-galera.mjs';
import { calm, phase } from './phases.mjs';
import { setStage } from './stage.mjs';

const COUNTERS = ['wsrep_local_commits', 'wsrep_local_cert_failures', 'wsrep_local_bf_aborts'];

/**
 * A shop on MariaDB Galera behind HAProxy, under load: the writer killed, a node sent the whole state, one frozen, one cut
 * off from the others.
 *
 * @param {{ writers: 'one' | 'all', lanes: number, orders: number, random: () => number }} how after the faults buyers go on
 *   until so many orders are acknowledged in all
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export async function runGalera({ writers, lanes, orders, random }, cleanup) {
  const { galera, databaseUrl, redisUrl } = await openGalera(writers, cleanup);
  const { nodes } = galera;
  const races = [await raceClaims(galera), await raceIds(galera)];
  const stage = await setStage({ databaseUrl, redisUrl }, cleanup);
  races.push(await raceDeliveries(galera));
  races.forEach(({ told }) => say(`  ${told}`));
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
  if (load.acknowledged.length < orders) {
    phases.push(await phase(run, 'no fault any more', () => load.reached(orders)));
  }
  await load.stop();
  await untilWhole(nodes);
  const faults = [
    ...races.flatMap((race) => race.faults),
    ...(await unequalTables(nodes, galera.database)),
  ];
  return { stage, load, phases, notes: races.map(({ told }) => told), faults };
}

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
