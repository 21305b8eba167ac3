import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../../src');

/** How a statement begins. */
const BEGINNING = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|REPLACE|SET|SAVEPOINT|RELEASE|ROLLBACK)\s/;

/** What answers to `.query()` by sending its text to the database. */
const DATABASE = /(?:^|\.)(?:tx|manager|dataSource|source|runner)$/;

/** Says why the statement beside it is not left to TypeORM. */
const REASON = /\bRaw: \S/;

/**
 * What passes over rows that somebody else has locked, beside Claims: no work on what they take outlasts the transaction.
 * Whatever is due and worked on for longer is claimed by `Claims`.
 */
const SKIPPING = [
  'events/relay.repository.ts',
  'http/idempotency/idempotency-retention.service.ts',
  'orders/model/order.repository.ts',
  'payment/model/payment.repository.ts',
];

/** A raw statement of a program, or a call that sends one. */
interface Raw {
  readonly text: string;
  readonly hasReason: boolean;
}

/** The texts that are SQL, and the calls that send a text to the database. */
function rawIn(source: string): Raw[] {
  const found: Raw[] = [];
  const visit = (node: ts.Node): void => {
    const text = textOf(node);
    if (BEGINNING.test(text) || isSent(node)) {
      found.push({ text: node.getText(), hasReason: REASON.test(around(node).getFullText()) });
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

function textOf(node: ts.Node): string {
  if (ts.isTemplateExpression(node)) return node.head.text;
  return ts.isStringLiteralLike(node) ? node.text : '';
}

function isSent(node: ts.Node): boolean {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  return name.text === 'query' && DATABASE.test(expression.getText());
}

/** The method, function or constant that a node is part of, with the comment before it. */
function around(node: ts.Node): ts.Node {
  const isWhole = (one: ts.Node) =>
    ts.isMethodDeclaration(one) || ts.isClassDeclaration(one.parent) || ts.isSourceFile(one.parent);
  return isWhole(node) ? node : around(node.parent);
}

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.ts') && !file.startsWith('database/'),
);
const statements = files.map(
  (file) => [file, rawIn(readFileSync(join(ROOT, file), 'utf8'))] as const,
);

describe('SQL that TypeORM does not write', () => {
  it('stands in repositories alone', () => {
    const elsewhere = statements.filter(
      ([file, raw]) => !file.endsWith('.repository.ts') && raw.length > 0,
    );
    expect(elsewhere.map(([file]) => file)).toEqual([]);
  });

  it('says why it is raw', () => {
    const bare = statements
      .filter(([file]) => file.endsWith('.repository.ts'))
      .flatMap(([file, raw]) => raw.map((one) => ({ file, ...one })))
      .filter(({ hasReason }) => !hasReason)
      .map(({ file, text }) => `${file}: ${text}`);
    expect(bare).toEqual([]);
  });

  it('passes over locked rows in claims, and where the work ends with the transaction', () => {
    const sources = files.filter((file) =>
      /skip_?.?locked/i.test(readFileSync(join(ROOT, file), 'utf8')),
    );
    expect(sources.toSorted((one, other) => one.localeCompare(other))).toEqual(SKIPPING);
  });

  it.each([
    "class A { b(tx) { return tx.query('SELECT 1'); } }",
    'const END = `DELETE FROM users WHERE id = ${id}`;',
    'class A { b() { return this.dataSource.query(this.text); } }',
    'const rows = reads.rows(`\n  SELECT id FROM users`, []);',
  ])('is found in %j, and misses its reason', (source) => {
    const raw = rawIn(source);
    expect(raw.length).toBeGreaterThan(0);
    expect(raw.filter(({ hasReason }) => hasReason)).toEqual([]);
    expect(rawIn(`// Raw: hot.\n${source}`).every(({ hasReason }) => hasReason)).toBe(
      !source.startsWith('class'),
    );
  });

  it('is not found in what only looks like it', () => {
    const source = "await this.alipay.query(no); const help = 'Select one'; qb.select('id');";
    expect(rawIn(source)).toEqual([]);
  });

  it('has a reason when one stands beside it, inside its method or before it', () => {
    const before = "class A { /** Raw: hot. */ b(tx) { return tx.query('SELECT 1'); } }";
    const inside = "class A { b(tx) {\n// Raw: hot.\nreturn tx.query('SELECT 1'); } }";
    expect([before, inside].flatMap(rawIn).every(({ hasReason }) => hasReason)).toBe(true);
  });
});
