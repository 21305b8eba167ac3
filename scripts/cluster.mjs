import { join } from 'node:path';
import { ensureBuild } from './lib/build.mjs';
import { option } from './lib/campaign/option.mjs';
import { auditRun } from './lib/cluster/ending.mjs';
import { runGalera } from './lib/cluster/galera-run.mjs';
import { inWords } from './lib/cluster/phases.mjs';
import { runRedis } from './lib/cluster/redis-run.mjs';
import { runReplica } from './lib/cluster/replica-run.mjs';
import { ensureDependencies } from './lib/dependencies.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { UserError } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');
/** No buyer waits longer for an order than this, whatever happens to the servers. */
const LONGEST_GAP_MS = 10_000;

const CLUSTERS = {
  galera: (how, cleanup) => runGalera({ ...how, writers: 'one' }, cleanup),
  'galera-writers': (how, cleanup) => runGalera({ ...how, writers: 'all' }, cleanup),
  replica: runReplica,
  sentinel: (how, cleanup) => runRedis({ ...how, kind: 'sentinel' }, cleanup),
  'redis-cluster': (how, cleanup) => runRedis({ ...how, kind: 'cluster' }, cleanup),
};

/** `npm run cluster -- NAME [--lanes 24 --orders 0 --seed 1 --tls]`: servers of several machines on this one, under load, with their faults; then the audit. */
await runScript(async (cleanup) => {
  const [name = ''] = process.argv.slice(2);
  if (!Object.hasOwn(CLUSTERS, name)) {
    throw new UserError(`Which cluster? ${Object.keys(CLUSTERS).join(', ')}.`);
  }
  await ensureDependencies(rootDir);
  await ensureBuild(rootDir);
  const { random: randomOf } = await import('../dist/simulator/control/random.js');
  const how = {
    lanes: Number(option('lanes', 24)),
    // Of Galera alone.
    orders: Number(option('orders', 0)),
    random: randomOf(Number(option('seed', 1))),
    // Of Redis alone: that of the database is in the matrix.
    hasTls: process.argv.includes('--tls'),
  };
  const { stage, load, phases, notes = [], faults: own } = await CLUSTERS[name](how, cleanup);
  const { quiet, faults: found } = await auditRun(stage, load);
  const slow = phases
    .filter(({ longestGapMs }) => longestGapMs > LONGEST_GAP_MS)
    .map((told) => `too long a gap: ${inWords(told)}`);
  const faults = [...own, ...found, ...slow];
  const { counts, longest } = stage.watch;
  const refused = [...stage.watch.refusals].map(([what, count]) => `  ${count} × ${what}`);
  const lines = [
    '',
    `${name}: ${load.acknowledged.length} orders acknowledged, ${how.lanes} buyers at once`,
    ...[...notes, ...phases.map(inWords)].map((told) => `  ${told}`),
    `answers ${counts.answers}, of 5xx ${counts.unavailable}, none ${counts.none}; the longest took ${longest().toFixed(1)} s`,
    ...(refused.length > 0 ? ['refused:', ...refused] : []),
    quiet ? 'nothing is owed' : 'SOMETHING IS STILL OWED',
    `violations ${faults.length}`,
    ...faults.slice(0, 30).map((fault) => `  ${fault}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  return faults.length === 0 ? 0 : 1;
});
