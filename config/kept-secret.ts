import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SECRET_BYTES = 32;

/** 256 bits of chance, written in hex. */
export function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}

/**
 * A random secret that is made once and kept in a file that only its owner can read, so that sign-ins survive a restart
 * and all processes that share the folder agree. Throws NodeJS.ErrnoException where the folder cannot be read or written.
 */
export function keptSecret(folder: string, name: string): string {
  const file = join(folder, name);
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(folder, { recursive: true });
  const known = readIfThere(file);
  if (known !== null) return known;
  writeFileSync(own, randomSecret(), { mode: 0o600, flag: 'wx' });
  try {
    // A link is there whole or not at all, and fails when another process was quicker.
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  return readFileSync(file, 'utf8').trim();
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
