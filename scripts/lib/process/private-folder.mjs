import { chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';

/** A secret that is made once, kept in a file that only its owner can read, and never printed. */
export function keptSecret(dir, name) {
  const file = join(dir, name);
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

/** A port that was used before, so that addresses stay the same from run to run. */
export function lastPort(dir, name) {
  const file = join(dir, `${name}.port`);
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
}

export function rememberPort(dir, name, port) {
  writeFileSync(join(dir, `${name}.port`), String(port));
}

/**
 * As whom a database server runs when we are root: it refuses to be root unless told so. The user mysql of
 * Debian's package is right, unless it cannot get at one of the folders (a checkout under /root).
 *
 * @returns {{ name: string, uid: number, gid: number } | undefined} nothing when we are not root
 */
export function databaseUser(...folders) {
  if (process.getuid?.() !== 0) return undefined;
  const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, 'mysql'], { encoding: 'utf8' }));
  const [uid, gid] = ids.map((answer) => Number.parseInt(answer.stdout ?? '', 10));
  const usable = ids.every((answer) => answer.status === 0) && folders.every(isOpenToAll);
  return usable ? { name: 'mysql', uid, gid } : { name: 'root', uid: 0, gid: 0 };
}

function isOpenToAll(dir) {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (!(statSync(folder).mode & 0o001)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** Makes a folder that only the given user can enter. */
export function folderFor(dir, user) {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (user) chownSync(dir, user.uid, user.gid);
}

/** Writes a file that only the given user can read. */
export function fileFor(file, text, user) {
  writeFileSync(file, text, { mode: 0o600 });
  if (user) chownSync(file, user.uid, user.gid);
}
