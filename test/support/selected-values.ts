import ts from 'typescript';

/** A value that a statement selects under a name which the program reads. */
export interface Selected {
  readonly name: string;
  readonly expression: string;
}

/** What is put into a text stands in it by its name: `⟨IS_REPEAT⟩`. A name with an underline stays within its statement. */
const NAMED = / AS `?([a-z][A-Za-z]*(?:⟨\w+⟩)?)(?![\w⟨(])/g;
const BY_BUILDER = /\.(?:addS|s)elect\(\s*(['"`])(.*?)\1,\s*['"](\w+)['"]/gs;
const BEGINS = /\bSELECT\b(?:\s+(?:DISTINCT|STRAIGHT_JOIN)\b)?/g;
const OPERATOR =
  /<=>|<>|[<>=!]|\b(?:AND|OR|XOR|NOT|IS|IN|LIKE|REGEXP|RLIKE|BETWEEN|EXISTS|SOUNDS)\b/i;
const CONDITION_HOLE = /^(?:⟨(?:(?:IS|HAS|SOME)_\w+|is[A-Z]\w*)⟩)$/;
const SMALL_LITERAL = /^(?:-?\d+|TRUE|FALSE)$/i;
const SMALL = new Set(
  'EXISTS NOT ISNULL INTERVAL LENGTH CHAR_LENGTH JSON_VALID JSON_CONTAINS SIGN ROUND ASCII CRC32 FIELD FIND_IN_SET INSTR LOCATE'.split(
    ' ',
  ),
);
const PASSES_ON = new Set(['COALESCE', 'IFNULL', 'NULLIF', 'GREATEST', 'LEAST', 'MAX', 'MIN']);
const LARGE = /^(?:COUNT|SUM|AVG)\s?\(/i;

/** The values that a source's statements select. Pure. */
export function selectedIn(source: string): Selected[] {
  const named = textsIn(source).flatMap((text) => {
    const sql = text.replaceAll(/'[^']*'/g, "''");
    return Array.from(sql.matchAll(NAMED), ({ 1: name = '', index }) => {
      return { name, expression: itemBefore(sql, index) };
    });
  });
  const built = Array.from(source.matchAll(BY_BUILDER), ({ 2: expression = '', 3: name = '' }) => {
    return { name, expression: expression.replaceAll(/'[^']*'/g, "''") };
  });
  return [...named, ...built];
}

/**
 * Whether an expression is a small whole number on MariaDB, which the driver gives as a number, and a BIGINT on MySQL,
 * which it gives as text: conditions, literals, lengths, and what makes its choice among them. Pure.
 */
export function differsByServer(expression: string): boolean {
  const text = expression.trim();
  if (SMALL_LITERAL.test(text) || CONDITION_HOLE.test(text)) return true;
  const flat = flattened(text);
  const call = /^(\w*)\s?\( *\)$/.exec(flat);
  if (call) return differsCall((call[1] ?? '').toUpperCase(), insideOf(text));
  if (/^CASE\b/i.test(text)) return branchesOf(text, flat).some(differsByServer);
  return OPERATOR.test(flat);
}

function differsCall(name: string, inside: string): boolean {
  if (name === '') {
    return /^\s*SELECT\b/.test(inside)
      ? differsByServer(firstItemOf(inside))
      : differsByServer(inside);
  }
  if (SMALL.has(name)) return true;
  const values = name === 'IF' ? partsOf(inside).slice(1) : partsOf(inside);
  if (name !== 'IF' && !PASSES_ON.has(name)) return false;
  return values.some(differsByServer) && !values.some((value) => LARGE.test(value));
}

/** The strings and templates of a program. */
function textsIn(source: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      const holes = node.templateSpans.map(({ expression, literal }) => {
        return `⟨${expression.getText().replaceAll(/\W/g, '')}⟩${literal.text}`;
      });
      found.push(node.head.text + holes.join(''));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.Latest, true));
  return found;
}

/** A text of the same length, blank within its brackets. */
function flattened(text: string): string {
  let depth = 0;
  return Array.from(text, (sign) => {
    if (sign === ')') depth -= 1;
    const shown = depth > 0 ? ' ' : sign;
    if (sign === '(') depth += 1;
    return shown;
  }).join('');
}

function insideOf(text: string): string {
  return text.slice(text.indexOf('(') + 1, -1);
}

/** What stands between the commas of a list. */
function partsOf(list: string): string[] {
  const flat = flattened(list);
  const ends = [...Array.from(flat.matchAll(/,/g), ({ index }) => index), list.length];
  return ends.map((end, part) =>
    list.slice(part === 0 ? 0 : (ends[part - 1] ?? 0) + 1, end).trim(),
  );
}

function firstItemOf(select: string): string {
  const end = flattened(select).search(/\bFROM\b|\bAS\b|,|$/);
  return select.slice(0, end).replace(BEGINS, '');
}

function branchesOf(text: string, flat: string): string[] {
  const branches = flat.matchAll(/\b(?:THEN|ELSE)\b(.*?)(?=\b(?:WHEN|ELSE|END)\b)/dgs);
  return Array.from(branches, ({ indices }) => text.slice(...(indices?.[1] ?? [0, 0])).trim());
}

/** The item of a SELECT that ends here. */
function itemBefore(sql: string, end: number): string {
  let depth = 0;
  let start = end;
  while (start > 0) {
    const sign = sql[start - 1] ?? '';
    if (sign === ')') depth += 1;
    if (sign === '(') depth -= 1;
    if (depth < 0 || (depth === 0 && sign === ',')) break;
    start -= 1;
  }
  const item = sql.slice(start, end);
  const begin = Array.from(flattened(item).matchAll(BEGINS)).at(-1);
  return item.slice(begin === undefined ? 0 : begin.index + begin[0].length).trim();
}
