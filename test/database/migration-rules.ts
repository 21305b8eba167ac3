/** What a statement takes away from, or newly asks of, the release before, which still runs on the same database. */
export type Breach =
  | 'drops a table'
  | 'drops a column'
  | 'drops a key'
  | 'drops a constraint'
  | 'renames'
  | 'changes a column'
  | 'adds a column that must be given'
  | 'adds a unique key'
  | 'adds a constraint';

const PATTERNS: readonly (readonly [RegExp, Breach])[] = [
  [/\bDROP TABLE\b/iu, 'drops a table'],
  [
    /\bDROP (?:COLUMN\b|(?!KEY|INDEX|CONSTRAINT|FOREIGN|PRIMARY|CHECK|TABLE)[`\w])/iu,
    'drops a column',
  ],
  [/\bDROP (?:KEY|INDEX|PRIMARY KEY)\b/iu, 'drops a key'],
  [/\bDROP (?:CONSTRAINT|FOREIGN KEY|CHECK)\b/iu, 'drops a constraint'],
  [/\bRENAME\b/iu, 'renames'],
  [/\b(?:MODIFY|CHANGE|ALTER) (?!TABLE)(?:COLUMN )?[`\w]/iu, 'changes a column'],
  [/\bADD UNIQUE\b|\bCREATE UNIQUE INDEX\b/iu, 'adds a unique key'],
  [/\bADD (?:CONSTRAINT|FOREIGN KEY|CHECK)\b/iu, 'adds a constraint'],
];

/** The statement without texts and comments: what stands in them does nothing. */
function bare(sql: string): string {
  return sql.replace(/'(?:[^'\\]|\\.|'')*'/gu, "''").replace(/\/\*[\s\S]*?\*\//gu, ' ');
}

/** Parts of an ALTER TABLE, split at commas that are in no brackets. */
function partsOf(sql: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of sql) {
    if (sign === '(') depth += 1;
    if (sign === ')') depth -= 1;
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts;
}

function mustBeGiven(part: string): boolean {
  const isColumn =
    /\bADD (?:COLUMN )?(?!KEY|INDEX|UNIQUE|CONSTRAINT|FOREIGN|PRIMARY|CHECK|FULLTEXT)[`\w]+ /iu;
  const isFilled = /\b(?:DEFAULT|GENERATED|AUTO_INCREMENT|AS \()/iu;
  return isColumn.test(part) && /\bNOT NULL\b/iu.test(part) && !isFilled.test(part);
}

/** How a migration's statement breaches the rule that migrations only add. A table that it makes is nobody's yet. Pure. */
export function breachesOf(sql: string): Breach[] {
  const text = bare(sql).trim();
  if (/^CREATE TABLE\b/iu.test(text)) return [];
  if (!/^(?:ALTER|DROP|RENAME|CREATE)\b/iu.test(text)) return [];
  const found = PATTERNS.filter(([pattern]) => pattern.test(text)).map(([, breach]) => breach);
  const given = /^ALTER TABLE\b/iu.test(text) && partsOf(text).some(mustBeGiven);
  return given ? [...found, 'adds a column that must be given'] : found;
}
