/** The programs that are measured side by side, each on a database of its own with the same rows. */
import { join, resolve } from 'node:path';
import { step } from '../scripts/lib/say.mjs';

/**
 * `worker` is the backend with a worker at work beside it; `procedures` the floor in one round trip a request; `traced` the
 * backend that tells a collector of all it does; `before` that of another built folder (`--before`).
 */
const wishes = {
  app: { entry: 'bench/launch-api.mjs', database: 'bench_app' },
  worker: { entry: 'bench/launch-api.mjs', database: 'bench_worker', hasWorker: true },
  floor: { entry: 'bench/floor/floor.mjs', database: 'bench_floor' },
  procedures: {
    entry: 'bench/floor/floor.mjs',
    database: 'bench_procedures',
    env: { FLOOR_PROCEDURES: '1' },
  },
};

/** Those that take turns unless others are chosen. */
export const sideNames = Object.keys(wishes);
export const moreSideNames = ['traced', 'before'];

/** What a side is that has to be made first, or known by an option. */
async function wishOf(name, stage, before) {
  if (name === 'before') return { entry: launcherIn(before), database: 'bench_before' };
  if (name !== 'traced') return wishes[name];
  const endpoint = await stage.openCollector();
  const env = { ...settingsOfTracing(), OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
  return { ...wishes.app, database: 'bench_traced', env };
}

/** The SDK's own, as which share of traces is kept. */
function settingsOfTracing() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name.startsWith('OTEL_')),
  );
}

function launcherIn(folder) {
  return join(resolve(folder), wishes.app.entry);
}

/**
 * Starts sides, and makes users, addresses and SKUs in their databases. The tables are this build's: those of an
 * earlier one have fewer columns.
 */
export async function openSides(stage, makeRows, { sides: names, before }) {
  const sides = [];
  for (const name of names) {
    const wish = await wishOf(name, stage, before);
    await stage.freshDatabase(wish.database);
    sides.push(await step(`Starting the ${name}`, () => stage.openSide(name, wish)));
  }
  await step('Making users, addresses and SKUs', () =>
    Promise.all(sides.map(({ db }) => makeRows(db))),
  );
  return sides;
}
