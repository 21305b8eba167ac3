import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBackup } from './lib/backup/backup.mjs';
import { loadEnvFile } from './lib/process/built-program.mjs';
import { runScript } from './lib/process/cleanup.mjs';
import { say, step, UserError } from './lib/say.mjs';

const rootDir = join(import.meta.dirname, '..');
const USAGE =
  'Usage: npm run restore -- FILE --to DATABASE_URL, or RESTORE_TO_URL in the environment';

function argumentsOf(argv) {
  try {
    const options = { to: { type: 'string', default: process.env.RESTORE_TO_URL } };
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
    if (positionals.length !== 1 || !URL.canParse(values.to ?? '')) throw new UserError(USAGE);
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), positionals[0]);
    if (!existsSync(file)) throw new UserError(`There is no file ${positionals[0]}.`);
    return { file, address: values.to };
  } catch (error) {
    throw error instanceof UserError ? error : new UserError(USAGE);
  }
}

/** `npm run restore -- shop.sql.gz --to mysql://…`: fills an empty database from a backup. */
await runScript(async (cleanup) => {
  loadEnvFile(rootDir);
  const request = { ...argumentsOf(process.argv.slice(2)), env: process.env };
  await step('Restoring', () => restoreBackup(request, cleanup));
  say('Next: docs/operations.md, "After a restore".');
  return 0;
});
