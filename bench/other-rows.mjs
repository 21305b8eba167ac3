import { mark, medianOf, whole } from './report-table.mjs';

const START_MUST_MS = 2500;
const MEMORY_MUST_MB = 150;
const GROWTH_MUST = 1.3;

/** What is measured beside the jobs, as rows of a table: what, how much, what is asked, and whether it is met. */
export function otherRows({
  backlogs: worked = [],
  start,
  growth = [],
  abandoned = [],
  idle,
  soak,
}) {
  const rows = [];
  for (const { backlog, turns } of worked) {
    const rate = medianOf(turns, (one) => one.rate);
    const [worker, database] = ['side', 'database'].map((who) =>
      medianOf(turns, ({ cpu }) => cpu[who]),
    );
    rows.push([
      `${backlog.title}, one worker (CPU ${worker.toFixed(2)} ms each, database ${database.toFixed(2)})`,
      `${whole(rate)} /s`,
      `≥ ${whole(backlog.must)} /s`,
      mark(rate >= backlog.must),
    ]);
  }
  for (const [name, results] of Object.entries(start ?? {})) {
    const ready = medianOf(results, ({ readyMs }) => readyMs);
    const memory = medianOf(results, (one) => one.memory);
    rows.push([
      `${name}: start until ready`,
      `${whole(ready)} ms`,
      `≤ ${whole(START_MUST_MS)} ms`,
      mark(ready <= START_MUST_MS),
    ]);
    rows.push([
      `${name}: memory at rest`,
      `${whole(memory)} MB`,
      `≤ ${MEMORY_MUST_MB} MB`,
      mark(memory <= MEMORY_MUST_MB),
    ]);
  }
  for (const { title, small, large } of growth) {
    const ratio = large / small;
    const shown = `${large.toFixed(2)} against ${small.toFixed(2)} ms: ${ratio.toFixed(2)}`;
    rows.push([title, shown, `≤ ${GROWTH_MUST}`, mark(ratio <= GROWTH_MUST)]);
  }
  for (const { title, questions, most } of abandoned) {
    rows.push([title, `${questions} questions`, `≤ ${most}`, mark(questions <= most)]);
  }
  for (const { what, figure, most, unit } of idle ?? []) {
    rows.push([
      `idle: ${what}`,
      `${figure.toFixed(2)} ${unit}`,
      `≤ ${most} ${unit}`,
      mark(figure <= most),
    ]);
  }
  for (const { what, figure, most, unit } of soak ?? []) {
    const asked = most === undefined ? '' : `≤ ${most} ${unit}`;
    rows.push([
      `soak: ${what}`,
      `${figure.toFixed(1)} ${unit}`,
      asked,
      most === undefined ? '' : mark(figure <= most),
    ]);
  }
  return rows;
}
