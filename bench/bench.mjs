import { join } from 'node:path';
import { runScript } from '../scripts/lib/process/cleanup.mjs';
import { ensureDependencies } from '../scripts/lib/dependencies.mjs';
import { pickPort } from '../scripts/lib/process/ports.mjs';
import { say, step } from '../scripts/lib/say.mjs';
import { backlogs, workOff } from './backlog.mjs';
import { measureConnections } from './connections.mjs';
import { measureGrowth } from './growth.mjs';
import { measureIdle, questionsOfAbandoned } from './idle.mjs';
import { jobs } from './jobs.mjs';
import { buyersFor, finish, measureSides, orderOf, startUp } from './measure.mjs';
import { ensureShop, SHOP_FOLDER } from './old-shop.mjs';
import { readOptions, usage } from './options.mjs';
import { report, writeReport } from './report.mjs';
import { openSides } from './sides.mjs';
import { measureSoak } from './soak.mjs';
import { Stage } from './stage.mjs';
import { clearOrders, makeCatalogue } from './world.mjs';

const rootDir = join(import.meta.dirname, '..');
const FLASH_PIECES = 500;
const START_UPS = 3;
/** V8 collects what starting has left behind some 25 seconds later. */
const REST_MS = 40_000;

/** The floor of one trip differs where orders and money are written. */
const writes = new Set(['create', 'flash', 'bought', 'dadashop', 'native', 'checkout', 'notify']);

/** `npm run bench`: measures the backend against the floor, and says whether what came out is right. */
await runScript(async (cleanup) => {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(usage);
    return 0;
  }
  await ensureDependencies(rootDir);
  if (options.growth) await ensureShop(rootDir, options.orders);
  const folder = options.growth ? SHOP_FOLDER : 'bench';
  const stage = new Stage(rootDir, folder, cleanup);
  await stage.open({ bufferShare: options.growth ? 0.5 : 0.1, build: options.build });
  const measure = options.growth
    ? measureGrowth
    : options.soakMinutes > 0
      ? measureSoak
      : measureAll;
  const results = await measure(stage, options);
  process.stdout.write(`\n${report(results)}\n`);
  if (options.write) writeReport(rootDir, results);
  return results.wrong.length === 0 ? 0 : 1;
});

async function measureAll(stage, options) {
  const world = stage.world(buyersFor(options));
  const results = { jobs: [], backlogs: [], wrong: [], database: '' };
  const wanted = options.jobs.filter((name) => name in jobs);
  const worked = Object.values(backlogs).filter(({ name }) => options.jobs.includes(name));
  await step('Starting the simulator', () => stage.openSimulator());
  const sides = await openSides(stage, (db) => makeCatalogue(db, world.users), options);
  results.database = await versionOf(sides[0].db);
  for (const name of wanted)
    results.jobs.push(await measureJob(stage, sides, world, jobs[name], options, results));
  const has = (name) => options.jobs.includes(name);
  if (has('connections'))
    results.connections = await measureConnections(stage, sides, world, options);
  const app = sides.find(({ name }) => name === 'app');
  // Nobody else asks the database or Redis anything while that is counted.
  for (const side of sides) if (side !== app) await side.end();
  for (const backlog of app === undefined ? [] : worked)
    results.backlogs.push(await measureBacklog(stage, app, world, backlog, options, results));
  if (app !== undefined && has('idle')) results.idle = await measureIdle(stage, app);
  if (has('abandoned')) results.abandoned = await questionsOfAbandoned(stage.rootDir);
  await app?.end();
  if (app !== undefined && has('start')) results.start = await measureStart(stage);
  return results;
}

async function versionOf(db) {
  const [[row]] = await db.query('SELECT VERSION() AS version');
  return row.version;
}

function inWords(top, latency) {
  const most = `${top.rate.toFixed(0)}/s, p99 ${top.p99.toFixed(1)} ms`;
  if (latency === null) return most;
  return `${most}; at 70 % p50 ${latency.p50.toFixed(1)}, p99 ${latency.p99.toFixed(1)} ms`;
}

/** Measures a job on all sides that differ in it, and notes whatever is wrong. */
async function measureJob(stage, all, world, job, options, found) {
  const sides = all.filter(({ name }) => name !== 'procedures' || writes.has(job.name));
  const rows = Object.fromEntries(sides.map(({ name }) => [name, { top: [], latency: [] }]));
  const note = (side, wrong) => {
    for (const fault of wrong) {
      found.wrong.push(`${job.title}, ${side.name}: ${fault}`);
      say(`  WRONG: ${fault}`);
    }
  };
  for (let turn = 0; turn < options.repeat; turn += 1) {
    const order = orderOf(sides, turn);
    const results = await measureSides(stage, order, world, job, options);
    for (const [index, side] of order.entries()) {
      const { top, latency, bad, wrong } = results[index];
      rows[side.name].top.push({ ...top, bad });
      rows[side.name].latency.push(...(latency === null ? [] : [latency]));
      say(`${job.title}: ${side.name} ${inWords(top, latency)}`);
      note(side, wrong);
    }
  }
  for (const side of sides) {
    note(side, await finish(side, world, job, { ...options, pieces: FLASH_PIECES }));
  }
  return { job, rows };
}

async function measureBacklog(stage, app, { users }, backlog, options, found) {
  const turns = [];
  for (let turn = 0; turn < options.repeat; turn += 1) {
    await clearOrders(app.db);
    const count = Math.ceil(backlog.perSecond * options.seconds);
    const result = await workOff(stage, app, backlog, { count, users });
    const { side, database, simulator } = result.cpu;
    const cpu = [side, database, simulator].map((ms) => ms.toFixed(2)).join(', ');
    say(
      `${backlog.title}: ${result.rate.toFixed(0)}/s; CPU ms of worker, database, simulator: ${cpu}`,
    );
    found.wrong.push(...result.wrong.map((fault) => `${backlog.title}: ${fault}`));
    turns.push(result);
  }
  return { backlog, turns };
}

async function measureStart(stage) {
  const starts = { api: [], worker: [] };
  for (let turn = 0; turn < START_UPS; turn += 1) {
    for (const [name, entry] of [
      ['api', 'dist/src/main.js'],
      ['worker', 'dist/src/worker.js'],
    ]) {
      const port = await pickPort();
      const env = { ...stage.settings({ name: 'bench_app', port }), WORKER_PORT: String(port) };
      const result = await startUp(stage, { entry, env, port, restMs: REST_MS });
      say(
        `start: ${name} ready after ${result.readyMs.toFixed(0)} ms, ${result.memory.toFixed(0)} MB at rest`,
      );
      starts[name].push(result);
    }
  }
  return starts;
}
