import {
  chmodSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram } from '../process/find-program.mjs';
import { firstBytes, pickPort } from '../process/ports.mjs';
import {
  databaseUser,
  fileFor,
  folderFor,
  keptSecret,
  lastPort,
  rememberPort,
} from '../process/private-folder.mjs';
import { launch, run } from '../process/processes.mjs';
import { step, UserError } from '../say.mjs';
import { databaseTlsArguments } from './server-tls.mjs';

const readyWithinMs = 90_000;

/** The server's program: MariaDB's by its own name, else what is called mysqld (either of the two). */
export function databaseProgram() {
  return findProgram(['mariadbd', 'mysqld']);
}

/** The server that is installed here. @returns {Promise<import('./unpacked-servers.mjs').DatabaseServer>} */
async function installedServer() {
  const program = databaseProgram();
  const { output } = await run(program, ['--version']);
  const isMariaDb = output.includes('MariaDB');
  return { program, settings: [], isMariaDb, folders: [] };
}

/**
 * Starts a private MariaDB or MySQL on 127.0.0.1 with its data under `dir`.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger, durable: boolean, database: string,
 *   everyRight?: boolean, port?: number, tuning?: readonly string[], tls?: import('./server-tls.mjs').ServerTls | undefined,
 *   server?: import('./unpacked-servers.mjs').DatabaseServer }} request
 *   `durable: false` trades safety against power cuts for speed, gives the user every right, and leaves
 *   nothing worth a clean end; `port` is taken when it is free; `tuning` holds further arguments of the server, `tls` is with what it
 *   proves its name;
 *   `server` is the one to start, that which is installed here by default
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<string>} the address of the database, with its password
 */
export async function startDatabase(request, cleanup) {
  const { url } = await startDatabaseServer(request, cleanup);
  return url;
}

/**
 * As {@link startDatabase}, for those who also do things to the server.
 *
 * @returns {Promise<{ url: string, control: DatabaseControl }>}
 *
 * @typedef {{ pid: () => number, hasEnded: () => boolean, end: (how: { signal: NodeJS.Signals }) => Promise<void>,
 *   startAgain: () => Promise<void> }}
 *   DatabaseControl `end` waits until it is gone, `startAgain` starts it on its port and data and waits until it greets
 */
export async function startDatabaseServer(request, cleanup) {
  const { dir, ledger, durable, database } = request;
  const { everyRight = !durable, tuning = [], statements = [] } = request;
  const chosen = request.server ?? (await installedServer());
  const { isMariaDb } = chosen;
  const user = databaseUser(dir, ...chosen.folders);
  const dataDir = join(dir, 'database');
  // A server that starts throws away the temporary tables that it finds, another's that is at work included.
  const tempDir = join(dir, 'database-temp');
  folderFor(tempDir, user);
  const isMade = existsSync(join(dataDir, 'mysql'));
  const make = () => initialise({ chosen, dataDir, tempDir, user });
  if (!isMade) await step('Making a private database', make);
  const password = keptSecret(dir, 'database-password');
  const port = await pickPort(request.port ?? lastPort(dir, 'database'));
  const initFile = join(dir, 'database-init.sql');
  const first = firstStatements({ database, password, isMariaDb, everyRight, dir, statements });
  fileFor(initFile, first, user);
  const logFile = join(dir, 'database.log');
  const log = openSync(logFile, 'a', 0o600);
  const settings = { dataDir, tempDir, port, user, initFile, durable, isMariaDb };
  const forTls = request.tls ? databaseTlsArguments(request.tls) : [];
  const args = [...serverArgs(settings), ...chosen.settings, ...tuning, ...forTls];
  const start = async (all) => {
    const server = launch('the database', chosen.program, all, { stdio: ['ignore', log, log] });
    cleanup.defer(() => server.end(durable ? { deadlineMs: 30_000 } : { signal: 'SIGKILL' }));
    ledger.add(server.name, server.pid, dataDir);
    await greeting(server, port, logFile);
    return server;
  };
  const server = await step('Starting the database', () => start(args));
  rmSync(initFile, { force: true });
  rememberPort(dir, 'database', port);
  const control = controlOf(server, () => start(args.filter(isForEachStart)));
  return { url: `mysql://checkout:${password}@127.0.0.1:${port}/${database}`, control };
}

const isForEachStart = (word) => !word.startsWith('--init-file=');

/** @returns {DatabaseControl} */
function controlOf(first, start) {
  let server = first;
  return {
    pid: () => server.pid,
    hasEnded: () => server.hasEnded(),
    end: (how) => server.end(how),
    startAgain: async () => {
      server = await start();
    },
  };
}

/** Fills the empty data folder of one of several servers by the program that is installed here. @param {{ dir: string, dataDir: string, owner: { name: string } | undefined }} node */
export async function makeDataFolder({ dir, dataDir, owner }) {
  const chosen = await installedServer();
  await initialise({ chosen, dataDir, tempDir: join(dir, 'temp'), user: owner });
}

/** Fills the data folder anew; half a folder left by an interrupted try is thrown away first. */
async function initialise({ chosen, dataDir, tempDir, user }) {
  rmSync(dataDir, { recursive: true, force: true });
  folderFor(dataDir, user);
  const asUser = user ? [`--user=${user.name}`] : [];
  const { code, output } = await withPlainName(dirname(dataDir), (dir) =>
    fill(chosen, [
      '--no-defaults',
      ...chosen.settings,
      `--datadir=${join(dir, basename(dataDir))}`,
      `--tmpdir=${join(dir, basename(tempDir))}`,
      ...asUser,
    ]),
  );
  if (code === 0) return;
  rmSync(dataDir, { recursive: true, force: true });
  throw new UserError(`The private database could not be made:\n${output.slice(-1500)}`);
}

function fill({ program, isMariaDb, systemTables }, args) {
  if (!isMariaDb) return run(program, [...args, '--initialize-insecure']);
  if (systemTables) return bootstrap(program, args, systemTables);
  const installer = findProgram(['mariadb-install-db', 'mysql_install_db']);
  if (!installer) throw new UserError('mariadb-install-db is not on the PATH.');
  const asSocket = '--auth-root-authentication-method=socket';
  return run(installer, [...args, asSocket, '--skip-test-db', '--skip-name-resolve']);
}

/** What MariaDB's installer does, which runs programs that it finds on the system; without the texts of HELP. */
async function bootstrap(program, args, systemTables) {
  const texts = systemTables.map((file) => readFileSync(file, 'utf8'));
  const first = ['CREATE DATABASE mysql;', 'USE mysql;', "SET @auth_root_socket = 'root';"];
  const how = ['--bootstrap', '--silent-startup', '--log-warnings=0', '--max-allowed-packet=8M'];
  return run(program, [...args, ...how], { input: `${[...first, ...texts].join('\n')}\n` });
}

/** MariaDB's installer is a shell script that trips over blanks in a path: it gets another name of the folder. */
async function withPlainName(dir, work) {
  if (!/\s/.test(dir)) return work(dir);
  const aside = mkdtempSync(join(tmpdir(), 'alipay-checkout-'));
  // The server's own user has to get through.
  chmodSync(aside, 0o755);
  const link = join(aside, 'data');
  symlinkSync(dir, link);
  try {
    return await work(link);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/** One statement a line: the server reads the file so, before it listens. */
function firstStatements({ database, password, isMariaDb, everyRight, dir, statements }) {
  const user = `'checkout'@'127.0.0.1'`;
  const rootPassword = isMariaDb ? undefined : keptSecret(dir, 'database-root-password');
  return [
    `CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;`,
    `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY '${password}';`,
    `ALTER USER ${user} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON ${everyRight ? '*' : `\`${database}\``}.* TO ${user}${everyRight ? ' WITH GRANT OPTION' : ''};`,
    ...(rootPassword ? [`ALTER USER 'root'@'localhost' IDENTIFIED BY '${rootPassword}';`] : []),
    ...statements,
    '',
  ].join('\n');
}

function serverArgs({ dataDir, tempDir, port, user, initFile, durable, isMariaDb }) {
  return [
    '--no-defaults',
    ...(user ? [`--user=${user.name}`] : []),
    `--datadir=${dataDir}`,
    `--tmpdir=${tempDir}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    // Relative to the data folder: an absolute path may be longer than a socket's name can be.
    '--socket=database.sock',
    '--pid-file=database.pid',
    ...(isMariaDb ? [] : ['--mysqlx=OFF']),
    // Tests meet a MySQL as providers run it.
    ...(isMariaDb || durable ? [] : ['--gtid-mode=ON', '--enforce-gtid-consistency=ON']),
    '--skip-name-resolve',
    '--skip-log-bin',
    '--character-set-server=utf8mb4',
    '--collation-server=utf8mb4_unicode_ci',
    '--default-time-zone=+00:00',
    '--max-connections=300',
    `--innodb-flush-log-at-trx-commit=${durable ? 1 : 2}`,
    ...(durable ? [] : ['--innodb-doublewrite=OFF']),
    // A test's process that has no processor for ten seconds is still a client.
    ...(durable ? [] : ['--connect-timeout=120']),
    `--init-file=${initFile}`,
  ];
}

/**
 * Waits until a server greets: one of this protocol does so to whoever connects, with its version in the first bytes.
 *
 * @throws {UserError} with the end of its log, when it has ended or does not greet in time
 */
export async function greeting(server, port, logFile, withinMs = readyWithinMs) {
  const deadline = Date.now() + withinMs;
  while (!/\d+\.\d+\.\d+/.test(await firstBytes(port))) {
    if (server.hasEnded() || Date.now() > deadline) {
      const how = server.hasEnded() ? await server.exit : 'does not answer';
      const lastLines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n');
      throw new UserError(`The database ${how}. The end of ${logFile}:\n${lastLines}`);
    }
    await wait(100);
  }
}
