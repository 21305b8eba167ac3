/** Whether the same work takes longer when the tables are a thousand times larger. */
import { setTimeout as wait } from 'node:timers/promises';
import { say, step } from '../scripts/lib/say.mjs';
import { relay, sweep, workOff } from './backlog.mjs';
import { jobs } from './jobs.mjs';
import { buyersFor, measureSides, orderOf } from './measure.mjs';
import { median } from './report-table.mjs';
import { fillShop, ownersOf, shopDatabase } from './old-shop.mjs';
import { clearOrdersAfter, makeCatalogue } from './world.mjs';

const SMALL = 10_000;
const POOL_PATIENCE_SECONDS = 120;
const measured = ['list', 'create', 'notify'];

/** Measures the backend on both sizes of tables in turn, with the same server settings. */
export async function measureGrowth(stage, wish) {
  const options = { ...wish, latency: false };
  const users = buyersFor(options);
  const world = stage.world(users);
  await step('Starting the simulator', () => stage.openSimulator());
  const sides = [];
  for (const orders of [SMALL, options.orders]) sides.push(await openSize(stage, orders, users));
  await step('Waiting for the database to read back what it had in memory', () =>
    untilPoolIsLoaded(sides[0].db),
  );
  const [[version]] = await sides[0].db.query('SELECT VERSION() AS version');
  const results = { jobs: [], wrong: [], database: version.version, growth: [] };
  for (const name of measured.filter((one) => options.jobs.includes(one))) {
    const rows = await inTurn(sides, options.repeat, async (order) => {
      const found = await measureSides(stage, order, world, jobs[name], options);
      results.wrong.push(
        ...found.flatMap(({ wrong }) => wrong.map((fault) => `${name}: ${fault}`)),
      );
      return found.map(({ top }) => top);
    });
    results.growth.push(row(name, rows, options));
    for (const side of sides) await clearOrdersAfter(side.db, side.base);
  }
  for (const backlog of [relay, sweep].filter(({ name }) => options.jobs.includes(name)))
    results.growth.push(await backlogGrowth(stage, sides, backlog, options));
  return results;
}

/** At its start the server reads the pages of its last run again, for a while, beside whatever else it does. */
async function untilPoolIsLoaded(db) {
  for (let looks = 0; looks < POOL_PATIENCE_SECONDS; looks += 1) {
    const [[status]] = await db.query("SHOW GLOBAL STATUS LIKE 'Innodb_buffer_pool_load_status'");
    if (!/^load/i.test(String(status?.Value))) return;
    await wait(1000);
  }
}

async function backlogGrowth(stage, sides, backlog, options) {
  const count = Math.ceil((backlog.perSecond / 2) * options.seconds);
  const users = buyersFor(options);
  const rows = await inTurn(sides, options.repeat, async (order) => {
    const rates = [];
    for (const side of order) {
      rates.push(await workOff(stage, side, backlog, { count, users }));
      await clearOrdersAfter(side.db, side.base);
    }
    return rates;
  });
  return row(backlog.name, rows, options);
}

async function inTurn(sides, repeat, measure) {
  const rates = sides.map(() => []);
  for (let turn = 0; turn < repeat; turn += 1) {
    const order = orderOf(sides, turn);
    for (const [index, { rate, cpu }] of (await measure(order)).entries()) {
      const side = order[index];
      rates[sides.indexOf(side)].push(rate);
      const own = `CPU ${cpu.side.toFixed(2)} ms, database ${cpu.database.toFixed(2)} ms each`;
      say(`${side.name}: ${rate.toFixed(0)}/s, ${own}`);
    }
  }
  return rates;
}

function row(name, [small, large], { orders }) {
  const title = `${name}: ${orders.toLocaleString('en')} orders against ${SMALL.toLocaleString('en')}`;
  return { title, small: 1000 / median(small), large: 1000 / median(large) };
}

/** Opens the backend on tables of a size: the large ones are kept, the small ones made anew with the same time. */
async function openSize(stage, orders, users) {
  const isSmall = orders === SMALL;
  const database = isSmall ? 'growth_small' : shopDatabase(orders);
  if (isSmall) await makeSmall(stage, { database, users });
  else await stage.migrate(database);
  const db = await stage.connect(database);
  await refuseTooFewUsers(db, users);
  await clearOrdersAfter(db, orders);
  const side = await stage.openSide(`api-${orders}`, {
    entry: 'bench/launch-api.mjs',
    database,
    base: orders,
  });
  return { ...side, owners: Math.min(ownersOf(orders), users) };
}

async function makeSmall(stage, { database, users }) {
  await stage.freshDatabase(database);
  const db = await stage.connect(database);
  await step('Making the small shop', async () => {
    await makeCatalogue(db, Math.max(users, ownersOf(SMALL)));
    await fillShop(db, { count: SMALL, users: ownersOf(SMALL), now: new Date() });
  });
}

async function refuseTooFewUsers(db, people) {
  const [[{ known }]] = await db.query('SELECT MAX(id) AS known FROM users');
  if (known < people)
    throw new Error(`the shop has ${known} users, ${people} are needed: measure for fewer seconds`);
}
