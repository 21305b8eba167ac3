import { describe, expect, it } from '@jest/globals';
import { startLoop } from '../../src/events/waking/loop.js';
import { latch } from '../support/latch.js';
import { until } from '../support/until.js';

const noError = (error: unknown) => {
  throw error;
};

describe('a loop', () => {
  it('goes on at once while there is work, and rests when there is none', async () => {
    const work = [1, 1, 1, 0];
    let rounds = 0;
    const round = () => Promise.resolve(work[rounds++] ?? 0);
    const loop = startLoop(60_000, round, noError);
    await until('the work is done', () => rounds === 4);
    await loop.stop();
    expect(rounds).toBe(4);
  });

  it('survives a round that fails', async () => {
    const errors: unknown[] = [];
    let rounds = 0;
    const round = () => {
      rounds += 1;
      return rounds === 1 ? Promise.reject(new Error('away')) : Promise.resolve(0);
    };
    const loop = startLoop(1, round, (error) => errors.push(error));
    await until('it went on', () => rounds > 2);
    await loop.stop();
    expect(errors).toEqual([new Error('away')]);
  });

  it('ends after the round that is under way', async () => {
    const { open, opened } = latch();
    let finished = false;
    const round = async () => {
      await opened;
      finished = true;
      return 1;
    };
    const loop = startLoop(1, round, noError);
    const stopped = loop.stop();
    open();
    await stopped;
    expect(finished).toBe(true);
  });
});
