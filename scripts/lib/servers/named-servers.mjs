import { dockerAnswers } from './docker.mjs';
import { openImages } from './images.mjs';
import { programsFolder, unpackedDatabase, unpackedRedis } from './unpacked-servers.mjs';

/**
 * Fetches the servers that were named: by image where a Docker engine answers, else from Debian's packages. An address that
 * was given goes before a name.
 *
 * @param {{ rootDir: string, given: { database?: string | undefined, redis?: string | undefined },
 *   names: { database?: string | undefined, redis?: string | undefined }, tls?: boolean }} request `names` such as
 *   `mysql-9.7`, `valkey-9`; those that speak TLS are started here, not in containers
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ given: { database?: string, redis?: string }, unpacked: { server?: object, redisServer?: string },
 *   environment: Record<string, string> }>} addresses of those that run by now, what to start of the others, and where
 *   tests find the programs
 * @throws {import('../say.mjs').UserError} for a name that is not known, and when a server cannot be had
 */
export async function openNamedServers({ rootDir, given, names, tls = false }, cleanup) {
  const wanted = {
    database: given.database ? undefined : names.database,
    redis: given.redis ? undefined : names.redis,
  };
  const nothing = { given: {}, unpacked: {}, environment: {} };
  if (!wanted.database && !wanted.redis) return nothing;
  if (!tls && (await dockerAnswers())) {
    return { ...nothing, given: await openImages(wanted, cleanup) };
  }
  const [database, redis] = [await databaseOf(rootDir, wanted), await redisOf(rootDir, wanted)];
  return {
    given: {},
    unpacked: { ...database.unpacked, ...redis.unpacked },
    environment: { ...database.environment, ...redis.environment },
  };
}

async function databaseOf(rootDir, { database: name }) {
  if (!name) return {};
  const server = await unpackedDatabase(rootDir, name);
  const environment = { TEST_DATABASE_PROGRAMS: programsFolder(rootDir, name) };
  return { unpacked: { server }, environment };
}

async function redisOf(rootDir, { redis: name }) {
  if (!name) return {};
  const redisServer = await unpackedRedis(rootDir, name);
  const environment = { TEST_REDIS_PROGRAMS: programsFolder(rootDir, name) };
  return { unpacked: { redisServer }, environment };
}
