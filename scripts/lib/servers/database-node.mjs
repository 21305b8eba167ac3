import { openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { databaseUser, fileFor, folderFor } from '../process/private-folder.mjs';
import { launch } from '../process/processes.mjs';
import { UserError } from '../say.mjs';
import { databaseProgram, greeting } from './private-database.mjs';

const READY_WITHIN_MS = 120_000;
const POLL_MS = 50;

/**
 * One MariaDB of several on this machine, which is killed, frozen and started again.
 *
 * @typedef {{ name: string, port: number, dir: string, dataDir: string, owner: { name: string, uid: number, gid: number } | undefined,
 *   start: (more?: readonly string[]) => Promise<void>, kill: () => Promise<void>,
 *   freeze: () => void, thaw: () => void,
 *   ask: (sql: string, parameters?: readonly unknown[]) => Promise<any[]> }} DatabaseNode
 *   `start` waits until it greets, `ask` asks it as somebody who may do everything, `kill` is without warning
 */

/**
 * A node that is not started yet, with a data folder that is empty.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger, name: string, port: number,
 *   account: { user: string, password: string }, args: readonly string[], firstStatements?: readonly string[],
 *   asFirst?: string }} request `firstStatements` are done by the server before it listens for the first time, `asFirst` is
 *   said before each question
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {DatabaseNode}
 */
export function databaseNode(request, cleanup) {
  const { dir: root, ledger, name, port, account, args } = request;
  const dir = join(root, name);
  const owner = databaseUser(root);
  const dataDir = join(dir, 'data');
  for (const folder of [dir, dataDir, join(dir, 'temp')]) folderFor(folder, owner);
  const logFile = join(root, `${name}.log`);
  let server;
  let statements = request.firstStatements ?? [];
  const start = async (more = []) => {
    const log = openSync(logFile, 'a', 0o600);
    const first = statements.length > 0 ? firstFile(dir, owner, statements) : [];
    const all = [...commonArgs({ dir, dataDir, port, owner }), ...args, ...first, ...more];
    const started = launch(name, databaseProgram(), all, { stdio: ['ignore', log, log] });
    server = started;
    cleanup.defer(() => started.end({ signal: 'SIGKILL' }));
    ledger.add(name, started.pid, dataDir);
    await greeting(started, port, logFile, READY_WITHIN_MS);
    statements = [];
  };
  const tell = (signal) => process.kill(server.pid, signal);
  return {
    name,
    port,
    dir,
    dataDir,
    owner,
    start,
    ask: (sql, parameters) => askOnce({ port, ...account }, request.asFirst, sql, parameters),
    kill: () => server.end({ signal: 'SIGKILL' }),
    freeze: () => void tell('SIGSTOP'),
    thaw: () => void tell('SIGCONT'),
  };
}

async function askOnce(where, first, sql, parameters) {
  const { createConnection } = await import('mysql2/promise');
  const connection = await createConnection({
    host: '127.0.0.1',
    ...where,
    connectTimeout: 10_000,
  });
  connection.on('error', () => {});
  try {
    if (first) await connection.query(first);
    const [rows] = await connection.query({ sql, values: parameters, timeout: 10_000 });
    return rows;
  } finally {
    connection.destroy();
  }
}

function firstFile(dir, owner, statements) {
  const file = join(dir, 'first.sql');
  fileFor(file, `${statements.join('\n')}\n`, owner);
  return [`--init-file=${file}`];
}

function commonArgs({ dir, dataDir, port, owner }) {
  return [
    '--no-defaults',
    ...(owner ? [`--user=${owner.name}`] : []),
    `--datadir=${dataDir}`,
    `--tmpdir=${join(dir, 'temp')}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    '--socket=node.sock',
    '--pid-file=node.pid',
    '--skip-name-resolve',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--default-time-zone=+00:00',
    '--max-connections=300',
  ];
}

/**
 * Waits for a condition, a rejection counting as none.
 *
 * @param {string} what it is waited for, in words
 * @param {() => Promise<unknown>} look
 * @returns {Promise<number>} after how many milliseconds it came to pass
 * @throws {UserError} when it did not within two minutes
 */
export async function untilTrue(what, look) {
  const began = performance.now();
  while (!(await look().catch(() => false))) {
    if (performance.now() - began > READY_WITHIN_MS)
      throw new UserError(`It never came to pass that ${what}.`);
    await wait(POLL_MS);
  }
  return performance.now() - began;
}
