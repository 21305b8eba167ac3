import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../process/processes.mjs';
import { UserError } from '../say.mjs';
import { unpackPackages } from './debian-packages.mjs';
import { DATABASES, knownServer, REDIS_KINDS } from './known-servers.mjs';

/**
 * How a database server is started.
 *
 * @typedef {{ program: string, settings: readonly string[], isMariaDb: boolean, folders: readonly string[],
 *   systemTables?: readonly string[] }} DatabaseServer
 *   `settings` belong to each start of it, who runs it must get into `folders`, and `systemTables` are files of SQL that
 *   fill a MariaDB's data folder, where that is not left to its installer
 */

/** Where the programs of a server that was unpacked can be called, without loading the system's libraries. */
export function programsFolder(rootDir, name) {
  return join(rootDir, '.data/servers', name, 'bin');
}

/**
 * A database server of another release, unpacked under `.data` once.
 *
 * @param {string} rootDir
 * @param {string} name such as `mysql-9.7`
 * @returns {Promise<DatabaseServer>}
 * @throws {UserError} for a name that is not known, or when the server cannot be had
 */
export async function unpackedDatabase(rootDir, name) {
  const known = knownServer(DATABASES, name);
  const { program, root } = await unpack(rootDir, name, known);
  const shared = { program, isMariaDb: known.isMariaDb, folders: [root] };
  return known.isMariaDb
    ? { ...shared, settings: mariaDbSettings(root), systemTables: systemTables(root) }
    : { ...shared, settings: mySqlSettings(root) };
}

/**
 * A Redis, or what speaks like one, of another release; unpacked under `.data` once.
 *
 * @param {string} rootDir
 * @param {string} name such as `valkey-9`
 * @returns {Promise<string>} its program
 * @throws {UserError} for a name that is not known, or when the server cannot be had
 */
export async function unpackedRedis(rootDir, name) {
  const { program } = await unpack(rootDir, name, knownServer(REDIS_KINDS, name));
  return program;
}

const mySqlSettings = (root) => [
  `--basedir=${join(root, 'usr')}`,
  `--lc-messages-dir=${join(root, 'usr/share/mysql')}`,
  `--plugin-dir=${join(root, 'usr/lib/mysql/plugin')}`,
  '--secure-file-priv=NULL',
];

const mariaDbSettings = (root) => [
  `--basedir=${join(root, 'usr')}`,
  `--lc-messages-dir=${join(root, 'usr/share/mysql')}`,
  `--plugin-dir=${join(root, 'usr/lib/mysql/plugin')}`,
];

/** In the order in which they build on one another. */
const SYSTEM_TABLES = [/_system_tables\.sql$/, /_performance_tables\.sql$/, /_tables_data\.sql$/];

function systemTables(root) {
  const dir = ['usr/share/mariadb', 'usr/share/mysql'].map((path) => join(root, path));
  const files = dir
    .filter(existsSync)
    .flatMap((path) => readdirSync(path).map((name) => join(path, name)));
  return SYSTEM_TABLES.map((pattern) => {
    const found = files.find((file) => pattern.test(file));
    if (found) return found;
    throw new UserError(`The packages of MariaDB have no file ${pattern.source} under ${root}.`);
  });
}

/** Fetches a server's packages, makes its programs callable, and looks whether it is the one that was asked for. */
async function unpack(rootDir, name, { suite, packages, version, programs }) {
  const dir = join(rootDir, '.data/servers', name);
  const root = await unpackPackages({ suite, packages, dir });
  const bin = programsFolder(rootDir, name);
  mkdirSync(bin, { recursive: true });
  for (const [program, path] of Object.entries(programs))
    writeCaller(join(bin, program), root, path);
  const program = join(bin, Object.keys(programs)[0]);
  const { output } = await run(program, ['--version']);
  if (version.test(output)) return { program, root };
  throw new UserError(`Debian's ${suite} has another server than ${name}: ${output.trim()}`);
}

/** The system's own libraries are of another release: these programs bring theirs, and what loads them. */
function writeCaller(file, root, program) {
  const folders = ['usr/lib', 'lib']
    .filter((path) => existsSync(join(root, path)))
    .flatMap((path) => readdirSync(join(root, path)).map((name) => join(path, name)))
    .filter((path) => path.endsWith('-linux-gnu'));
  const loader = folders
    .flatMap((path) => readdirSync(join(root, path)).map((name) => join(path, name)))
    .find((path) => /\/ld-linux[^/]*\.so\.\d+$/.test(path));
  const libraries = folders.map((path) => `$root/${path}`).join(':');
  const lines = [
    '#!/bin/sh',
    'root="${0%/*}/../root"',
    `exec "$root/${loader}" --library-path "${libraries}" "$root/${program}" "$@"`,
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
}
