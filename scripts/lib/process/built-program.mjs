import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../say.mjs';

/** Takes what `.env` sets and the environment does not. */
export function loadEnvFile(rootDir) {
  const file = join(rootDir, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}

/** Throws UserError unless `src/<name>.ts` is built; answers its path. */
export function builtEntry(rootDir, name) {
  const entry = join(rootDir, 'dist', 'src', `${name}.js`);
  if (!existsSync(entry)) throw new UserError('It is not built yet: run "npm run build" first.');
  return entry;
}

/** Runs a built program on this terminal and resolves to its exit code. */
export function runBuilt(entry, args, { rootDir, env }) {
  const words = ['--enable-source-maps', entry, ...args];
  const child = spawn(process.execPath, words, { cwd: rootDir, env, stdio: 'inherit' });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
