import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PreparedReads } from '../../src/database/batching/prepared-reads.js';
import { isTrue, type SqlBoolean } from '../../src/database/sql-boolean.js';
import { type FreshSource, freshSource } from '../support/database.js';

const STATEMENT = `SELECT 1 IS NOT NULL AS holds, 1 IS NULL AS fails, EXISTS (SELECT 1) AS here,
  NULL = 1 AS unknown`;

/** A condition that is selected, and the name it gets; a name with an underline stays within its statement. */
const SELECTED = new RegExp(
  [
    String.raw`(?:IS (?:NOT )?NULL\)?`,
    String.raw`\bEXISTS ?\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\)?`,
    String.raw`\$\{IS_\w+\}`,
    String.raw`(?:<|>|=|<>|<=|>=|LIKE) (?:[\w.]+|'[^']*'|\?)`,
    String.raw`(?<!\w)\([\w.]+ (?:<|>|=|<>|<=|>=|LIKE) (?:[\w.]+|'[^']*'|\?)\)) AS ([a-z][A-Za-z]*)\b`,
  ].join('|'),
  'g',
);

/** The names under which a source selects conditions, and does not declare that they are such. */
function undeclaredIn(source: string): string[] {
  return Array.from(source.matchAll(SELECTED), ([, name = '']) => name).filter(
    (name) => !source.includes(`${name}: SqlBoolean`),
  );
}

describe('a condition that is selected', () => {
  let source: FreshSource;
  beforeAll(async () => {
    source = await freshSource();
  });
  afterAll(() => source.close());

  it.each(['prepared', 'as text'])('is read the same from each server, %s', async (way) => {
    const prepared = new PreparedReads(source.source);
    const [row]: Record<string, SqlBoolean | null>[] =
      way === 'prepared'
        ? await prepared.rows(STATEMENT, [])
        : await source.source.query(STATEMENT);
    const read = Object.entries(row ?? {}).map(([name, value]) => [name, isTrue(value)]);
    expect(Object.fromEntries(read)).toEqual({
      holds: true,
      fails: false,
      here: true,
      unknown: false,
    });
  });

  it.each([
    ['1', true],
    [1, true],
    ['0', false],
    [0, false],
    [null, false],
    [undefined, false],
  ])('is, as %j, %j', (value, expected) => {
    expect(isTrue(value as unknown as SqlBoolean)).toBe(expected);
  });

  it('is declared as such wherever the source selects one', () => {
    const root = join(import.meta.dirname, '../../src');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
    const sources = files
      .filter((file) => file.endsWith('.ts') && !file.includes('migrations'))
      .map((file) => [file, readFileSync(join(root, file), 'utf8')] as const);
    const selecting = sources.filter(([, text]) => text.search(SELECTED) >= 0);
    expect(selecting.length).toBeGreaterThan(2);
    expect(
      selecting.flatMap(([file, text]) => undeclaredIn(text).map((name) => [file, name])),
    ).toEqual([]);
  });

  it.each([
    'SELECT a.b IS NULL AS isOpen',
    'SELECT (a.b IS NOT NULL) AS isOpen',
    "SELECT NOT EXISTS (SELECT 1 FROM t WHERE a IN (SELECT b FROM u) AND c = '1') AS isOpen",
    'SELECT ${IS_OPEN} AS isOpen',
    'SELECT a.b > c.d AS isOpen',
    "SELECT state = 'OPEN' AS isOpen",
    "SELECT (state = 'OPEN') AS isOpen",
  ])('is found in %j', (statement) => {
    expect(undeclaredIn(`readonly isOpen: number; ${statement}`)).toEqual(['isOpen']);
    expect(undeclaredIn(`readonly isOpen: SqlBoolean; ${statement}`)).toEqual([]);
  });

  it.each([
    "SELECT SUM(e.source = 'notify') AS told",
    'SELECT x FROM (SELECT a IS NULL AS is_open FROM t) o',
    'SELECT a.b AS c FROM t WHERE d = 1',
  ])('is not found in %j', (statement) => {
    expect(undeclaredIn(statement)).toEqual([]);
  });
});
