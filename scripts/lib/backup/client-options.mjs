import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const quoted = (text) => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

/**
 * The options by which the programs of MySQL and MariaDB reach a database, in a file that its owner alone can read: what
 * stands on a command line is seen by everybody on the machine.
 *
 * @param {string} address as in DATABASE_URL
 * @param {{ DATABASE_TLS?: string, DATABASE_TLS_CA_FILE?: string }} env
 * @param {import('../process/cleanup.mjs').Cleanup} cleanup removes the file
 * @returns {{ args: string[], database: string }} the first arguments of the program, and the database's name
 */
export function clientOptions(address, env, cleanup) {
  const url = new URL(address);
  const lines = [
    '[client]',
    'protocol=tcp',
    `host=${quoted(url.hostname.replace(/^\[(.*)\]$/, '$1'))}`,
    `port=${url.port || '3306'}`,
    `user=${quoted(decodeURIComponent(url.username))}`,
    `password=${quoted(decodeURIComponent(url.password))}`,
    'default-character-set=utf8mb4',
  ];
  // Each of the two families knows some of these, and passes over the others.
  if (env.DATABASE_TLS === 'verify') {
    lines.push('loose-ssl-mode=VERIFY_IDENTITY', 'loose-ssl-verify-server-cert=1');
    if (env.DATABASE_TLS_CA_FILE) lines.push(`ssl-ca=${quoted(env.DATABASE_TLS_CA_FILE)}`);
  } else {
    // As the shop itself: MariaDB's client of 11.4 and later takes no server without a certificate by itself, and MySQL's
    // sends no password of a new user to one without TLS.
    lines.push('loose-ssl-verify-server-cert=0', 'loose-get-server-public-key=1');
  }
  const dir = mkdtempSync(join(tmpdir(), 'alipay-checkout-client-'));
  cleanup.defer(() => rmSync(dir, { recursive: true, force: true }));
  const file = join(dir, 'options.cnf');
  writeFileSync(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  return {
    args: [`--defaults-file=${file}`],
    database: decodeURIComponent(url.pathname.slice(1)),
  };
}
