import { describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { IdleQueue } from '../../src/database/batching/idle-queue.js';

/** Work that notes each time that it is done. */
function noted() {
  const done: string[] = [];
  const work = (name: string) => () => {
    done.push(name);
    return `${name} done`;
  };
  return { done, work };
}

describe('Work in spare turns', () => {
  it('is done in the order of its beginning, one piece a turn', async () => {
    const { done, work } = noted();
    const spare = new IdleQueue();
    spare.begin(work('a'));
    spare.begin(work('b'));
    expect(done).toEqual([]);
    await turn();
    expect(done).toEqual(['a']);
    await turn();
    expect(done).toEqual(['a', 'b']);
  });

  it('is done at once for whoever asks before its turn, and only once', async () => {
    const { done, work } = noted();
    const spare = new IdleQueue();
    spare.begin(work('a'));
    const b = spare.begin(work('b'));
    expect(b()).toBe('b done');
    await turn();
    await turn();
    expect(b()).toBe('b done');
    expect(done).toEqual(['b', 'a']);
  });

  it('takes no turn for what is done already', async () => {
    const { done, work } = noted();
    const spare = new IdleQueue();
    const a = spare.begin(work('a'));
    spare.begin(work('b'));
    a();
    await turn();
    expect(done).toEqual(['a', 'b']);
  });

  it('goes on after a rest', async () => {
    const { done, work } = noted();
    const spare = new IdleQueue();
    spare.begin(work('a'));
    await turn();
    await turn();
    spare.begin(work('b'));
    await turn();
    expect(done).toEqual(['a', 'b']);
  });

  it('tells of a failure to whoever asks, and keeps no other from being done', async () => {
    const { done, work } = noted();
    const spare = new IdleQueue();
    const fails = spare.begin(() => {
      throw new Error('no key');
    });
    spare.begin(work('b'));
    await turn();
    await turn();
    expect(done).toEqual(['b']);
    expect(fails).toThrow('no key');
  });

  it('keeps a result of nothing', async () => {
    const spare = new IdleQueue();
    let times = 0;
    const get = spare.begin(() => {
      times += 1;
    });
    await turn();
    get();
    expect(times).toBe(1);
  });
});
