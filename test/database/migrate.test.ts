import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, it } from '@jest/globals';
import { testDatabaseUrl } from '../support/database.js';
import { freePort } from '../support/shop.js';

const PROGRAM = join(import.meta.dirname, '../../dist/src/database/migrate.js');

async function migrate(url: string) {
  const env = { NODE_ENV: 'test', DATABASE_URL: url };
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: code as number, said: `${out}${err}` };
}

it.each([
  [
    'where nobody listens',
    async () => `mysql://root@127.0.0.1:${await freePort()}/a_shop`,
    'ECONNREFUSED',
  ],
  [
    'that does not know the password',
    () => Object.assign(new URL(testDatabaseUrl()), { password: 'secret-and-wrong' }).href,
    'ER_ACCESS_DENIED_ERROR',
  ],
])(
  'migrations say in one line that names the setting why a database %s is of no use',
  async (_, urlOf, why) => {
    const { code, said } = await migrate(await urlOf());
    expect(code).toBe(1);
    expect(said).toMatch(/^DATABASE_URL: .*\n$/);
    expect(said).toContain(why);
    expect(said).not.toContain('secret-and-wrong');
  },
  30_000,
);
