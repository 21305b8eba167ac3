import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { ID_PLACE, INSTANT_PLACE, MONEY_PLACE, PLAIN_PLACE } from '../../src/database/places.js';
import { PreparedReads } from '../../src/database/batching/prepared-reads.js';
import { caseOf } from '../../src/database/batching/set-clauses.js';
import { type FreshSource, freshSource } from '../support/database.js';

/** What stands for an interpolation in the text of a template. */
const HOLE = '⟨⟩';

/** A column (or its property) that stands alone: in sums and differences of columns a text would be taken for a float. */
const COLUMN = `(?:^|\\(|,|\\b(?:WHERE|AND|OR|ON|SET))\\s*(?:[a-z]\\w*\\.)?(?:[a-z][A-Za-z_]*|(?:${HOLE})+)`;

/** What may come before a place: the value becomes of a column's kind, or is a number of pieces or rows. */
const ALLOWED = [
  new RegExp(`${COLUMN} (?:=|<|>|<=|>=|<=>) $`),
  new RegExp(`${COLUMN} IN \\($`),
  // Text against text.
  /JSON_UNQUOTE\([^?]*\) IN \($/,
  /VALUES (?:\((?:\?, )*)?$/,
  /\b(?:LIMIT|OFFSET) $/,
  /\b(?:stock|sales) [+-] $/,
];

/** The texts of a program that could be SQL: those with places in them. */
function statementsOf(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = ts.isTemplateExpression(node)
      ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(HOLE)
      : ts.isStringLiteralLike(node)
        ? node.text
        : '';
    if (ts.isStringLiteralLike(node) && (isOfSplit(node) || isPattern(node))) return;
    if (/(?:^|[\s(,=<>])\?(?:$|[\s),])/.test(text)) found.push(text);
    else if (/[=<>] :[a-z]\w*/.test(text)) found.push(text.replaceAll(/:[a-z]\w*/g, '?'));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest, true));
  // A question mark alone is a place only beside statements.
  return found.every((text) => text === '?') && !source.includes('.query(') ? [] : found;
}

/** Whether a text only cuts another one, such as a URL at its query. */
function isOfSplit({ parent }: ts.Node): boolean {
  return ts.isCallExpression(parent) && parent.expression.getText().endsWith('.split');
}

/** Whether a text is a pattern, where a question mark is no place. */
function isPattern({ parent }: ts.Node): boolean {
  return ts.isTaggedTemplateExpression(parent) && parent.tag.getText() === 'String.raw';
}

/** The places of a statement whose values would be compared as whatever the server thinks best. */
function bareIn(statement: string): string[] {
  return [...statement.matchAll(/\?/g)]
    .map(({ index }) => statement.slice(0, index))
    .filter((before) => !ALLOWED.some((allowed) => allowed.test(before)))
    .map((before) => `${before}?`);
}

const ROOT = join(import.meta.dirname, '../../src');

/** These hold the places themselves, and a list of them behind `IN`. */
const HOLDERS = ['database/places.ts', 'database/prepared-reads.ts'];

describe('a value in a statement of the source', () => {
  const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.includes('migrations') && !HOLDERS.includes(file),
  );

  it('meets a column, or has a kind', () => {
    const sources = files.map((file) => readFileSync(join(ROOT, file), 'utf8'));
    const statements = sources.flatMap(statementsOf);
    expect(statements.length).toBeGreaterThan(50);
    expect(statements.flatMap(bareIn)).toEqual([]);
    // The plain place is for what a CASE gives a column, and nowhere else.
    expect(sources.filter((source) => source.includes('${PLAIN_PLACE'))).toEqual([]);
  });

  it.each([
    'UPDATE payments SET refund_reserved = LEAST(amount, ?) WHERE id = 1',
    'SELECT id FROM orders WHERE CASE id WHEN ? THEN 1 END = 1',
    'SELECT id FROM orders ORDER BY id = 5, GREATEST(payable, ?)',
    'UPDATE webhook_deliveries SET next_attempt_at = COALESCE(next_attempt_at, ?)',
    'SELECT id FROM payments WHERE amount - ? > 0',
    'SELECT id FROM payments WHERE amount - refunded_amount >= ?',
    'SELECT id FROM orders WHERE (id, state) IN ((?, 1))',
    '?',
  ])('is found in %j', (statement) => {
    const source = `tx.query(\`${statement}\`, [x]);`;
    expect(statementsOf(source).flatMap(bareIn)).toHaveLength(1);
  });
});

describe('a place of its kind', () => {
  let fresh: FreshSource;

  beforeAll(async () => {
    fresh = await freshSource();
    await fresh.database.query(
      'CREATE TABLE sums (id BIGINT UNSIGNED PRIMARY KEY, small INT UNSIGNED, amount DECIMAL(12,2), at DATETIME(3))',
    );
    await fresh.database.query(
      `INSERT INTO sums VALUES (9007199254740993, 1, 209.00, '2026-11-29 09:00:00.001'),
         (9007199254740992, 2, 9.00, '2026-11-29 10:00:00')`,
    );
  });
  afterAll(() => fresh.close());

  const ask = (sql: string, values: unknown[]) => fresh.source.query(sql, values);

  it('of money is compared as a number', async () => {
    const sql = `SELECT LEAST(amount, ${MONEY_PLACE}) AS least FROM sums ORDER BY small`;
    expect(await ask(sql, ['60.00'])).toEqual([{ least: '60.00' }, { least: '9.00' }]);
  });

  it('of an id is exact beyond the whole numbers of JavaScript', async () => {
    const sums = [
      ['9007199254740992', 'the even one'],
      ['9007199254740993', 'the odd one'],
    ] as const;
    const { sql, params } = caseOf(PLAIN_PLACE, sums);
    const rows = await ask(`SELECT ${sql} AS name FROM sums ORDER BY small`, params);
    expect(rows).toEqual([{ name: 'the odd one' }, { name: 'the even one' }]);
    const [row] = await ask(`SELECT ${ID_PLACE} = ${ID_PLACE} AS same`, [sums[0][0], sums[1][0]]);
    expect(Number(row.same)).toBe(0);
  });

  it('of a time keeps its milliseconds', async () => {
    const sql = `SELECT COALESCE(NULL, ${INSTANT_PLACE}) AS at`;
    const at = new Date('2026-11-29T09:00:00.123Z');
    expect(await ask(sql, [at])).toEqual([{ at }]);
    const latest = `SELECT GREATEST(at, ${INSTANT_PLACE}) AS at FROM sums ORDER BY small`;
    const noon = new Date('2026-11-29T09:30:00.000Z');
    const ten = new Date('2026-11-29T10:00:00.000Z');
    expect(await ask(latest, [noon])).toEqual([{ at: noon }, { at: ten }]);
  });

  it('leaves a column of ids one type, by whatever protocol it is read', async () => {
    const sql = 'SELECT id, small, amount FROM sums ORDER BY small';
    const expected = [
      { id: '9007199254740993', small: 1, amount: '209.00' },
      { id: '9007199254740992', small: 2, amount: '9.00' },
    ];
    expect(await ask(sql, [])).toEqual(expected);
    expect(await new PreparedReads(fresh.source).rows(sql, [])).toEqual(expected);
  });
});
