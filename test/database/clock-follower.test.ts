import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ClockFollower, correction } from '../../src/database/clock-follower.js';
import { AgreedClock, type Clock, systemClock } from '../../src/kernel/clock.js';
import { type FreshSource, freshSource } from '../support/database.js';

const TEN_MINUTES_MS = 600_000;
/** More than a look at the database takes. */
const NEAR_MS = 60_000;

describe('a clock is moved', () => {
  it.each([
    ['to a database that is far ahead', 0, 600_000, 5, 600_000],
    ['to one that is far behind', 0, -600_000.4, 5, -600_000],
    ['when the database was set since', 600_000, 300_000, 5, 300_000],
    ['back to where it was when both agree again', 600_000, 700, 5, 0],
    ['not for what time synchronisation leaves', 0, 1_000, 0, null],
    ['not for what a slow answer may account for', 0, 2_500, 1_500, null],
    ['not while it agrees', 600_000, 600_900, 5, null],
  ])('%s', (_, currentMs, aheadMs, errorMs, moved) => {
    expect(correction(currentMs, { aheadMs, errorMs })).toBe(moved);
  });
});

describe('a process', () => {
  let fresh: FreshSource;
  const followers: ClockFollower[] = [];

  beforeAll(async () => {
    fresh = await freshSource();
  });

  afterEach(() => {
    jest.restoreAllMocks();
    followers.splice(0).forEach((follower) => follower.onModuleDestroy());
  });

  afterAll(() => fresh.close());

  async function follow(clock: Clock): Promise<void> {
    const follower = new ClockFollower(fresh.source, clock);
    followers.push(follower);
    await follower.onModuleInit();
  }

  it.each([TEN_MINUTES_MS, -TEN_MINUTES_MS])(
    'goes by the database on a machine whose clock is %s ms wrong',
    async (wrongMs) => {
      jest.spyOn(systemClock, 'now').mockImplementation(() => new Date(Date.now() + wrongMs));
      const clock = new AgreedClock();
      await follow(clock);
      expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(NEAR_MS);
    },
  );

  it('leaves a clock that is right where it is', async () => {
    const clock = new AgreedClock();
    await follow(clock);
    expect(clock.aheadMs).toBe(0);
  });

  it('leaves a clock alone that it was given', async () => {
    const given = { aheadMs: 5, now: () => new Date(0) };
    await follow(given);
    expect(given.aheadMs).toBe(5);
  });

  it('starts while the database is away, by the clock of its machine', async () => {
    const clock = new AgreedClock();
    jest.spyOn(fresh.source, 'query').mockRejectedValue(new Error('gone'));
    await follow(clock);
    expect(clock.aheadMs).toBe(0);
  });
});
