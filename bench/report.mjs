import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { otherRows } from './other-rows.mjs';
import { mark, median, medianOf, table, whole } from './report-table.mjs';
import { sideCostRows } from './side-costs.mjs';

/** What must be reached, beside the ratios that each job names. */
const LATENCY_MUST = 2;

/** Ratios are taken within each repetition, for the machine's speed changes; the middle one counts. */
function ratioOf(one, other, part, name) {
  if (one === undefined || other === undefined) return undefined;
  return median(one[part].map((result, turn) => result[name] / other[part][turn][name]));
}

const shown = (figure, digits) => figure?.toFixed(digits) ?? '–';

function rateOf(side) {
  return side === undefined ? '–' : whole(medianOf(side.top, ({ rate }) => rate));
}

/** What is asked of a job: against another side, of the backend with its worker against itself, or against another job. */
const AGAINST = {
  floor: '÷ floor',
  procedures: '÷ one trip',
  worker: 'with worker ÷ without',
};

function askedOf({ job, rows }, all) {
  return Object.entries(job.must).map(([against, least]) => {
    const other = all.find((one) => one.job.name === against)?.rows.app;
    const ratio =
      against === 'worker'
        ? ratioOf(rows.worker, rows.app, 'top', 'rate')
        : ratioOf(rows.app, other ?? rows[against], 'top', 'rate');
    const words = `${AGAINST[against] ?? `÷ ${against}`} ≥ ${least}`;
    return { ratio, isMet: ratio === undefined ? undefined : ratio >= least, words };
  });
}

/** Of what was measured. */
function metOf(asked) {
  const known = asked.filter(({ isMet }) => isMet !== undefined);
  return known.length === 0 ? '–' : mark(known.every(({ isMet }) => isMet));
}

function rateTable(results) {
  const rows = results.map((one) => {
    const { app, worker, floor, procedures } = one.rows;
    const asked = askedOf(one, results);
    return [
      one.job.title,
      ...[app, worker, floor, procedures].map(rateOf),
      ...[floor, procedures].map((other) => shown(ratioOf(app, other, 'top', 'rate'), 2)),
      asked.map(({ words, ratio }) => `${words}: ${shown(ratio, 2)}`).join('; '),
      metOf(asked),
    ];
  });
  const sides = ['backend /s', 'with worker', 'floor /s', 'one trip /s', '÷ floor', '÷ one trip'];
  return table(['job', ...sides, 'asked', 'met'], rows);
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
  const timed = results.filter(({ rows }) => rows.app?.latency.length > 0);
  const rows = timed.map(({ job, rows: { app, worker, floor } }) => {
    const cells = [app, worker, floor].flatMap((side) => [
      shown(quantileOf(side, 'p50'), 1),
      shown(quantileOf(side, 'p99'), 1),
    ]);
    const ratio = ratioOf(worker ?? app, floor, 'latency', 'p99');
    const met = ratio === undefined ? '–' : mark(ratio <= LATENCY_MUST);
    return [job.title, ...cells, shown(ratio, 2), `≤ ${LATENCY_MUST}`, met];
  });
  if (rows.length === 0) return '';
  const sides = ['backend', 'with worker', 'floor'].flatMap((side) => [`${side} p50 ms`, 'p99 ms']);
  return table(['job', ...sides, 'ratio of p99', 'asked', 'met'], rows);
}

/** The same job with other numbers of connections. */
function connectionsTable(results) {
  if (results.length === 0) return '';
  const rows = results.map(({ connections, rows: { app, floor } }) => [
    String(connections),
    ...[app, floor].flatMap((side) => [
      rateOf(side),
      shown(
        medianOf(side.top, ({ p99 }) => p99),
        1,
      ),
    ]),
    shown(ratioOf(app, floor, 'top', 'rate'), 2),
  ]);
  const head = ['connections (create)', 'backend /s', 'p99 ms', 'floor /s', 'p99 ms', '÷ floor'];
  return table(head, rows);
}

/** The results as Markdown. */
export function report(results) {
  const other = [...sideCostRows(results.jobs), ...otherRows(results)];
  const parts = [
    ...(results.jobs.length === 0
      ? []
      : [rateTable(results.jobs), latencyTable(results.jobs), costTable(results.jobs)]),
    connectionsTable(results.connections ?? []),
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
