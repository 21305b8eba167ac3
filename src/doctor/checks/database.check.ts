import { DataSource } from 'typeorm';
import type { DatabaseConfig } from '../../../config/database.config.js';
import { dataSourceOptions } from '../../database/data-source.js';
import { migrations } from '../../database/migrations/index.js';
import { openingFault } from '../../database/opening.js';
import { good, note, wrong } from '../../kernel/diagnosis.js';
import type { DoctorFinding } from '../diagnoses.js';
import { readMigrations, readServer, readVariables } from './facts.repository.js';

/** What a database says of itself to one of our connections. */
export interface DatabaseFacts {
  readonly version: string;
  /** `SHOW VARIABLES` of the session; what a server does not know is absent. */
  readonly variables: Readonly<Record<string, string>>;
  /** How far its clock is ahead of ours, in milliseconds. */
  readonly skewMs: number;
  readonly migrations: readonly string[];
}

/** What is expected of a database. */
export interface DatabaseExpectations {
  readonly isProduction: boolean;
  /** Connections that the processes may open together. */
  readonly connections: number;
}

const NAMES = [
  'transaction_isolation',
  'tx_isolation',
  'sql_mode',
  'max_allowed_packet',
  'innodb_flush_log_at_trx_commit',
  'sync_binlog',
  'log_bin',
  'max_connections',
  'read_only',
  'innodb_read_only',
];

/** Twice the longest statement that is put together here (`insertRows`). */
const LEAST_PACKET_BYTES = 8 * 1024 * 1024;
const MOST_SKEW_MS = 60_000;
/** For people and migrations. */
const SPARE_CONNECTIONS = 5;

/** Opens one connection as the processes do and has it look; the connection is closed before it answers. */
export async function withDatabase<Result>(
  config: DatabaseConfig,
  look: (source: DataSource) => Promise<Result>,
): Promise<Result | { readonly fault: string }> {
  const options = dataSourceOptions({ ...config, poolSize: 1, statementTimeoutMs: 5_000 });
  const source = new DataSource({ ...options, connectTimeout: 4_000 });
  try {
    await source.initialize();
  } catch (error) {
    return { fault: openingFault(error) };
  }
  try {
    return await look(source);
  } finally {
    await source.destroy();
  }
}

/** What the database behind a connection says of itself. Reads, and changes nothing. */
export async function databaseFacts(source: DataSource, now: () => Date): Promise<DatabaseFacts> {
  const variables = await readVariables(source, NAMES);
  const { version, at } = await readServer(source);
  const skewMs = at * 1_000 - now().getTime();
  const applied = await readMigrations(source).catch(() => []);
  return { version, variables, skewMs, migrations: applied };
}

/** What is wrong with a database. Pure. */
export function judgeDatabase(
  facts: DatabaseFacts,
  expected: DatabaseExpectations,
): DoctorFinding[] {
  const found = [
    ...versionFindings(facts),
    ...sessionFindings(facts),
    ...durabilityFindings(facts, expected.isProduction),
    ...capacityFindings(facts, expected.connections),
    ...migrationFindings(facts),
  ];
  const { version, variables } = facts;
  const summary = `${version}, ${isolationOf(facts)}, max_connections ${variables['max_connections']}`;
  return found.length > 0 ? found : [good(summary)];
}

function versionFindings({ version }: DatabaseFacts): DoctorFinding[] {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  const number = Number(major) * 100 + Number(minor);
  const least = /mariadb/i.test(version) ? 1_006 : 800;
  return number >= least ? [] : [wrong('database-version', version)];
}

function sessionFindings(facts: DatabaseFacts): DoctorFinding[] {
  const { variables } = facts;
  const found: DoctorFinding[] = [];
  const isolation = isolationOf(facts);
  if (isolation !== 'READ-COMMITTED') found.push(wrong('database-isolation', isolation));
  const mode = variables['sql_mode'] ?? '';
  const isStrict = /STRICT_TRANS_TABLES/.test(mode) && !/NO_BACKSLASH_ESCAPES/.test(mode);
  if (!isStrict) found.push(wrong('database-mode', mode === '' ? "sql_mode ''" : mode));
  const isReadOnly = ['read_only', 'innodb_read_only'].some((name) => isOn(variables[name]));
  if (isReadOnly) found.push(wrong('database-reads-only', 'read_only'));
  if (Math.abs(facts.skewMs) > MOST_SKEW_MS) {
    found.push(wrong('database-clock', `${Math.round(facts.skewMs / 1_000)} s`));
  }
  return found;
}

function durabilityFindings({ variables }: DatabaseFacts, isProduction: boolean): DoctorFinding[] {
  const found: DoctorFinding[] = [];
  const flush = variables['innodb_flush_log_at_trx_commit'] ?? '1';
  const text = `innodb_flush_log_at_trx_commit ${flush}`;
  if (flush !== '1') {
    const say = isProduction ? wrong : note;
    found.push(say('database-durability', text));
  }
  const binlog = variables['sync_binlog'] ?? '1';
  if (isOn(variables['log_bin']) && binlog !== '1') {
    found.push(note('database-binlog', `sync_binlog ${binlog}`));
  }
  return found;
}

function capacityFindings({ variables }: DatabaseFacts, connections: number): DoctorFinding[] {
  const found: DoctorFinding[] = [];
  const packet = Number(variables['max_allowed_packet'] ?? Number.POSITIVE_INFINITY);
  if (packet < LEAST_PACKET_BYTES) found.push(wrong('database-packet', `${packet}`));
  const most = Number(variables['max_connections'] ?? Number.POSITIVE_INFINITY);
  if (most < connections + SPARE_CONNECTIONS) {
    const text = `max_connections ${most}, DATABASE_POOL × processes ${connections}`;
    found.push(
      wrong('database-connections', text, `max_connections ${most}，各进程合计 ${connections}`),
    );
  }
  return found;
}

function migrationFindings({ migrations: applied }: DatabaseFacts): DoctorFinding[] {
  const known = migrations.map(({ name }) => name);
  const pending = known.filter((name) => !applied.includes(name));
  const newer = applied.filter((name) => !known.includes(name));
  if (pending.length > 0) return [wrong('migrations-pending', pending.join(', '))];
  return newer.length > 0 ? [note('migrations-newer', newer.join(', '))] : [];
}

function isolationOf({ variables }: DatabaseFacts): string {
  return variables['transaction_isolation'] ?? variables['tx_isolation'] ?? '';
}

function isOn(value: string | undefined): boolean {
  return value === 'ON' || value === '1';
}
