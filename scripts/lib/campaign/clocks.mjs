import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { aptInstall, canApt } from '../servers/apt.mjs';
import { say } from '../say.mjs';

/** Where Debian's package puts it, under the machine's own folder of libraries. */
const LIBRARY = 'faketime/libfaketimeMT.so.1';
const OFFSETS = ['+0', '+600', '-600'];

/**
 * How processes are started whose clocks are right, ten minutes fast and ten minutes slow, by turns.
 *
 * @param {() => boolean} isOver from then on all are right
 * @returns {Promise<() => Record<string, string>>} further variables for the next process; none when the library that
 *   tells a process another time is not there and cannot be installed
 */
export async function wrongClocks(isOver) {
  if (!findLibrary() && canApt())
    await aptInstall(['faketime']).catch(({ message }) => say(message));
  const library = findLibrary();
  if (!library) {
    say("Not done: no clock is wrong, for there is no libfaketime (Debian's package faketime).");
    return () => ({});
  }
  let started = 0;
  return () => {
    const offset = isOver() ? '+0' : OFFSETS[started % OFFSETS.length];
    started += 1;
    if (offset === '+0') return {};
    // Timers go by the monotonic clock, which nobody sets.
    return { LD_PRELOAD: library, FAKETIME: `${offset}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
  };
}

function findLibrary() {
  const folders = existsSync('/usr/lib') ? readdirSync('/usr/lib') : [];
  return folders.map((folder) => join('/usr/lib', folder, LIBRARY)).find(existsSync);
}
