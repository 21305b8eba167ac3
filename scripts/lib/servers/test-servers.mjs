import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { databaseUser } from '../process/private-folder.mjs';
import { openNamedServers } from './named-servers.mjs';
import { makeServerTls } from './server-tls.mjs';
import { openServers } from './servers.mjs';
import { say, UserError } from '../say.mjs';
import { throwAwayFolder } from '../process/throw-away.mjs';

/**
 * A database and a Redis for one run of the tests, never the developer's data: a server named by
 * DATABASE_URL is used with a database of another name, which is dropped at the end; the Redis of REDIS_URL
 * is not used at all, for tests empty the databases they use. TEST_DATABASE_SERVER and TEST_REDIS_SERVER name servers to
 * fetch and start (docs/support.md); with TEST_TLS=on both speak TLS, by certificates that are made for the run.
 *
 * @param {string} rootDir
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<Record<string, string>>} what tests read: TEST_DATABASE_URL, which may make databases, TEST_REDIS_URL,
 *   and where the programs of servers that were fetched are
 */
export async function openTestServers(rootDir, cleanup) {
  const { environment } = await openThrowAwayServers(rootDir, cleanup);
  return environment;
}

/**
 * As {@link openTestServers}, for those who also do things to the database's server.
 *
 * @param {{ diskFor?: (dir: string) => Promise<string> }} [more] `diskFor` makes the folder for the servers' data in one
 * @returns {Promise<{ environment: Record<string, string>,
 *   control?: import('./private-database.mjs').DatabaseControl }>} `control` of a database that was started here
 */
export async function openThrowAwayServers(rootDir, cleanup, { diskFor = inPlace } = {}) {
  const given = givenServers(process.env);
  const { dir, ledger } = await throwAwayFolder(cleanup);
  const database = `alipay_checkout_test_${randomBytes(4).toString('hex')}`;
  const named = await openNamedServers(
    { rootDir, given, names: namesIn(process.env), tls: wantsTls() },
    cleanup,
  );
  const all = { ...given, ...named.given };
  const tls = wantsTls() ? tlsFor(dir, named.unpacked.server) : undefined;
  const serversDir = await diskFor(dir);
  const shared = { rootDir, dir: serversDir, ledger, database, durable: false, given: all, tls };
  const servers = await openServers({ ...shared, ...named.unpacked }, cleanup);
  if (['program', 'apt', 'unpacked'].includes(servers.ways.database)) {
    say('The test database is not safe against a power cut (that is faster); it is thrown away.');
  }
  const url = all.database ? await ownDatabase(all.database, database, cleanup) : undefined;
  const environment = {
    TEST_DATABASE_URL: url ?? servers.database,
    TEST_REDIS_URL: servers.redis,
    ...named.environment,
    ...(tls && { TEST_TLS_CA_FILE: tls.authorityFile, NODE_EXTRA_CA_CERTS: tls.authorityFile }),
  };
  return { environment, control: servers.control };
}

const inPlace = (dir) => Promise.resolve(dir);

const wantsTls = () => process.env.TEST_TLS === 'on';

/** Who runs the database has to read it; we may read all that it may. */
const tlsFor = (dir, server) =>
  makeServerTls(join(dir, 'tls'), { owner: databaseUser(dir, ...(server?.folders ?? [])) });

const namesIn = ({ TEST_DATABASE_SERVER, TEST_REDIS_SERVER }) => ({
  database: TEST_DATABASE_SERVER || undefined,
  redis: TEST_REDIS_SERVER || undefined,
});

function givenServers({ TEST_DATABASE_URL, TEST_REDIS_URL, DATABASE_URL, REDIS_URL }) {
  if (REDIS_URL && !TEST_REDIS_URL) {
    say(
      'REDIS_URL is left alone: tests empty the Redis they use. TEST_REDIS_URL names one for them.',
    );
  }
  return {
    database: TEST_DATABASE_URL || DATABASE_URL || undefined,
    redis: TEST_REDIS_URL || undefined,
  };
}

async function ownDatabase(serverUrl, name, cleanup) {
  // Installed by now; the scripts themselves need no package.
  const { createConnection } = await import('mysql2/promise');
  const admin = new URL(serverUrl);
  admin.pathname = '/';
  const connect = () => createConnection({ uri: admin.href, connectTimeout: 10_000 });
  const connection = await connect().catch((error) => {
    throw new UserError(`The server of DATABASE_URL does not let us in: ${error.message}`);
  });
  try {
    await connection.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`);
  } catch (error) {
    throw new UserError(`The user of DATABASE_URL may not make databases: ${error.message}`);
  } finally {
    await connection.end();
  }
  cleanup.defer(() => dropDatabases(connect, name));
  admin.pathname = `/${name}`;
  return admin.href;
}

/** Drops the run's database, and those that its tests made beside it and could not drop. */
async function dropDatabases(connect, name) {
  const connection = await connect();
  const [rows] = await connection.query('SHOW DATABASES LIKE ?', [`${name}%`]);
  for (const found of rows.flatMap((row) => Object.values(row))) {
    await connection.query(`DROP DATABASE \`${found}\``);
  }
  await connection.end();
}
