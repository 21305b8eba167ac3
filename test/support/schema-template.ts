import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataSource, type QueryRunner } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';

const MIGRATIONS = join(import.meta.dirname, '../../src/database/migrations');
/** Less than a statement may take: who is not let in by then asks again. */
const LOCK_WAIT_SECONDS = 20;
const PATIENCE_MS = 120_000;

/** Options of a data source of tests at an address. */
export function optionsFor(url: string) {
  const { database } = readSettings({ NODE_ENV: 'test', DATABASE_URL: url, DATABASE_POOL: '2' });
  const options = dataSourceOptions({
    ...database,
    statementTimeoutMs: 60_000,
    silenceTimeoutMs: 0,
  });
  // A test's process that has no processor for seconds is still let in.
  return { ...options, connectTimeout: PATIENCE_MS };
}

/** Another template for other migrations: a server may outlive an edit. */
function digestOfMigrations(): string {
  const files = readdirSync(MIGRATIONS).toSorted();
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(MIGRATIONS, file)));
  return hash.digest('hex').slice(0, 8);
}

async function scriptOf(runner: QueryRunner, template: string): Promise<string> {
  const tables: { name: string }[] = await runner.query(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = ? AND table_name <> 'template_script'`,
    [template],
  );
  const statements: string[] = [];
  for (const { name } of tables) {
    const [made] = await runner.query(`SHOW CREATE TABLE ${template}.${name}`);
    statements.push(made['Create Table']);
    const [some] = await runner.query(`SELECT 1 FROM ${template}.${name} LIMIT 1`);
    if (some) statements.push(`INSERT INTO ${name} SELECT * FROM ${template}.${name}`);
  }
  return ['SET foreign_key_checks = 0', ...statements, 'SET foreign_key_checks = 1'].join(';\n');
}

async function migrate(runner: QueryRunner, url: URL, template: string): Promise<string> {
  const at = new URL(url);
  at.pathname = `/${template}`;
  const source = await new DataSource(optionsFor(at.href)).initialize();
  await source.runMigrations();
  await source.destroy();
  const script = await scriptOf(runner, template);
  await runner.query(`INSERT INTO ${template}.template_script VALUES (?)`, [script]);
  return script;
}

/**
 * The statements that give an empty database what the migrations give it. They are found once in a run, by running the
 * migrations; whoever asks meanwhile waits. The template is named as the run's database is, and is dropped with it.
 */
export async function migratedSchema(server: DataSource, url: URL): Promise<string> {
  const template = `${decodeURIComponent(url.pathname.slice(1))}_template_${digestOfMigrations()}`;
  const runner = server.createQueryRunner();
  const known = async (): Promise<string | undefined> => {
    const [row] = await runner.query(`SELECT script FROM ${template}.template_script`);
    return row?.script;
  };
  const isMine = async (): Promise<boolean> => {
    const [row] = await runner.query(
      `SELECT GET_LOCK('${template}', ${LOCK_WAIT_SECONDS}) AS mine`,
    );
    return Number(row?.mine) === 1;
  };
  // Without the lock two would migrate at once. Jest ends whoever waits for ever.
  while (!(await isMine()));
  try {
    const make = `CREATE DATABASE IF NOT EXISTS ${template} CHARACTER SET utf8mb4;
      CREATE TABLE IF NOT EXISTS ${template}.template_script (script MEDIUMTEXT NOT NULL)`;
    await runner.query(make);
    const script = await known();
    if (script !== undefined) return script;
    // What somebody has begun who was ended meanwhile is begun anew.
    await runner.query(`DROP DATABASE ${template}; ${make}`);
    return await migrate(runner, url, template);
  } finally {
    await runner.query(`SELECT RELEASE_LOCK('${template}')`);
    await runner.release();
  }
}
