import { join } from 'node:path';
import { builtEntry, loadEnvFile, runBuilt } from './lib/process/built-program.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { knownDatabase } from './lib/servers/known-database.mjs';

const rootDir = join(import.meta.dirname, '..');

/** `npm run check-tables [-- --rebuild]`: checks the tables of the database, and rebuilds those that are damaged. */
await runScript(async () => {
  loadEnvFile(rootDir);
  const entry = builtEntry(rootDir, 'check-tables');
  const DATABASE_URL = process.env.DATABASE_URL || (await knownDatabase(rootDir));
  const env = { ...process.env, DATABASE_URL };
  return runBuilt(entry, process.argv.slice(2), { rootDir, env });
});
