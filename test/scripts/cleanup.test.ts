import { describe, expect, it } from '@jest/globals';
import { Cleanup } from '../../scripts/lib/cleanup.mjs';

describe('Cleanup', () => {
  it('undoes last first, and goes on after one that fails', async () => {
    const done: string[] = [];
    const cleanup = new Cleanup();
    cleanup.defer(() => done.push('first'));
    cleanup.defer(() => {
      throw new Error('expected by this test');
    });
    cleanup.defer(() => done.push('last'));
    await cleanup.run();
    expect(done).toEqual(['last', 'first']);
  });

  it('undoes once, however often it is asked', async () => {
    let count = 0;
    const cleanup = new Cleanup();
    cleanup.defer(() => (count += 1));
    await Promise.all([cleanup.run(), cleanup.run()]);
    expect(count).toBe(1);
  });

  it('undoes what comes in while it ends', async () => {
    const done: string[] = [];
    const cleanup = new Cleanup();
    cleanup.defer(() => {
      cleanup.defer(() => done.push('started too late'));
    });
    await cleanup.run();
    expect(done).toEqual(['started too late']);
  });
});
