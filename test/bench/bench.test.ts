import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { closedLoop } from '../../bench/driver.mjs';
import { jobs } from '../../bench/jobs.mjs';
import { median } from '../../bench/report-table.mjs';
import { type BothSides, openBothSides, type Side } from './both-sides.js';

const REQUESTS = 60;
const PIECES = 20;
const bothNames = ['app', 'floor'] as const;

describe('the benchmark', () => {
  let sides: BothSides;
  let world: BothSides['world'];

  beforeAll(async () => {
    sides = await openBothSides();
    ({ world } = sides);
  });

  afterAll(() => sides.close());

  async function rounds(side: Side, job: (typeof jobs)[keyof typeof jobs]) {
    await job.prepare(side, world, REQUESTS);
    const handedOut = job.requests(world, REQUESTS, side);
    let left = REQUESTS;
    const next = () => (left-- > 0 ? handedOut() : null);
    // It ends with the last request: the seconds are those of a hang.
    const load = { target: side, connections: 4, seconds: 120, next, isGood: job.isGood };
    const { good, bad, faults } = await closedLoop(load);
    return { good, bad, faults, wrong: await job.check(side, good) };
  }

  const pairs = Object.keys(jobs).flatMap((job) => bothNames.map((side) => [job, side]));

  it.each(pairs as [keyof typeof jobs, (typeof bothNames)[number]][])(
    'drives %s on the %s and finds in SQL what was answered',
    async (name, side) => {
      const answers = await rounds(sides[side], jobs[name]);
      expect(answers).toEqual({ good: REQUESTS, bad: 0, faults: [], wrong: [] });
    },
  );

  it.each(bothNames)('sells exactly the stock of a flash sale on the %s', async (name) => {
    const side = sides[name];
    const load = (request: object) =>
      closedLoop({ target: side, connections: 4, ...request } as never);
    expect(await jobs.flash.finish(side, world, { load, pieces: PIECES })).toEqual([]);
  });

  it('says what is wrong when rows and answers differ', async () => {
    const side = sides.floor;
    const { good } = await rounds(side, jobs.create);
    await side.db.query('DELETE FROM outbox LIMIT 1');
    expect(await jobs.create.check(side, good)).toHaveLength(1);
    expect(await jobs.create.check(side, good + 1)).toHaveLength(7);
  });

  it('counts the middle one', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2);
  });
});
