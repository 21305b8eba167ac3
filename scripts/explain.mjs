import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { runScript } from './lib/process/cleanup.mjs';
import { knownDatabase } from './lib/servers/known-database.mjs';
import { UserError } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');
const entry = join(rootDir, 'dist', 'src', 'explain.js');

/** `npm run explain -- <order number | out_trade_no | trade_no>`: prints what happened to it, and why. */
await runScript(async () => {
  if (existsSync(join(rootDir, '.env'))) process.loadEnvFile(join(rootDir, '.env'));
  const numbers = process.argv.slice(2);
  if (numbers.length !== 1) {
    throw new UserError('Usage: npm run explain -- <order number | out_trade_no | trade_no>');
  }
  if (!existsSync(entry)) throw new UserError('It is not built yet: run "npm run build" first.');
  const DATABASE_URL = process.env.DATABASE_URL || (await knownDatabase(rootDir));
  const env = { ...process.env, DATABASE_URL };
  const child = spawn(process.execPath, ['--enable-source-maps', entry, ...numbers], {
    cwd: rootDir,
    env,
    stdio: 'inherit',
  });
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
});
