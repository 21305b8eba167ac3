import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/processes.mjs';
import { say } from '../say.mjs';

/** So much a server may still write when its disk is full: less than a table grows by. */
const LEFT_BYTES = 64 * 1024;
const WHOLE = '6g';

/**
 * A disk in memory for the servers' data that can be made full; null where nobody may mount one.
 *
 * @param {string} dir
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ dir: string, fill: () => Promise<void>, free: () => Promise<void> } | null>}
 */
export async function mountDisk(dir, cleanup) {
  const disk = join(dir, 'disk');
  mkdirSync(disk);
  const words = ['-t', 'tmpfs', '-o', `size=${WHOLE},mode=711`, 'tmpfs', disk];
  const { code } = await run('mount', words);
  if (code !== 0) {
    say('Not done: no disk is full, for this user may not mount one.');
    return null;
  }
  cleanup.defer(() => run('umount', ['-l', disk]));
  const resize = (size) => run('mount', ['-o', `remount,size=${size}`, disk]);
  const fill = async () => {
    const { bsize, blocks, bfree } = statfsSync(disk);
    await resize(bsize * (blocks - bfree) + LEFT_BYTES);
  };
  return { dir: disk, fill, free: () => resize(WHOLE) };
}
