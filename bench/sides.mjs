/** The programs that are measured side by side, each on a database of its own with the same rows. */
import { step } from '../scripts/lib/say.mjs';

/** `worker` is the backend with a worker at work beside it; `procedures` the floor in one round trip a request. */
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

export const sideNames = Object.keys(wishes);

/** Starts sides, and makes users, addresses and SKUs in their databases. */
export async function openSides(stage, makeRows, names = sideNames) {
  const sides = [];
  for (const name of names) {
    await stage.freshDatabase(wishes[name].database);
    sides.push(await step(`Starting the ${name}`, () => stage.openSide(name, wishes[name])));
  }
  await step('Making users, addresses and SKUs', () =>
    Promise.all(sides.map(({ db }) => makeRows(db))),
  );
  return sides;
}
