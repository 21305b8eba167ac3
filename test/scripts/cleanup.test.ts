import { describe, expect, it } from '@jest/globals';
import { Cleanup, wordsOf } from '../../scripts/lib/process/cleanup.mjs';
import { UserError } from '../../scripts/lib/say.mjs';

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

describe('what a script that failed says', () => {
  const ofDisk = (code: string) =>
    Object.assign(new Error(`${code}: write`), { code, path: '/shop/.data/x' });

  it.each([
    ['ENOSPC', 'the disk is full: make room'],
    ['EDQUOT', 'your share of the disk is used up'],
    ['EROFS', 'the disk cannot be written to'],
    ['EACCES', 'this user may not write there'],
  ])('is one line with the remedy for %s', (code, said) => {
    const words = wordsOf(ofDisk(code)).trim();
    expect(words).toContain(`/shop/.data/x: ${said}`);
    expect(words).not.toMatch(/\n| at /);
  });

  it('is what we say ourselves, and a stack for faults of ours alone', () => {
    expect(wordsOf(new UserError('Port 3000 is in use.'))).toBe('\nPort 3000 is in use.');
    expect(wordsOf(new TypeError('x is undefined'))).toMatch(/TypeError: x is undefined\n +at /);
  });
});
