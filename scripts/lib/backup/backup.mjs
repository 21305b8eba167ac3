import { spawn, spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { findProgram, findPrograms } from '../process/find-program.mjs';
import { UserError } from '../say.mjs';
import { clientOptions } from './client-options.mjs';

/** Both families' programs end a dump that is whole with this. */
const WHOLE = /-- Dump completed/;
const TAIL_CHARACTERS = 200;
const CLIENTS = ['mariadb', 'mysql'];

function programOf(names) {
  const program = findProgram(names);
  if (program) return program;
  throw new UserError(`Neither ${names.join(' nor ')} was found: install the database's client.`);
}

const OF_BOTH = ['--single-transaction', '--quick', '--no-tablespaces', '--hex-blob'];
/**
 * A server with transaction ids (GTID), as providers' have them, is left without: to write them takes the right to flush
 * tables, and to read them that to change the server's own, which the shop's user has neither of.
 */
const OF_MYSQL = [...OF_BOTH, '--set-gtid-purged=OFF'];

/**
 * The program that writes a server's data in a form that the same kind of server takes back, and what it is told: MariaDB's
 * writes generated columns of a MySQL as values, which that refuses (3105), and says nothing of it. Throws UserError when
 * it is missing.
 */
async function dumpProgram(args) {
  const version = await ask(args, 'SELECT VERSION()');
  if (version.includes('MariaDB')) {
    return { program: programOf(['mariadb-dump', 'mysqldump']), options: OF_BOTH };
  }
  const own = findPrograms(['mysqldump']).find((program) => !isOfMariaDb(program));
  if (own) return { program: own, options: OF_MYSQL };
  throw new UserError(
    `The server is a MySQL (${version}), and no mysqldump of MySQL's own was found: what MariaDB's writes, MySQL does not take back. Install MySQL's client, or put its folder on the PATH.`,
  );
}

const isOfMariaDb = (program) => /MariaDB/.test(spawnSync(program, ['--version']).stdout);

/** Starts a client's program; `ended` rejects with its words when it fails. */
function start(program, args) {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk) => (words += chunk));
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new UserError(`${program} ended with ${code}: ${words.trim()}`));
    });
  });
  // Who reads or writes it finds a broken pipe first; why it broke is what matters.
  ended.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  return { child, ended };
}

/**
 * Writes a database into a file, as it is at one moment, while it goes on being used; the file is there when it is whole.
 * Throws UserError when the client's program is missing, is of another family than the server, or fails.
 */
export async function backUp({ address, file, env }, cleanup) {
  const { args, database } = clientOptions(address, env, cleanup);
  const { program, options } = await dumpProgram(args);
  const { child, ended } = start(program, [...args, ...options, database]);
  child.stdin.end();
  const part = `${file}.part`;
  cleanup.defer(() => rmSync(part, { force: true }));
  const target = createWriteStream(part, { mode: 0o600 });
  await Promise.all([pipeline(child.stdout, createGzip(), target), ended]);
  await refuseBroken(part, file);
  renameSync(part, file);
}

/** Throws UserError unless a backup is whole, from its first byte to its last line. */
export async function refuseBroken(path, name = path) {
  let tail = '';
  const read = new Writable({
    write: (chunk, _, done) => {
      tail = (tail + chunk.toString('latin1')).slice(-TAIL_CHARACTERS);
      done();
    },
  });
  try {
    await pipeline(createReadStream(path), createGunzip(), read);
  } catch (error) {
    throw new UserError(`${name} is no whole backup: ${error.message}`);
  }
  if (!WHOLE.test(tail)) throw new UserError(`${name} is no whole backup: its end is missing.`);
}

/**
 * Fills an empty database from a backup. Throws UserError when the backup is not whole or the database is not empty; nothing
 * is changed then.
 */
export async function restoreBackup({ address, file, env }, cleanup) {
  await refuseBroken(file);
  const { args, database } = clientOptions(address, env, cleanup);
  const tables = await ask([...args, database], 'SHOW TABLES');
  if (tables !== '') {
    throw new UserError(`The database ${database} is not empty: make a new one, and name that.`);
  }
  const { child, ended } = start(programOf(CLIENTS), [...args, database]);
  child.stdout.resume();
  const sent = pipeline(createReadStream(file), createGunzip(), child.stdin);
  await Promise.all([ended, sent.catch(() => ended)]);
}

async function ask(args, sql) {
  const { child, ended } = start(programOf(CLIENTS), [...args, '--batch', '--skip-column-names']);
  let answer = '';
  child.stdout.on('data', (chunk) => (answer += chunk));
  child.stdin.end(sql);
  await ended;
  return answer.trim();
}
