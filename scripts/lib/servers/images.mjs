import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { firstBytes, pickPort } from '../process/ports.mjs';
import { run } from '../process/processes.mjs';
import { step, UserError } from '../say.mjs';
import { DATABASES, knownServer, REDIS_KINDS } from './known-servers.mjs';

/** An image may have to be pulled before. */
const readyWithinMs = 120_000;
const pullWithinMs = 600_000;

/**
 * Runs servers of images in containers, which are removed at the end with what they hold.
 *
 * @param {{ database?: string | undefined, redis?: string | undefined }} names such as `mysql-9.7` and `valkey-9`
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ database?: string, redis?: string }>} their addresses, the database's as its root
 * @throws {UserError} for a name that is not known, and when Docker cannot fetch or start an image
 */
export async function openImages({ database, redis }, cleanup) {
  return {
    ...(database && { database: await openDatabase(database, cleanup) }),
    ...(redis && { redis: await openRedis(redis, cleanup) }),
  };
}

/** What `docker run` is told for a database. Exported for its test. */
export function databaseArguments(name, password) {
  const { image, isMariaDb } = knownServer(DATABASES, name);
  const variable = isMariaDb ? 'MARIADB_ROOT_PASSWORD' : 'MYSQL_ROOT_PASSWORD';
  return {
    options: ['--env', `${variable}=${password}`, '--tmpfs', '/var/lib/mysql'],
    image,
    command: [
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      '--default-time-zone=+00:00',
      '--skip-log-bin',
      '--max-connections=300',
      '--innodb-flush-log-at-trx-commit=2',
      ...(isMariaDb ? [] : ['--mysqlx=OFF']),
    ],
  };
}

async function openDatabase(name, cleanup) {
  const password = randomBytes(16).toString('hex');
  const port = await start(name, 3306, databaseArguments(name, password), cleanup);
  const url = `mysql://root:${password}@127.0.0.1:${port}/mysql`;
  await step(`Starting ${name}`, () => answering(name, () => letsIn(url)));
  return url;
}

/** The image's first start brings up a server that only its own script reaches: a greeting alone tells nothing. */
async function letsIn(uri) {
  const { createConnection } = await import('mysql2/promise');
  try {
    const connection = await createConnection({ uri, connectTimeout: 2_000 });
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

async function openRedis(name, cleanup) {
  const { image } = knownServer(REDIS_KINDS, name);
  const command = [name.replace(/-.*/, '-server'), '--databases', '64', '--save', ''];
  const port = await start(name, 6379, { options: [], image, command }, cleanup);
  const pong = async () => (await firstBytes(port, 'PING\r\n')).startsWith('+PONG');
  await step(`Starting ${name}`, () => answering(name, pong));
  return `redis://127.0.0.1:${port}`;
}

async function start(name, inside, { options, image, command }, cleanup) {
  const container = `alipay-checkout-${name}-${randomBytes(4).toString('hex')}`;
  const port = await pickPort();
  const where = ['--publish', `127.0.0.1:${port}:${inside}`, '--name', container];
  await docker(`Fetching ${image}`, ['pull', '--quiet', image]);
  cleanup.defer(() => run('docker', ['rm', '--force', '--volumes', container]));
  const args = ['run', '--detach', '--rm', ...where, ...options, image, ...command];
  await docker(`Starting a container of ${image}`, args);
  return port;
}

async function docker(title, args) {
  const { code, output } = await step(title, () =>
    run('docker', args, { timeoutMs: pullWithinMs }),
  );
  if (code === 0) return;
  throw new UserError(
    `docker ${args[0]} failed:\n${output.trim().split('\n').slice(-8).join('\n')}`,
  );
}

async function answering(name, asks) {
  const deadline = Date.now() + readyWithinMs;
  while (!(await asks())) {
    if (Date.now() > deadline) throw new UserError(`${name} does not answer in its container.`);
    await wait(200);
  }
}
