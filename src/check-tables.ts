import { parseArgs } from 'node:util';
import { readSettings } from '../config/settings.js';
import { endFailed } from './bootstrap/stopping.js';
import { errorRule } from './database/database-errors.js';
import { withPatientSource } from './database/patient-source.js';
import { TableCheck } from './database/table-check.js';

/** Rebuilds a damaged table, and answers whether it is whole then. */
async function rebuilt(tables: TableCheck, name: string): Promise<boolean> {
  try {
    const rest = await tables.rebuild(name);
    console.log(
      rest === null
        ? `${name}: rebuilt, and whole.`
        : `${name}: rebuilt, and damaged still; restore the database from a backup. ${rest}`,
    );
    return rest === null;
  } catch (error) {
    if (!(error instanceof Error) || errorRule(error) === null) throw error;
    // Transactions that use it, most likely; the other tables are looked at all the same.
    console.log(`${name}: not rebuilt; run this again. ${error.message}`);
    return false;
  }
}

/** Checks a table, rebuilds it where that is wanted, and answers whether it is whole in the end. */
async function isWhole(tables: TableCheck, name: string, rebuilds: boolean): Promise<boolean> {
  const damage = await tables.damage(name);
  if (damage === null) return true;
  console.log(`${name}: damaged. ${damage}`);
  return rebuilds && (await rebuilt(tables, name));
}

/** Checks all tables, and answers what is said of them in the end. */
async function checkAll(tables: TableCheck, rebuilds: boolean) {
  const names = await tables.names();
  let damaged = 0;
  for (const name of names) damaged += (await isWhole(tables, name, rebuilds)) ? 0 : 1;
  const remedy = rebuilds ? '' : ' npm run check-tables -- --rebuild rebuilds them.';
  const said = `${damaged} of ${names.length} tables are damaged.${remedy}`;
  return { damaged, said: damaged === 0 ? `All ${names.length} tables are whole.` : said };
}

/** Checks all tables of the database and ends with 1 while one of them is damaged; `--rebuild` rebuilds those. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rebuild: { type: 'boolean', default: false } } });
  const { database } = readSettings(process.env);
  await withPatientSource(database, async (source) => {
    const { damaged, said } = await checkAll(new TableCheck(source), values.rebuild);
    console.log(said);
    process.exitCode = damaged === 0 ? 0 : 1;
  });
}

await main().catch(endFailed);
