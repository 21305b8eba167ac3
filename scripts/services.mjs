import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { runScript } from './lib/process/cleanup.mjs';
import { DATABASES } from './lib/servers/known-servers.mjs';
import { unpackedDatabase, unpackedRedis } from './lib/servers/unpacked-servers.mjs';
import { openServers } from './lib/servers/servers.mjs';
import { say } from './lib/say.mjs';
import { throwAwayFolder } from './lib/process/throw-away.mjs';

const rootDir = join(import.meta.dirname, '..');

/**
 * `npm run services [-- mysql-9.7 redis-8]`: a database and a Redis (of these kinds) of one's own until Ctrl-C. The addresses
 * are written to stdout as one line of JSON, under the names that tests read; everything is thrown away at the end.
 */
await runScript(async (cleanup) => {
  const { dir, ledger } = await throwAwayFolder(cleanup);
  const database = `alipay_checkout_test_${randomBytes(4).toString('hex')}`;
  const request = { rootDir, dir, ledger, database, durable: false, given: {} };
  for (const name of process.argv.slice(2)) {
    if (Object.hasOwn(DATABASES, name)) request.server = await unpackedDatabase(rootDir, name);
    else request.redisServer = await unpackedRedis(rootDir, name);
  }
  const servers = await openServers(request, cleanup);
  const answer = { TEST_DATABASE_URL: servers.database, TEST_REDIS_URL: servers.redis };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  say('Ctrl-C ends and removes them.');
  await new Promise(() => setInterval(() => {}, 60_000));
  return 0;
});
