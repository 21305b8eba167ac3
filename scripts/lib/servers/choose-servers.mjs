/**
 * Where a server comes from: an address that was given, a Docker engine that answers, a program on the
 * PATH, or Debian's packages.
 *
 * @typedef {'given' | 'docker' | 'program' | 'apt' | 'none'} Way
 */

/**
 * Decides where one server comes from. The order is part of the project's promise: what the developer
 * named comes first, what needs the fewest rights on the machine next.
 *
 * @param {{ givenUrl?: string | undefined, dockerAnswers: boolean, program?: string | undefined, canApt: boolean }} facts
 * @returns {Way}
 */
export function chooseWay({ givenUrl, dockerAnswers, program, canApt }) {
  if (givenUrl) return 'given';
  if (dockerAnswers) return 'docker';
  if (program) return 'program';
  return canApt ? 'apt' : 'none';
}

/**
 * What to do when there is no way to a server.
 *
 * @param {readonly string[]} missing 'database', 'Redis' or both
 */
export function waysOut(missing) {
  return [
    `No way to a ${missing.join(' and a ')} was found. There are three:`,
    '  1. name running servers:  DATABASE_URL=mysql://user:password@host:3306/alipay_checkout',
    '                            REDIS_URL=redis://host:6379/0  (for tests: TEST_REDIS_URL)',
    '  2. start Docker (with its compose plugin) and run this again',
    '  3. install MariaDB (or MySQL 8) and Redis 6.2 or newer, so that mariadbd (or mysqld) and redis-server',
    '     are on the PATH; on Debian or Ubuntu, running this as root installs them:',
    '       apt-get install mariadb-server redis-server',
  ].join('\n');
}
