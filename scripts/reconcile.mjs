import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { runScript } from './lib/process/cleanup.mjs';
import { knownDatabase } from './lib/servers/known-database.mjs';
import { UserError } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');
const entry = join(rootDir, 'dist', 'src', 'reconcile.js');
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
  if (existsSync(join(rootDir, '.env'))) process.loadEnvFile(join(rootDir, '.env'));
  const args = argumentsOf(process.argv.slice(2));
  if (!existsSync(entry)) throw new UserError('It is not built yet: run "npm run build" first.');
  const DATABASE_URL = process.env.DATABASE_URL || (await knownDatabase(rootDir));
  const child = spawn(process.execPath, ['--enable-source-maps', entry, ...args], {
    cwd: rootDir,
    env: { ...process.env, DATABASE_URL },
    stdio: 'inherit',
  });
  return new Promise((done) => child.once('exit', (code) => done(code ?? 1)));
});
