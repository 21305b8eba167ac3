import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PreparedReads } from '../../src/database/batching/prepared-reads.js';
import { isTrue, type SqlBoolean } from '../../src/database/sql-boolean.js';
import { type FreshSource, freshSource } from '../support/database.js';
import { differsByServer, selectedIn } from '../support/selected-values.js';

const STATEMENT = `SELECT 1 IS NOT NULL AS holds, 1 IS NULL AS fails, EXISTS (SELECT 1) AS here,
  NULL = 1 AS unknown`;

/** The names under which a source selects what servers answer by different types, and does not declare so. */
function undeclaredIn(source: string): string[] {
  const names = selectedIn(source).filter(({ expression }) => differsByServer(expression));
  return names.map(({ name }) => name).filter((name) => !isDeclared(name, source));
}

function isDeclared(name: string, source: string): boolean {
  if (name.includes('⟨')) return source.includes('Record<string, SqlBoolean>');
  return [`${name}: SqlBoolean`, `${name}: string | number`].some((one) => source.includes(one));
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
    const selecting = sources.filter(([, text]) => selectedIn(text).length > 0);
    expect(selecting.length).toBeGreaterThan(20);
    expect(
      selecting.flatMap(([file, text]) => undeclaredIn(text).map((name) => [file, name])),
    ).toEqual([]);
  });

  it.each([
    'a.b IS NULL',
    '(a.b IS NOT NULL)',
    "NOT EXISTS (SELECT 1 FROM t WHERE a IN (SELECT b FROM u) AND c = '1')",
    '${IS_OPEN}',
    'a.b > c.d',
    "(state = 'OPEN')",
    'a.b <=> c.d',
    'a AND b',
    'NOT a',
    "state IN ('OPEN', 'DUE')",
    'a BETWEEN 1 AND 2',
    "a NOT LIKE 'x, y%'",
    "a REGEXP '^x'",
    'IF(a > 1, b, 0)',
    'COALESCE(a.b, 0)',
    'COALESCE(a = b, c)',
    'MAX(a = b)',
    "CASE WHEN a = 'AS x' THEN 1 ELSE b END",
    'CASE a WHEN 1 THEN b ELSE c = d END',
    '(SELECT a = b FROM t LIMIT 1)',
    'TRUE',
    'CHAR_LENGTH(a)',
    'INTERVAL(a / 2, 1, 2)',
  ])('is found in %j', (expression) => {
    for (const before of ['SELECT ', 'SELECT x, LEFT(y, 2) AS z, ', 'SELECT DISTINCT ']) {
      const statement = `query(\`${before}${expression} AS isOpen, c FROM t\`)`;
      expect(undeclaredIn(`readonly isOpen: number; ${statement}`)).toEqual(['isOpen']);
      expect(undeclaredIn(`readonly isOpen: SqlBoolean; ${statement}`)).toEqual([]);
    }
  });

  it.each(['.select', '.addSelect'])('is found in %s', (method) => {
    const built = `${method}("a.b = 'x'", 'isOpen')${method}('COUNT(*)', 'count')`;
    expect(undeclaredIn(built)).toEqual(['isOpen']);
  });

  it.each([
    "SUM(e.source = 'notify')",
    'COUNT(DISTINCT a.b)',
    'COALESCE(SUM(a = b), 0)',
    'COALESCE(a.b, c.d)',
    'CAST(a = b AS CHAR)',
    "IF(a = b, c.d, '1')",
    'a - b',
    'MAX(a.b)',
    '(SELECT COUNT(*) FROM t WHERE a = b)',
    'x FROM (SELECT a IS NULL AS is_open FROM t) o JOIN (SELECT 1) p ON a = b; SELECT y',
    "CASE WHEN a = b THEN 'x' ELSE c END",
    'NULL',
  ])('is not found in %j', (expression) => {
    expect(undeclaredIn(`query(\`SELECT ${expression} AS isOpen FROM t WHERE d = 1\`)`)).toEqual(
      [],
    );
  });
});
