import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Servers live in sbin, which a plain user's PATH leaves out on Debian. */
const besidePath = ['/usr/local/sbin', '/usr/sbin', '/sbin', '/opt/homebrew/bin'];

/**
 * Finds a program on the PATH.
 *
 * @param {readonly string[]} names the names to try, best first
 * @param {string} [path] the PATH to search; that of this process by default
 * @returns {string | undefined} the first that can be executed
 */
export function findProgram(names, path) {
  return findPrograms(names, path)[0];
}

/** All programs of {@link findProgram}, best first. */
export function findPrograms(names, path = process.env.PATH ?? '') {
  const folders = [...path.split(delimiter).filter(Boolean), ...besidePath];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
