import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from '@jest/globals';
import { damageIn, TableCheck } from '../../src/database/table-check.js';
import { freshSource, tlsVariables } from '../support/database.js';

const PROGRAM = join(import.meta.dirname, '../../dist/src/check-tables.js');
const LEFT = 'InnoDB: Clustered index record not found for index `ix_due` of table `shop`.`orders`';

const { database, source, close } = await freshSource();
afterAll(close);
const tables = new TableCheck(source);

const line = (Msg_type: string, Msg_text: string) => ({ Msg_type, Msg_text });

describe('what CHECK TABLE answers', () => {
  it.each([
    ['of a whole table', [line('status', 'OK')], null],
    ['of entries that are on their way out', [line('Warning', LEFT), line('status', 'OK')], null],
    ['of a damaged index', [line('Warning', LEFT), line('error', 'Corrupt')], LEFT],
    [
      'of a table that could not be checked',
      [line('Error', 'No such table'), line('status', 'Operation failed')],
      'No such table',
    ],
    ['of an engine that checks nothing', [line('note', "doesn't support check")], null],
    ['that is nothing', [], 'The server says nothing of it.'],
  ])('%s', (_, lines, damage) => {
    expect(damageIn(lines)).toBe(damage);
  });
});

it('takes what the server itself says of a table that is not there for a damage', async () => {
  expect(await tables.damage('no`such')).toContain("doesn't exist");
});

it('rebuilds a table, and its rows stay', async () => {
  const rows = () => database.query('SELECT * FROM migrations ORDER BY id');
  const before = await rows();
  expect(before.length).toBeGreaterThan(10);
  expect(await tables.rebuild('migrations')).toBeNull();
  expect(await rows()).toEqual(before);
});

it('gives up a rebuild when a transaction uses the table for long, and says so', async () => {
  const user = source.createQueryRunner();
  await user.startTransaction();
  await user.query('SELECT * FROM migrations');
  await expect(tables.rebuild('migrations', 1)).rejects.toMatchObject({ errno: 1205 });
  await user.rollbackTransaction();
  await user.release();
});

it('says from the command line that all tables are whole', async () => {
  const more = { DATABASE_URL: database.url, NODE_ENV: 'development' };
  const env = { ...process.env, ...tlsVariables(), ...more };
  const child = spawn(process.execPath, [PROGRAM, '--rebuild'], { env });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'exit');
  const [counted] = await database.query<{ n: number }>(
    'SELECT COUNT(*) AS n FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()',
  );
  expect(await said).toEqual([`All ${counted?.n} tables are whole.\n`, '']);
  expect(code).toBe(0);
});
