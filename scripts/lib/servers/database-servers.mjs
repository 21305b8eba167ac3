import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { unpackPackages } from './debian-packages.mjs';
import { run } from '../process/processes.mjs';
import { UserError } from '../say.mjs';

/** Servers that can be had beside the system's, from another release of Debian. */
const KNOWN = {
  'mysql-9.7': {
    suite: 'sid',
    packages: ['mysql-server-core'],
    version: /\b9\.7\.\d+/,
    program: 'usr/sbin/mysqld',
    settings: (root) => [
      `--basedir=${join(root, 'usr')}`,
      `--lc-messages-dir=${join(root, 'usr/share/mysql')}`,
      `--plugin-dir=${join(root, 'usr/lib/mysql/plugin')}`,
      '--secure-file-priv=NULL',
    ],
  },
};

/**
 * How a database server is started.
 *
 * @typedef {{ program: string, before: readonly string[], settings: readonly string[], isMariaDb: boolean,
 *   folders: readonly string[] }} DatabaseServer
 *   `before` precedes the server's arguments, `settings` belong to each start of it, and who runs it must get into
 *   `folders`
 */

/**
 * A server of another release, unpacked under `.data` once.
 *
 * @param {string} rootDir
 * @param {string} name such as `mysql-9.7`
 * @returns {Promise<DatabaseServer>}
 * @throws {UserError} for a name that is not known, or when the server cannot be had
 */
export async function unpackedServer(rootDir, name) {
  const known = KNOWN[name];
  if (!known) {
    const names = Object.keys(KNOWN).join(', ');
    throw new UserError(`No server is called ${name}. Known are: ${names}.`);
  }
  const { suite, packages } = known;
  const root = await unpackPackages({ suite, packages, dir: join(rootDir, '.data/servers', name) });
  // The system's own libraries are of another release: these programs bring theirs, and what loads them.
  const libraries = entryIn(join(root, 'usr/lib'), /-linux-gnu/);
  const loader = entryIn(libraries, /^ld-linux.*\.so\.\d+$/);
  const before = ['--library-path', libraries, join(root, known.program)];
  const { output } = await run(loader, [...before, '--version']);
  if (!known.version.test(output)) {
    throw new UserError(`Debian's ${suite} has another server than ${name}: ${output.trim()}`);
  }
  return {
    program: loader,
    before,
    settings: known.settings(root),
    isMariaDb: false,
    folders: [root],
  };
}

function entryIn(dir, pattern) {
  return join(dir, readdirSync(dir).find((name) => pattern.test(name)) ?? '');
}
