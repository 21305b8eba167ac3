import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { composeUrls } from './docker.mjs';
import { firstBytes } from '../process/ports.mjs';
import { keptSecret, lastPort } from '../process/private-folder.mjs';
import { UserError } from '../say.mjs';

const greets = async (port) => /\d+\.\d+\.\d+/.test(await firstBytes(port));

/**
 * The database that `npm start` runs here now: the private one under .data, or docker compose's.
 *
 * @param {string} rootDir
 * @returns {Promise<string>} its address, with its password
 * @throws {UserError} when neither answers
 */
export async function knownDatabase(rootDir) {
  const dir = join(rootDir, '.data');
  const port = lastPort(dir, 'database');
  if (port !== undefined && existsSync(join(dir, 'database-password')) && (await greets(port))) {
    const password = keptSecret(dir, 'database-password');
    return `mysql://checkout:${password}@127.0.0.1:${port}/alipay_checkout`;
  }
  const { database } = composeUrls({}, { asRoot: false });
  if (await greets(Number(new URL(database).port))) return database;
  throw new UserError(
    'No database was found: run "npm start" in another terminal, or name one with DATABASE_URL.',
  );
}
