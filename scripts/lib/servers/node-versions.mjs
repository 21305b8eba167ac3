import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/processes.mjs';
import { step, UserError } from '../say.mjs';

/** Versions of Node that the tests can be run with, as npm's packages bring them. */
export const NODE_VERSIONS = { 'node-22': '22', 'node-24': '24' };

/**
 * Fetches a version of Node from npm once, its newest; no script of a package is run.
 *
 * @param {string} rootDir
 * @param {string} name such as `node-24`
 * @returns {Promise<string>} the folder of its program, to be put before the others on the PATH
 * @throws {UserError} when npm has none for this machine, or cannot be reached
 */
export async function nodeFolder(rootDir, name) {
  const dir = join(rootDir, '.data/servers', name);
  const bin = programFolder(dir);
  if (bin) return bin;
  mkdirSync(dir, { recursive: true });
  const wanted = `node-${process.platform}-${process.arch}@${NODE_VERSIONS[name]}`;
  const how = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--prefix', dir];
  const { code, output } = await step(`Fetching ${wanted} from npm`, () =>
    run('npm', ['install', ...how, wanted]),
  );
  const fetched = programFolder(dir);
  if (code === 0 && fetched) return fetched;
  const lastLines = output.trim().split('\n').slice(-5).join('\n');
  throw new UserError(`npm brought no ${wanted}:\n${lastLines}`);
}

function programFolder(dir) {
  const packages = join(dir, 'node_modules');
  const folders = existsSync(packages) ? readdirSync(packages) : [];
  return folders
    .map((name) => join(packages, name, 'bin'))
    .find((bin) => existsSync(join(bin, 'node')));
}
