import { join } from 'node:path';
import { findProgram } from '../../scripts/lib/process/find-program.mjs';
import { databaseProgram } from '../../scripts/lib/servers/private-database.mjs';
import { redisProgram } from '../../scripts/lib/servers/private-redis.mjs';
import {
  type DatabaseServer,
  unpackedDatabase,
} from '../../scripts/lib/servers/unpacked-servers.mjs';

const ROOT = join(import.meta.dirname, '../..');
const databasePrograms = process.env['TEST_DATABASE_PROGRAMS'];
const redisPrograms = process.env['TEST_REDIS_PROGRAMS'];

/** Whether this machine can start a database server of a test's own. */
export const canStartDatabase = databasePrograms !== undefined || databaseProgram() !== undefined;

/** What `startDatabase` is told, so that a test's own server is of the kind that the run is about. */
export async function rowsDatabase(): Promise<{ server?: DatabaseServer }> {
  const name = process.env['TEST_DATABASE_SERVER'];
  if (databasePrograms === undefined || name === undefined) return {};
  return { server: await unpackedDatabase(ROOT, name) };
}

/** The program of a test's own Redis, of the kind that the run is about. */
export function rowsRedis(): string | undefined {
  const names = ['redis-server', 'valkey-server'];
  return redisPrograms === undefined ? redisProgram() : findProgram(names, redisPrograms);
}

/** One of the database's own programs: the run's server brings its own, else it is what is installed here. */
export function databaseTool(names: readonly string[]): string | undefined {
  return findProgram(names, databasePrograms);
}
