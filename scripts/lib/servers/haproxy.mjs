import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../process/find-program.mjs';
import { isFree, pickPort } from '../process/ports.mjs';
import { launch, run } from '../process/processes.mjs';
import { UserError } from '../say.mjs';
import { untilTrue } from './database-node.mjs';

/**
 * Starts HAProxy before servers whose health is asked over HTTP, each at a port of its own.
 *
 * @param {{ dir: string, ledger: import('../process/ledger.mjs').Ledger, writers: 'one' | 'all',
 *   cutsSessions: boolean,
 *   servers: readonly { name: string, port: number, healthPort: number }[] }} request with `one` writer all connections
 *   lead to one server, and to the next one only when that is down; whoever comes back does not take them over again;
 *   `cutsSessions` ends the connections to a server that is found down
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<{ port: number }>}
 * @throws {UserError} when HAProxy is not there, or refuses its settings
 */
export async function startHaproxy({ dir, ledger, ...how }, cleanup) {
  const program = findProgram(['haproxy']);
  if (!program)
    throw new UserError('haproxy is not on the PATH (Debian: apt-get install haproxy).');
  const port = await pickPort();
  const file = join(dir, 'haproxy.cfg');
  writeFileSync(file, settingsOf({ port, ...how }), { mode: 0o600 });
  const { code, output } = await run(program, ['-c', '-f', file]);
  if (code !== 0) throw new UserError(`HAProxy refuses its settings:\n${output.slice(-800)}`);
  const logFile = join(dir, 'haproxy.log');
  const log = openSync(logFile, 'a', 0o600);
  const started = launch('HAProxy', program, ['-db', '-f', file], { stdio: ['ignore', log, log] });
  cleanup.defer(() => started.end());
  ledger.add(started.name, started.pid, file);
  await untilTrue('HAProxy listens', async () => {
    if (!started.hasEnded()) return !(await isFree(port));
    throw new UserError(`HAProxy ended:\n${readFileSync(logFile, 'utf8').slice(-800)}`);
  });
  return { port };
}

/**
 * The settings, as docs/reliability.md tells of them.
 *
 * @param {{ port: number, writers: 'one' | 'all', cutsSessions: boolean,
 *   servers: readonly { name: string, port: number, healthPort: number }[] }} what
 */
export function settingsOf({ port, writers, cutsSessions, servers }) {
  const lines = servers.map(({ name, port: own, healthPort }, index) => {
    const role = writers === 'one' && index > 0 ? ' backup' : '';
    return `  server ${name} 127.0.0.1:${own} check addr 127.0.0.1 port ${healthPort}${role}`;
  });
  const choice =
    writers === 'one'
      ? ['  stick-table type integer size 1 nopurge', '  stick on int(1)']
      : ['  balance leastconn'];
  return `global
  maxconn 2000
defaults
  mode tcp
  option redispatch
  retries 3
  timeout connect 2s
  timeout check 1s
  timeout client 1h
  timeout server 1h
listen database
  bind 127.0.0.1:${port}
${choice.join('\n')}
  option httpchk GET /
  default-server inter 500ms fastinter 250ms fall 2 rise 2${cutsSessions ? ' on-marked-down shutdown-sessions' : ''}
${lines.join('\n')}
`;
}
