import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');
const SOURCE = join(ROOT, 'src');

/** The columns that say that money came and that it is the order's, and their members. */
const COLUMNS = ['paid_at', 'applied_at'];
const MEMBERS = ['paidAt', 'appliedAt'];

/** SQL that gives one of them a value. */
const SETS = /\b(?:paid_at|applied_at)\s*=|\bINSERT INTO\b[^)]*\b(?:paid_at|applied_at)\b/i;

/** Functions of TypeORM that write what they are given, and ours that hand it on to them. */
const WRITERS = /^(?:set|update|values|insert|save|upsert|changeAsRead|moveRow)$/;

/** A scratch file of the project, for statements that are planted. */
const PLANTED = join(SOURCE, 'payment/model/planted.ts');

function programOf(planted: string): ts.Program {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => path === PLANTED || ts.sys.fileExists(path);
  host.readFile = (path) => (path === PLANTED ? planted : ts.sys.readFile(path));
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.includes('migrations'))
    .map((file) => join(SOURCE, file));
  return ts.createProgram([...files, PLANTED], options, host);
}

/** The function, method or constant in which something stands. */
function placeOf(node: ts.Node): string {
  const isPlace = (one: ts.Node) =>
    ts.isFunctionDeclaration(one) || ts.isMethodDeclaration(one) || isOfFile(one);
  const place = ts.findAncestor(node, isPlace) as ts.NamedDeclaration | undefined;
  return place?.name?.getText() ?? 'file';
}

function isOfFile(node: ts.Node): boolean {
  return ts.isVariableDeclaration(node) && ts.isSourceFile(node.parent.parent.parent);
}

/** A text of SQL, or a column's name out of which one is put together; what describes a table sets nothing. */
function isSettingText(node: ts.Node): boolean {
  if (ts.findAncestor(node, ts.isDecorator) !== undefined) return false;
  if (ts.isTemplateExpression(node)) return SETS.test(node.getText());
  if (ts.isStringLiteralLike(node)) return COLUMNS.includes(node.text) || SETS.test(node.text);
  return ts.isPropertyAssignment(node) && COLUMNS.includes(node.name.getText());
}

/** A call that hands an object with one of the members to TypeORM to be written. */
function isSettingCall(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (!ts.isCallExpression(node)) return false;
  const { expression } = node;
  const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  if (!WRITERS.test(name.getText())) return false;
  const from = checker.getResolvedSignature(node)?.declaration?.getSourceFile().fileName ?? '';
  if (!from.includes('/typeorm/') && !from.includes('/src/database/')) return false;
  return node.arguments.some((argument) => {
    const type = checker.getTypeAtLocation(argument);
    return MEMBERS.some((member) => checker.getPropertyOfType(type, member) !== undefined);
  });
}

/** Where the source gives one of the columns a value: `file: function`. */
function settersIn(program: ts.Program): Set<string> {
  const checker = program.getTypeChecker();
  const found = new Set<string>();
  for (const file of program.getSourceFiles()) {
    if (!file.fileName.startsWith(SOURCE)) continue;
    const visit = (node: ts.Node): void => {
      if (isSettingText(node) || isSettingCall(node, checker)) {
        found.add(`${file.fileName.slice(SOURCE.length + 1)}: ${placeOf(node)}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  return found;
}

describe('the statement by which a payment becomes paid', () => {
  const setters = settersIn(
    programOf(`
      import type { EntityManager } from 'typeorm';
      import { PaymentEntity } from './payment.entity.js';
      type Change = Partial<Pick<PaymentEntity, 'state' | 'appliedAt'>>;
      export const bySql = (tx: EntityManager) => tx.query('UPDATE payments SET paid_at = ?', [1]);
      export const byTemplate = (tx: EntityManager, place: string) =>
        tx.query(\`UPDATE payments SET state = 'X', applied_at = \${place}\`);
      export const byColumn = (tx: EntityManager) =>
        tx.query(['UPDATE payments SET', 'paid_at', '= 1'].join(' '));
      export const byRow = (insert: (row: object) => void) => insert({ applied_at: null });
      export const byInsert = (tx: EntityManager) =>
        tx.query('INSERT INTO payments (id, paid_at) VALUES (1, 2)');
      export const bySet = (tx: EntityManager) =>
        tx.createQueryBuilder().update(PaymentEntity).set({ paidAt: null }).execute();
      export const byMember = (tx: EntityManager, change: Change) =>
        tx.createQueryBuilder().update(PaymentEntity).set(change).execute();
      export const byUpdate = (tx: EntityManager, change: Change) =>
        tx.update(PaymentEntity, { id: '1' }, change);
      export const bySave = (tx: EntityManager, payment: PaymentEntity) => tx.save(payment);
      export const reading = (tx: EntityManager) =>
        tx.query('SELECT paid_at AS paidAt FROM payments WHERE applied_at IS NULL');
    `),
  );
  const own = [...setters].filter((place) => !place.startsWith('payment/model/planted.ts'));

  it('stands in one place, and so does that of its order', () => {
    expect(own.toSorted()).toEqual([
      'orders/model/order.repository.ts: payAll',
      'payment/model/payment.repository.ts: settledColumns',
    ]);
  });

  it('would be found in whatever form it is written', () => {
    const planted = [...setters].filter((place) => !own.includes(place));
    const forms = 'bySql byTemplate byColumn byRow byInsert bySet byMember byUpdate bySave';
    expect(planted.map((place) => place.split(': ')[1])).toEqual(forms.split(' '));
  });
});
