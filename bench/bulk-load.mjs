/** Filling tables with millions of rows: without their indexes first, which are then built one table after the other. */
import { step } from '../scripts/lib/say.mjs';
import { inChunks, runAll } from './world.mjs';

/** What is known of each table's load, so that a load that was interrupted goes on. */
const LOADS = `CREATE TABLE IF NOT EXISTS bench_loads (
  name VARCHAR(64) NOT NULL PRIMARY KEY, restore_keys LONGTEXT NOT NULL, is_whole TINYINT(1) NOT NULL DEFAULT 0
) ENGINE=InnoDB`;

/**
 * Fills a table by `insert(from, until)` for stretches of the orders' ids 1 … count, unless it is whole already. What is not
 * whole is thrown away and made again.
 *
 * @param {import('mysql2/promise').Connection} db with every right on a database that nobody else uses meanwhile
 * @param {{ table: string, count: number, insert: (from: number, until: number) => string }} wish
 */
export async function loadTable(db, { table, count, insert }) {
  await db.query(LOADS);
  const [[known]] = await db.query('SELECT * FROM bench_loads WHERE name = ?', [table]);
  if (known?.is_whole) return;
  await runAll(db, ['SET foreign_key_checks = 0, unique_checks = 0', `TRUNCATE TABLE ${table}`]);
  const keys = known === undefined ? await keysOf(db, table) : JSON.parse(known.restore_keys);
  if (known === undefined)
    await db.query('INSERT INTO bench_loads (name, restore_keys) VALUES (?, ?)', [
      table,
      JSON.stringify(keys),
    ]);
  await dropKeys(db, table);
  await step(`Filling ${table}`, () =>
    inChunks(count, (from, until) => db.query(insert(from, until))),
  );
  await step(`Making the indexes of ${table}`, () => addKeys(db, table, keys));
  await db.query(`ANALYZE TABLE ${table}`);
  await db.query('UPDATE bench_loads SET is_whole = 1 WHERE name = ?', [table]);
  await db.query('SET foreign_key_checks = 1, unique_checks = 1');
}

/** The secondary keys and foreign keys of a table, as its definition has them. */
async function keysOf(db, table) {
  const [[row]] = await db.query(`SHOW CREATE TABLE ${table}`);
  const lines = row['Create Table'].split('\n').map((line) => line.trim().replace(/,$/, ''));
  const named = (pattern) => lines.filter((line) => pattern.test(line));
  return { keys: named(/^(UNIQUE )?KEY /), foreign: named(/^CONSTRAINT .* FOREIGN KEY /) };
}

const nameIn = (definition) => /`([^`]+)`/.exec(definition)[1];

async function dropKeys(db, table) {
  const { keys, foreign } = await keysOf(db, table);
  const drop = async (kind, all) => {
    if (all.length === 0) return;
    const each = all.map((one) => `DROP ${kind} ${nameIn(one)}`);
    await db.query(`ALTER TABLE ${table} ${each.join(', ')}`);
  };
  await drop('FOREIGN KEY', foreign);
  await drop('KEY', keys);
}

/** All keys in one pass over the table; foreign keys are not checked against rows that were made to fit. */
async function addKeys(db, table, { keys, foreign }) {
  const add = async (all) => {
    if (all.length === 0) return;
    const each = all.map((one) => `ADD ${one}`);
    await db.query(`ALTER TABLE ${table} ${each.join(', ')}, ALGORITHM=INPLACE`);
  };
  await add(keys);
  await add(foreign);
}
