import { randomBytes } from 'node:crypto';
import { aptInstall, canApt } from './apt.mjs';
import { chooseWay, waysOut } from './choose-servers.mjs';
import { composeUp, composeUrls, dockerAnswers } from './docker.mjs';
import { pickPort } from '../process/ports.mjs';
import { databaseProgram, startDatabaseServer } from './private-database.mjs';
import { redisProgram, startRedis } from './private-redis.mjs';
import { say, UserError } from '../say.mjs';

/**
 * Finds or starts a database and a Redis, and says where each comes from.
 *
 * @param {{ rootDir: string, dir: string, ledger: import('../process/ledger.mjs').Ledger, database: string,
 *   durable: boolean, given: { database?: string | undefined, redis?: string | undefined },
 *   server?: import('./unpacked-servers.mjs').DatabaseServer | undefined,
 *   redisServer?: string | undefined, tls?: import('./server-tls.mjs').ServerTls | undefined }} request
 *   `dir` holds private instances; `durable: false` asks for servers that are thrown away at the end; `server` is a
 *   database server that was unpacked here, `redisServer` the program of such a Redis;
 *   with `tls` both prove their names, and are started here
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ database: string, redis: string, ways: { database: string, redis: string },
 *   control?: import('./private-database.mjs').DatabaseControl }>}
 *   addresses, the database's with its password; `control` of a database that was started here
 * @throws {UserError} when there is no way to a server
 */
export async function openServers(request, cleanup) {
  const ways = await chooseWays(request);
  await installMissing(ways);
  const docker = await openInDocker(request, ways, cleanup);
  const { given } = request;
  const there = given.database ?? docker.database;
  const database = there ? { url: there } : await startDatabaseServer(request, cleanup);
  const redis = given.redis ?? docker.redis ?? (await startRedis(request, cleanup));
  return { database: database.url, redis, ways, control: database.control };
}

async function chooseWays(request) {
  const { given, server, redisServer } = request;
  const facts = { dockerAnswers: await mayUseDocker(request), canApt: canApt() };
  const database = { ...facts, givenUrl: given.database, program: databaseProgram() };
  const redis = { ...facts, givenUrl: given.redis, program: redisProgram() };
  const ways = {
    database: server ? 'unpacked' : chooseWay(database),
    redis: redisServer ? 'unpacked' : chooseWay(redis),
  };
  const missing = [
    ...(ways.database === 'none' ? ['database'] : []),
    ...(ways.redis === 'none' ? ['Redis'] : []),
  ];
  if (missing.length > 0) throw new UserError(waysOut(missing));
  announce('Database', ways.database, databaseProgram());
  announce('Redis', ways.redis, redisProgram());
  return ways;
}

/** Not for servers that prove their names: a container gets no certificates. */
async function mayUseDocker({ given, server, redisServer, tls }) {
  const isSettled = (given.database || server) && (given.redis || redisServer);
  return isSettled || tls ? false : dockerAnswers();
}

function announce(what, way, program) {
  const words = {
    given: 'the address in the environment',
    unpacked: 'a server of its own, unpacked under .data',
    docker: 'docker compose',
    program: `${program}, as a private instance`,
    apt: `Debian's package, installed now and run as a private instance`,
  };
  say(`${what}: ${words[way]}.`);
}

async function installMissing(ways) {
  const packages = [
    ...(ways.database === 'apt' ? ['mariadb-server'] : []),
    ...(ways.redis === 'apt' ? ['redis-server'] : []),
  ];
  const services = [
    ...(ways.database === 'apt' ? ['mariadb'] : []),
    ...(ways.redis === 'apt' ? ['redis-server'] : []),
  ];
  if (packages.length > 0) await aptInstall(packages, services);
}

async function openInDocker({ rootDir, durable, database }, ways, cleanup) {
  const services = ['database', 'redis'].filter((service) => ways[service] === 'docker');
  if (services.length === 0) return {};
  const settings = durable ? {} : await throwAwaySettings(database);
  const project = durable ? undefined : `alipay-checkout-test-${randomBytes(4).toString('hex')}`;
  await composeUp({ rootDir, services, project, settings }, cleanup);
  const urls = composeUrls(settings, { asRoot: !durable });
  const named = new URL(urls.database);
  named.pathname = `/${database}`;
  return {
    database: services.includes('database') ? named.href : undefined,
    redis: services.includes('redis') ? urls.redis : undefined,
  };
}

async function throwAwaySettings(database) {
  return {
    DATABASE_NAME: database,
    DATABASE_PORT: String(await pickPort()),
    REDIS_PORT: String(await pickPort()),
    REDIS_DATABASES: '64',
    DATABASE_PASSWORD: randomBytes(16).toString('hex'),
    DATABASE_ROOT_PASSWORD: randomBytes(16).toString('hex'),
  };
}
