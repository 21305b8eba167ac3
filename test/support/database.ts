import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from '../../src/database/data-source.js';
import { migratedSchema, optionsFor } from './schema-template.js';

/** A migrated database of its own, on the server that the test script started. */
export interface FreshDatabase {
  readonly url: string;
  /** Runs plain SQL, as an auditor beside the application would. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

function requiredUrl(name: string): string {
  const url = process.env[name];
  if (url === undefined) throw new Error(`${name} is not set: run the tests with "npm test"`);
  return url;
}

/** The server URL of the tests' database. */
export function testDatabaseUrl(): string {
  return requiredUrl('TEST_DATABASE_URL');
}

/** The server URL of the tests' Redis. */
export function testRedisUrl(): string {
  return requiredUrl('TEST_REDIS_URL');
}

/** The variables with which a shop speaks TLS to the run's servers; none where the run is not about that. */
export function tlsVariables(): Record<string, string> {
  const file = process.env['TEST_TLS_CA_FILE'];
  if (file === undefined) return {};
  return { DATABASE_TLS: 'verify', DATABASE_TLS_CA_FILE: file, NODE_EXTRA_CA_CERTS: file };
}

/** Makes a database with a random name that is as the migrations leave one; `drop` removes it. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const admin = new URL(testDatabaseUrl());
  const server = await new DataSource(optionsFor(admin.href)).initialize();
  const schema = await migratedSchema(server, admin);
  await server.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  admin.pathname = `/${name}`;
  const source = await new DataSource(optionsFor(admin.href)).initialize();
  await source.query(schema);
  return {
    url: admin.href,
    query: (sql, parameters = []) => source.query(sql, [...parameters]),
    drop: async () => {
      await source.destroy();
      await server.query(`DROP DATABASE ${name}`);
      await server.destroy();
    },
  };
}

/** How the server would find a statement's rows: by which key, and how many it would look at. */
export async function explain(
  database: Pick<FreshDatabase, 'query'>,
  sql: string,
  parameters: readonly unknown[],
): Promise<{ readonly key: string | null; readonly rows: number }> {
  // MySQL draws a tree unless it is told otherwise; MariaDB passes over this comment.
  const explanation = `EXPLAIN /*!80000 FORMAT = TRADITIONAL */ ${sql}`;
  const [row] = await database.query<{ key: string | null; rows: string }>(explanation, parameters);
  return { key: row?.key ?? null, rows: Number(row?.rows) };
}

/** A database of its own, and a data source on it as the application has it. */
export interface FreshSource {
  readonly database: FreshDatabase;
  readonly source: DataSource;
  readonly close: () => Promise<void>;
}

/** Makes a {@link FreshSource}; `more` are further environment variables. */
export async function freshSource(
  more: Readonly<Record<string, string>> = {},
  entities: (new () => object)[] = [],
): Promise<FreshSource> {
  const database = await freshDatabase();
  const settings = readSettings({
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    ...tlsVariables(),
    ...more,
  });
  const options = { ...dataSourceOptions(settings.database), entities };
  const source = await new DataSource(options).initialize();
  const close = async () => {
    await source.destroy();
    await database.drop();
  };
  return { database, source, close };
}
