import { mkdirSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { findProgram } from '../process/find-program.mjs';
import { firstBytes, pickPort } from '../process/ports.mjs';
import { lastPort, rememberPort } from '../process/private-folder.mjs';
import { launch } from '../process/processes.mjs';
import { step, UserError } from '../say.mjs';
import { redisTlsSettings } from './server-tls.mjs';

const readyWithinMs = 30_000;

export function redisProgram() {
  return findProgram(['redis-server', 'valkey-server']);
}

/**
 * Starts a private Redis on 127.0.0.1. It refuses writes when full rather than forgetting what it was
 * given (queues live in it), and appends to a file under `dir` unless what it holds is thrown away.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger, durable: boolean,
 *   redisServer?: string | undefined, tls?: import('./server-tls.mjs').ServerTls | undefined }} request
 *   `redisServer` is the program to start, what is installed here by default; with `tls` the address is one of TLS
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<string>} the address of the server, without a database number
 */
export async function startRedis({ dir, ledger, durable, redisServer, tls }, cleanup) {
  const port = await pickPort(lastPort(dir, 'redis'));
  const tlsPort = tls ? await pickPort() : undefined;
  const forTls = tls ? redisTlsSettings(tls, tlsPort) : {};
  const settings = { databases: '64', appendonly: durable ? 'yes' : 'no', ...forTls };
  const request = { dir, ledger, name: 'redis', port, settings, program: redisServer };
  await step('Starting Redis', () => launchRedis(request, cleanup));
  rememberPort(dir, 'redis', port);
  return tls ? `rediss://127.0.0.1:${tlsPort}` : `redis://127.0.0.1:${port}`;
}

/**
 * Starts a server of Redis on a port of 127.0.0.1 with its data in the folder `name` under `dir`, and waits until it
 * answers. `args` come before the settings: a file of settings, which a sentinel must have.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger, name: string, port: number,
 *   settings?: Record<string, string>, args?: (dataDir: string) => readonly string[],
 *   program?: string | undefined }} request
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 */
export async function launchRedis(request, cleanup) {
  const {
    dir,
    ledger,
    name,
    port,
    settings = {},
    args = () => [],
    program = redisProgram(),
  } = request;
  const dataDir = join(dir, name);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const logFile = join(dir, `${name}.log`);
  const log = openSync(logFile, 'a', 0o600);
  const all = [...args(dataDir), ...serverArgs({ port: String(port), dir: dataDir, ...settings })];
  const options = { cwd: dataDir, stdio: ['ignore', log, log] };
  const server = launch(`Redis (${name})`, program, all, options);
  cleanup.defer(() => server.end({ deadlineMs: 15_000 }));
  // Redis rewrites its command line to this form.
  ledger.add(server.name, server.pid, `127.0.0.1:${port}`);
  await answering(server, port, logFile);
  return server;
}

function serverArgs(settings) {
  const all = {
    bind: '127.0.0.1',
    'maxmemory-policy': 'noeviction',
    save: '',
    ...settings,
  };
  return Object.entries(all).flatMap(([name, value]) => [`--${name}`, value]);
}

async function answering(server, port, logFile) {
  const deadline = Date.now() + readyWithinMs;
  while (!(await firstBytes(port, 'PING\r\n')).startsWith('+PONG')) {
    if (server.hasEnded() || Date.now() > deadline) {
      const how = server.hasEnded() ? await server.exit : 'does not answer';
      const lastLines = readFileSync(logFile, 'utf8').trim().split('\n').slice(-12).join('\n');
      throw new UserError(`Redis ${how}. The end of ${logFile}:\n${lastLines}`);
    }
    await wait(50);
  }
}
