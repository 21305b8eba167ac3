import { spawn, spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';
import { databaseTool } from './row-servers.js';

const programs = {
  dump: databaseTool(['mariadb-dump', 'mysqldump']),
  client: databaseTool(['mariadb', 'mysql']),
};
const areHere =
  programs.dump !== undefined && programs.client !== undefined && canDump(programs.dump);

/** MariaDB's writes the generated columns of a MySQL down as values, which that does not take back (3105). */
function canDump(program: string): boolean {
  const isOfMySql = process.env['TEST_DATABASE_SERVER']?.startsWith('mysql') === true;
  return !isOfMySql || !spawnSync(program, ['--version']).stdout.includes('MariaDB');
}

/** `describe` for tests that need a database's own dump; without its programs they are listed as skipped. */
export const describeWithDump = areHere ? describe : describe.skip;

/** Backs a database up as its operator does. */
export function dump(url: string): Promise<string> {
  return run(programs.dump ?? 'mariadb-dump', ['--single-transaction', '--no-tablespaces'], url);
}

/** Makes each table of a dump anew, with the rows that it had, and with its counter as it was. */
export async function restore(url: string, backup: string): Promise<void> {
  await run(programs.client ?? 'mariadb', [], url, backup);
}

/** Runs a program against a database; answers what it printed. Throws Error with its words when it fails. */
async function run(program: string, args: string[], url: string, input = ''): Promise<string> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const address = [`--host=${hostname}`, `--port=${port || '3306'}`, '--protocol=tcp'];
  const user = `--user=${decodeURIComponent(username)}`;
  const child = spawn(program, [...address, user, ...args, pathname.slice(1)], {
    env: { ...process.env, MYSQL_PWD: decodeURIComponent(password) },
  });
  const [printed, said]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const words = Buffer.concat(said).toString('utf8');
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}: ${words}`);
  return Buffer.concat(printed).toString('utf8');
}
