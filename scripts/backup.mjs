import { join, resolve } from 'node:path';
import { backUp } from './lib/backup/backup.mjs';
import { loadEnvFile } from './lib/process/built-program.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { say, step, UserError } from './lib/say.mjs';
import { knownDatabase } from './lib/servers/known-database.mjs';

const rootDir = join(import.meta.dirname, '..');

/** `npm run backup -- shop.sql.gz`: writes the database into a file, as it is at one moment. */
await runScript(async (cleanup) => {
  loadEnvFile(rootDir);
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || rest.length > 0) {
    throw new UserError('Usage: npm run backup -- FILE, such as shop.sql.gz');
  }
  const file = resolve(process.env.INIT_CWD ?? process.cwd(), name);
  const address = process.env.DATABASE_URL || (await knownDatabase(rootDir));
  await step('Backing up', () => backUp({ address, file, env: process.env }, cleanup));
  say(`The backup is ${file}. It holds addresses and names: keep it where the database is kept.`);
  return 0;
});
