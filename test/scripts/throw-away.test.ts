import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Cleanup } from '../../scripts/lib/process/cleanup.mjs';
import { throwAwayFolder } from '../../scripts/lib/process/throw-away.mjs';

let place: string;
let cleanup: Cleanup;

beforeEach(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'throw-away-')));
  cleanup = new Cleanup();
});

afterEach(async () => {
  await cleanup.run();
  spawnSync('umount', ['-l', join(place, 'alipay-checkout-test-left', 'disk')]);
  rmSync(place, { recursive: true, force: true });
});

/** As a run that was killed leaves it: no process has this id and these words. */
function leaveBehind(started: string): string {
  const folder = join(place, 'alipay-checkout-test-left');
  mkdirSync(join(folder, 'disk'), { recursive: true });
  writeFileSync(join(folder, 'started.json'), started);
  return folder;
}

const OF_A_DEAD_RUN = JSON.stringify({ owner: 1, ownerMark: 'no such script', entries: [] });

describe('a folder that a killed run left behind', () => {
  it('is removed', async () => {
    const left = leaveBehind(OF_A_DEAD_RUN);
    await throwAwayFolder(cleanup, place);
    expect(existsSync(left)).toBe(false);
  });

  it('is removed with the disk that is still mounted in it, where this user may mount', async () => {
    const left = leaveBehind(OF_A_DEAD_RUN);
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', join(left, 'disk')]);
    writeFileSync(join(left, 'disk', 'data'), '1');
    await throwAwayFolder(cleanup, place);
    expect(existsSync(left)).toBe(false);
  });

  it('is left alone when it cannot be removed, and the next run goes on', async () => {
    const broken = { owner: 1, ownerMark: 'no such script', entries: 'none' };
    const left = leaveBehind(JSON.stringify(broken));
    const said = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const { dir } = await throwAwayFolder(cleanup, place);
    const words = said.mock.calls.map(([text]) => String(text));
    said.mockRestore();
    expect(words).toEqual([expect.stringContaining(`not removed: ${left} (`)]);
    expect(existsSync(left)).toBe(true);
    expect(existsSync(dir)).toBe(true);
  });

  it('is kept while its run lives', async () => {
    const alive = { owner: process.ppid, ownerMark: '', entries: [] };
    const left = leaveBehind(JSON.stringify(alive));
    await throwAwayFolder(cleanup, place);
    expect(existsSync(left)).toBe(true);
  });
});

/** Only root gives a folder to somebody else. */
const describeAsRoot = process.getuid?.() === 0 ? describe : describe.skip;

describeAsRoot('a folder that another user left behind (needs root)', () => {
  it('is left alone: that user says in it which processes to end', async () => {
    const left = leaveBehind(OF_A_DEAD_RUN);
    chownSync(left, 65_534, 65_534);
    await throwAwayFolder(cleanup, place);
    expect(existsSync(left)).toBe(true);
  });
});
