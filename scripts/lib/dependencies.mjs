import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './processes.mjs';
import { step, UserError } from './say.mjs';

/**
 * Whether what is installed differs from what the lock file asks for.
 *
 * @param {{ packages: Record<string, { version?: string, resolved?: string, integrity?: string,
 *   optional?: boolean, devOptional?: boolean, peer?: boolean }> }} lock package-lock.json
 * @param {{ packages: Record<string, { version?: string, integrity?: string }> } | undefined} installed
 *   node_modules/.package-lock.json, which npm writes after it has put everything in place
 * @returns {string | undefined} the first package that differs; undefined when all is as it should be
 */
export function firstStale(lock, installed) {
  if (!installed) return 'node_modules';
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '');
  const stale = wanted.find(([path, entry]) => {
    const there = installed.packages[path];
    // What is for another platform is left out by npm.
    if (!there) return !entry.optional && !entry.devOptional;
    return there.version !== entry.version || there.integrity !== entry.integrity;
  });
  return stale?.[0];
}

/**
 * Installs the dependencies when they are absent or not those of the lock file. No package's install
 * script is run: none is needed.
 */
export async function ensureDependencies(rootDir) {
  const lock = readJson(join(rootDir, 'package-lock.json'));
  const stale = firstStale(lock, readJson(join(rootDir, 'node_modules', '.package-lock.json')));
  if (!stale) return;
  mkdirSync(join(rootDir, '.data'), { recursive: true });
  const logFile = join(rootDir, '.data', 'npm-ci.log');
  const log = openSync(logFile, 'w');
  const why = stale === 'node_modules' ? 'none are installed' : `${stale} is not as locked`;
  const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const how = await step(`Installing dependencies (${why})`, () => {
    const options = { cwd: rootDir, detached: false, stdio: ['ignore', log, log] };
    return launch('npm ci', 'npm', args, options).exit;
  });
  closeSync(log);
  if (how === 'ended with code 0') return;
  const lastLines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n');
  throw new UserError(`npm ci ${how}. The end of ${logFile}:\n${lastLines}`);
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
