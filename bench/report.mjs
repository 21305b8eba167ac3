import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';

/** What must be reached, beside the ratios that each job names. */
const LATENCY_MUST = 2;
const START_MUST_MS = 2500;
const MEMORY_MUST_MB = 150;
export const GROWTH_MUST = 1.3;

/** The middle one; of an even number the lower of the two in the middle. */
export function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)] ?? 0;
}

const medianOf = (results, pick) => median(results.map(pick));
const whole = (value) => Math.round(value).toLocaleString('en');
const mark = (isMet) => (isMet ? 'yes' : '**no**');

function table(head, rows) {
  const lines = [head, head.map((_, index) => (index === 0 ? '---' : '--:')), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Ratios are taken within each repetition, for the machine's speed changes; the middle one counts. */
function ratioOf({ app, floor }, part, name) {
  if (app === undefined || floor === undefined) return undefined;
  return median(app[part].map((result, turn) => result[name] / floor[part][turn][name]));
}

function rateOf(side) {
  return side === undefined ? '–' : whole(medianOf(side.top, ({ rate }) => rate));
}

function rateTable(results) {
  const rows = results.map(({ job, rows: { app, floor }, rows: both }) => {
    const ratio = ratioOf(both, 'top', 'rate');
    const met = ratio === undefined ? '–' : mark(ratio >= job.must);
    return [job.title, rateOf(app), rateOf(floor), ratio?.toFixed(2) ?? '–', `≥ ${job.must}`, met];
  });
  return table(['job', 'backend /s', 'floor /s', 'ratio', 'asked', 'met'], rows);
}

function costTable(results) {
  const rows = results.flatMap(({ job, rows: sides }) =>
    Object.entries(sides).map(([name, { top }]) => [
      `${job.title}: ${name}`,
      medianOf(top, ({ p50 }) => p50).toFixed(1),
      medianOf(top, ({ p99 }) => p99).toFixed(1),
      ...['side', 'database', 'redis', 'driver'].map((who) =>
        medianOf(top, ({ cpu }) => cpu[who]).toFixed(2),
      ),
      whole(medianOf(top, ({ memory }) => Math.max(...memory))),
      String(top.reduce((sum, { bad }) => sum + bad, 0)),
    ]),
  );
  const head = [
    'job',
    'p50 ms',
    'p99 ms',
    'CPU ms own',
    'database',
    'Redis',
    'driver',
    'largest process MB',
    'errors',
  ];
  return table(head, rows);
}

/** A quantile of a side's latency; undefined when the side was not measured. */
function quantileOf(side, name) {
  return side === undefined ? undefined : medianOf(side.latency, (one) => one[name]);
}

function latencyTable(results) {
  const rows = results
    .filter(({ rows: sides }) => Object.values(sides).every(({ latency }) => latency.length > 0))
    .map(({ job, rows: { app, floor }, rows: both }) => {
      const ratio = ratioOf(both, 'latency', 'p99');
      const cells = [app, floor].flatMap((side) => [
        quantileOf(side, 'p50'),
        quantileOf(side, 'p99'),
      ]);
      const met = ratio === undefined ? '–' : mark(ratio <= LATENCY_MUST);
      const shown = cells.map((cell) => cell?.toFixed(1) ?? '–');
      return [job.title, ...shown, ratio?.toFixed(2) ?? '–', `≤ ${LATENCY_MUST}`, met];
    });
  if (rows.length === 0) return '';
  const head = ['job', 'backend p50 ms', 'p99 ms', 'floor p50 ms', 'p99 ms', 'ratio of p99'];
  return table([...head, 'asked', 'met'], rows);
}

function otherRows({ backlogs: worked = [], start, growth = [] }) {
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
  return rows;
}

/** The results as Markdown. */
export function report(results) {
  const other = otherRows(results);
  const parts = [
    ...(results.jobs.length === 0
      ? []
      : [rateTable(results.jobs), latencyTable(results.jobs), costTable(results.jobs)]),
    other.length === 0 ? '' : table(['', 'measured', 'asked', 'met'], other),
    ...results.wrong.map((fault) => `WRONG: ${fault}`),
  ];
  return parts.filter(Boolean).join('\n\n');
}

function machine(database) {
  const [{ model }] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  const day = new Date().toISOString().slice(0, 10);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  return (
    `Measured on ${day} at ${commit}: ${model}, ${cpus().length} cores shared by load driver, processes, database and Redis, ` +
    `${memory}, Linux ${release()}, Node ${process.version}, ${database}.`
  );
}

/** Puts the results between the marks of docs/performance.md; what stands around them stays. */
export function writeReport(rootDir, results) {
  const file = join(rootDir, 'docs', 'performance.md');
  const part = results.growth === undefined ? 'results' : 'growth';
  const [begin, end] = [`<!-- ${part}: written by npm run bench -->`, `<!-- end of ${part} -->`];
  const text = readFileSync(file, 'utf8');
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${file} has no place for the ${part}`);
  writeFileSync(
    file,
    `${before}${begin}\n\n${machine(results.database)}\n\n${report(results)}\n\n${end}${after}`,
  );
}
