import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { builtEntry, loadEnvFile, runBuilt } from './lib/process/built-program.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { knownDatabase } from './lib/servers/known-database.mjs';
import { UserError } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');
const USAGE =
  'Usage: npm run reconcile -- <day, as 2026-11-20> [--file bill.zip] [--account-file log.zip]';

function argumentsOf(argv) {
  try {
    const options = { file: { type: 'string' }, 'account-file': { type: 'string' } };
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
    if (positionals.length !== 1) throw new UserError(USAGE);
    const files = Object.entries(values).map(([name, file]) => [`--${name}`, pathOf(file)]);
    return [...positionals, ...files.flat()];
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(USAGE);
  }
}

function pathOf(file) {
  // npm runs scripts in the package's folder, wherever it was asked from.
  const path = resolve(process.env.INIT_CWD ?? process.cwd(), file);
  if (!existsSync(path)) throw new UserError(`There is no file ${file}.`);
  return path;
}

/** `npm run reconcile -- <day> [--file bill.zip]`: holds a day's bill against the books. Ends with 1 while something is open. */
await runScript(async () => {
  loadEnvFile(rootDir);
  const args = argumentsOf(process.argv.slice(2));
  const entry = builtEntry(rootDir, 'reconcile');
  const DATABASE_URL = process.env.DATABASE_URL || (await knownDatabase(rootDir));
  return runBuilt(entry, args, { rootDir, env: { ...process.env, DATABASE_URL } });
});
