const BEGIN = '<!-- matrix: written by `npm run matrix` -->';
const END = '<!-- matrix: end -->';
const HEAD = ['date (UTC)', 'asked for', 'database', 'Redis', 'Node', 'tests', 'took'];

/**
 * What is told of one run.
 *
 * @typedef {{ date: string, name: string, versions: { database: string, redis: string, node: string },
 *   counts: { passed: number, failed: number, skipped: number }, took: string }} Told
 *   `name` is that of the row, `date` a day
 */

/**
 * The text of docs/support.md with the row of a run, in place of the one that its names had before.
 *
 * @param {string} text
 * @param {Told} told
 * @returns {string}
 * @throws {Error} when the text has lost its markers
 */
export function withRun(text, told) {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`docs/support.md lacks ${BEGIN} … ${END}`);
  const lines = text
    .slice(begin + BEGIN.length, end)
    .trim()
    .split('\n');
  const others = lines
    .slice(2)
    .map(cellsOf)
    .filter((cells) => cells[1] !== told.name);
  const rows = [...others, toldCells(told)].toSorted((one, other) => (one[1] < other[1] ? -1 : 1));
  const table = [HEAD, HEAD.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `${text.slice(0, begin)}${BEGIN}\n\n${table.join('\n')}\n\n${text.slice(end)}`;
}

const cellsOf = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

function toldCells({ date, name, versions, counts, took }) {
  const { database, redis, node } = versions;
  return [date, name, database, redis, node, countsInWords(counts), took];
}

/** As the closing line of `npm test` has it. */
export function countsInWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
