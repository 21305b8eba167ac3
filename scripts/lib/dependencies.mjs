import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './process/processes.mjs';
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
 * Installs the dependencies when they are absent or not those of the lock file. What is there already is
 * brought up to date in place, for something may be running from it; only when that does not help is it
 * thrown away. No package's install script is run: none is needed.
 */
export async function ensureDependencies(rootDir) {
  const stale = whatIsStale(rootDir);
  if (stale === undefined) return;
  if (stale !== 'node_modules') {
    await npm(rootDir, `Updating dependencies (${stale} is not as locked)`, [
      'install',
      '--no-save',
    ]);
    if (whatIsStale(rootDir) === undefined) return;
  }
  await npm(rootDir, 'Installing dependencies', ['ci']);
}

function whatIsStale(rootDir) {
  const installed = readJson(join(rootDir, 'node_modules', '.package-lock.json'));
  return firstStale(readJson(join(rootDir, 'package-lock.json')), installed);
}

async function npm(rootDir, title, command) {
  mkdirSync(join(rootDir, '.data'), { recursive: true });
  const logFile = join(rootDir, '.data', 'npm.log');
  const log = openSync(logFile, 'w');
  const args = [...command, '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  const options = { cwd: rootDir, detached: false, stdio: ['ignore', log, log] };
  const how = await step(title, () => launch('npm', 'npm', args, options).exit);
  closeSync(log);
  if (how === 'ended with code 0') return;
  const lastLines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n');
  throw new UserError(`npm ${command[0]} ${how}. The end of ${logFile}:\n${lastLines}`);
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
