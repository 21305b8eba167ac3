import { readFileSync } from 'node:fs';

/**
 * What the servers of a run call themselves, and whether they were spoken to by TLS.
 *
 * @param {{ TEST_DATABASE_URL: string, TEST_REDIS_URL: string, TEST_TLS_CA_FILE?: string }} servers
 * @returns {Promise<{ database: string, redis: string, node: string, isTls: boolean }>}
 */
export async function versionsOf({ TEST_DATABASE_URL, TEST_REDIS_URL, TEST_TLS_CA_FILE }) {
  return {
    database: await databaseVersion(TEST_DATABASE_URL),
    redis: await redisVersion(TEST_REDIS_URL, TEST_TLS_CA_FILE),
    node: process.version,
    isTls: TEST_TLS_CA_FILE !== undefined,
  };
}

async function databaseVersion(uri) {
  // Installed by now; the scripts themselves need no package.
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({ uri });
  const [[{ version }]] = await connection.query('SELECT VERSION() AS version');
  await connection.end();
  const [, number, name = 'MySQL'] = /^([\d.]+)(?:-(MariaDB))?/.exec(version) ?? ['', version];
  return `${name} ${number}`;
}

/** Valkey says both that it is compatible with a Redis, and which Valkey it is. */
async function redisVersion(url, authorityFile) {
  const { Redis } = await import('ioredis');
  const client = new Redis(url, authorityFile ? { tls: { ca: readFileSync(authorityFile) } } : {});
  const info = await client.info('server');
  client.disconnect();
  const of = (name) => new RegExp(`^${name}_version:(\\S+)`, 'm').exec(info)?.[1];
  const valkey = of('valkey');
  return valkey ? `Valkey ${valkey}` : `Redis ${of('redis')}`;
}
