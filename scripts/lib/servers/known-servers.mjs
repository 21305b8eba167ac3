import { UserError } from '../say.mjs';

/**
 * A server that is fetched for a run of the tests: by image where a Docker engine answers, else from packages of a release
 * of Debian, unpacked beside the system's.
 *
 * @typedef {{ suite: string, packages: readonly string[], version: RegExp, programs: Record<string, string>,
 *   image: string }} KnownServer
 *   `version` is what its program must say, `programs` are the names that its programs get and where the packages have
 *   them; the first is the server
 */

/** @type {Record<string, KnownServer & { isMariaDb: boolean }>} */
export const DATABASES = {
  'mysql-9.7': {
    isMariaDb: false,
    suite: 'sid',
    packages: ['mysql-server-core', 'mysql-client-core'],
    version: /\b9\.7\.\d+/,
    programs: {
      mysqld: 'usr/sbin/mysqld',
      mysqldump: 'usr/bin/mysqldump',
      mysql: 'usr/bin/mysql',
    },
    image: 'mysql:9.7',
  },
  'mariadb-11.8': mariaDb('11.8', 'trixie', /\b11\.8\.\d+-MariaDB/),
  'mariadb-10.11': mariaDb('10.11', 'bookworm', /\b10\.11\.\d+-MariaDB/),
};

/** @type {Record<string, KnownServer>} */
export const REDIS_KINDS = {
  'redis-8': {
    suite: 'trixie',
    packages: ['redis-server'],
    version: /\bv=8\.\d+/,
    programs: { 'redis-server': 'usr/bin/redis-server' },
    image: 'redis:8-alpine',
  },
  'valkey-9': {
    suite: 'sid',
    packages: ['valkey-server'],
    version: /\bv=9\.\d+/,
    programs: { 'valkey-server': 'usr/bin/valkey-server' },
    image: 'valkey/valkey:9-alpine',
  },
};

function mariaDb(release, suite, version) {
  return {
    isMariaDb: true,
    suite,
    packages: ['mariadb-server-core', 'mariadb-client'],
    version,
    programs: {
      mariadbd: 'usr/sbin/mariadbd',
      'mariadb-dump': 'usr/bin/mariadb-dump',
      mariadb: 'usr/bin/mariadb',
    },
    image: `mariadb:${release}`,
  };
}

/**
 * @template Known
 * @param {Record<string, Known>} all
 * @param {string} name
 * @returns {Known}
 * @throws {UserError} for a name that is not among them
 */
export function knownServer(all, name) {
  if (Object.hasOwn(all, name)) return all[name];
  const names = Object.keys(all).join(', ');
  throw new UserError(`No server is called ${name}. Known are: ${names}.`);
}
