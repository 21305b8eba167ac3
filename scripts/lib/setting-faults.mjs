import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What the built processes would refuse of their settings and of Alipay's keys: one line for each. They stop for the same
 * reasons, but only after servers were started and the database was migrated.
 *
 * @param {Record<string, string | undefined>} env
 * @param {string} rootDir where the build is; files that settings name are looked for in the current folder
 * @returns {Promise<string[]>}
 */
export async function settingFaults(env, rootDir) {
  const load = (file) => import(pathToFileURL(join(rootDir, 'dist', file)).href);
  const { readSettings } = await load('config/settings.js');
  const { readAlipayKeys } = await load('src/alipay/keys.js');
  try {
    readAlipayKeys(readSettings(env).alipay, new Date());
    return [];
  } catch (error) {
    // The first line of several is their title.
    const lines = error.message.split('\n').map((line) => line.trim());
    return lines.length > 1 ? lines.slice(1) : lines;
  }
}
