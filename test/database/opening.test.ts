import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { testDatabaseUrl } from '../support/database.js';
import { makeTestKeys } from '../support/keys.js';
import { freePort } from '../support/ports.js';
import { environmentOf } from '../support/shop.js';

const PROGRAMS = join(import.meta.dirname, '../../dist/src');

async function run(program: string, databaseUrl: string) {
  const [port, keys] = [await freePort(), makeTestKeys()];
  const gatewayUrl = `http://127.0.0.1:${port}/gateway.do`;
  const env = environmentOf({ port, databaseUrl, gatewayUrl, keys, more: {} });
  const file = join(PROGRAMS, program);
  const child = spawn(process.execPath, [file], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: code as number, said: `${out}${err}` };
}

const nobody = async () => `mysql://root:secret-and-wrong@127.0.0.1:${await freePort()}/a_shop`;
const stranger = () =>
  Promise.resolve(Object.assign(new URL(testDatabaseUrl()), { password: 'secret-and-wrong' }).href);

it.each([
  ['database/migrate.js', 'where nobody listens', nobody, 'ECONNREFUSED'],
  ['database/migrate.js', 'that does not know the password', stranger, 'ER_ACCESS_DENIED_ERROR'],
  ['main.js', 'where nobody listens', nobody, 'ECONNREFUSED'],
  ['worker.js', 'where nobody listens', nobody, 'ECONNREFUSED'],
  ['worker.js', 'that does not know the password', stranger, 'ER_ACCESS_DENIED_ERROR'],
])(
  '%s says in one line that names the setting why a database %s is of no use, and ends',
  async (program, _, urlOf, why) => {
    const { code, said } = await run(program, await urlOf());
    expect(said).toMatch(/^DATABASE_URL: .*\n$/);
    expect(said).toContain(why);
    expect(said).not.toContain('secret-and-wrong');
    expect(code).toBe(1);
  },
);
