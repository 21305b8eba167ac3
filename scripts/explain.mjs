import { join } from 'node:path';
import { builtEntry, loadEnvFile, runBuilt } from './lib/process/built-program.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { knownDatabase } from './lib/servers/known-database.mjs';
import { UserError } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');

/** `npm run explain -- <order number | out_trade_no | trade_no> [--lang en|zh]`: prints what happened to it, and why. */
await runScript(async () => {
  loadEnvFile(rootDir);
  const args = process.argv.slice(2);
  if (args.length === 0) {
    throw new UserError(
      'Usage: npm run explain -- <order number | out_trade_no | trade_no> [--lang en|zh]',
    );
  }
  const entry = builtEntry(rootDir, 'explain');
  const DATABASE_URL = process.env.DATABASE_URL || (await knownDatabase(rootDir));
  return runBuilt(entry, args, { rootDir, env: { ...process.env, DATABASE_URL } });
});
