import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { readOptions, usage } from '../../bench/options.mjs';
import { report } from '../../bench/report.mjs';

const cpu = { side: 1, database: 0.5, redis: 0, driver: 0.1 };
const figure = (rate: number, p99 = 1) => ({ rate, p50: p99 / 2, p99, cpu, memory: [90], bad: 0 });

/** The cells of a job's row in a table that has a column of this name. */
function cellsOf(text: string, column: string): string[] {
  const table = text.split('\n\n').find((part) => part.split('\n')[0]?.includes(`| ${column} |`));
  const row = table?.split('\n')[2] ?? '';
  return row.split('|').map((cell) => cell.trim());
}

describe('the report', () => {
  // The machine was twice as fast in the second repetition, and slow for the backend in the third.
  const rows = {
    app: {
      top: [figure(130), figure(280), figure(90)],
      latency: [figure(90, 30), figure(190, 10), figure(60, 90)],
    },
    floor: {
      top: [figure(100), figure(200), figure(100)],
      latency: [figure(70, 10), figure(140, 4), figure(70, 100)],
    },
  };
  const job = { name: 'job', title: 'a job', must: { floor: 1.3 } };
  const results = { jobs: [{ job, rows }], wrong: ['a job, app: orders is 1 instead of 2'] };

  it('takes the ratio within each repetition, and the middle one', () => {
    const text = report(results);
    const cells = cellsOf(text, '÷ floor');
    expect(cells.slice(1, 8)).toEqual(['a job', '130', '–', '100', '–', '1.30', '–']);
    expect(cells.slice(8, 10)).toEqual(['÷ floor ≥ 1.3: 1.30', 'yes']);
    const latency = cellsOf(text, 'ratio of p99');
    expect(latency.slice(2, 8)).toEqual(['15.0', '30.0', '–', '–', '5.0', '10.0']);
    expect(latency.slice(8, 11)).toEqual(['2.50', '≤ 2', '**no**']);
  });

  it('holds a job against another one, and the backend with its worker against itself', () => {
    const slow = { ...rows.app, top: [figure(65), figure(140), figure(90)] };
    const own = { job: { ...job, must: { worker: 0.75 } }, rows: { ...rows, worker: slow } };
    const other = { job: { name: 'other', title: 'b', must: { job: 0.4 } }, rows: { app: slow } };
    const text = report({ jobs: [own, other], wrong: [] });
    expect(text).toContain('with worker ÷ without ≥ 0.75: 0.50 | **no**');
    expect(text).toContain('÷ job ≥ 0.4: 0.50 | yes');
  });

  it('tells what a request costs with traces, and against another build', () => {
    const costly = figure(100);
    const traced = { top: [{ ...costly, cpu: { ...cpu, side: 1.09 } }], latency: [] };
    const before = { top: [{ ...costly, cpu: { ...cpu, side: 0.9 } }], latency: [] };
    const sides = { app: { top: [costly], latency: [] }, traced, before };
    const text = report({ jobs: [{ job, rows: sides }], wrong: [] });
    expect(text).toContain('| a job: CPU of a request, traced ÷ not | 1.060 | ≤ 1.05 | **no** |');
    expect(text).toContain('| a job: CPU of a request, this build ÷ the other | 1.071 |  | – |');
  });

  it('says what is wrong', () => {
    expect(report(results)).toContain('WRONG: a job, app: orders is 1 instead of 2');
  });

  it('has no ratio of one side, and no latency that was left out', () => {
    const { app } = rows;
    const text = report({ jobs: [{ job, rows: { app: { ...app, latency: [] } } }], wrong: [] });
    expect(cellsOf(text, '÷ floor').slice(8, 10)).toEqual(['÷ floor ≥ 1.3: –', '–']);
    expect(text).not.toContain('ratio of p99');
  });
});

describe('the options', () => {
  const guide = readFileSync('bench/README.md', 'utf8');

  it('are those that the guide and the help name', () => {
    const commands = [...guide.matchAll(/^npm run bench(?: --)?(.*?)(?: #.*)?$/gm)];
    expect(commands.length).toBeGreaterThan(4);
    for (const [, args = ''] of commands) {
      expect(() => readOptions(args.split(' ').filter(Boolean))).not.toThrow();
    }
    const named = [...guide.matchAll(/`(--[a-z-]+)`/g)].map(([, flag]) => flag);
    for (const flag of named) if (flag !== '--help') expect(usage).toContain(`  ${flag}`);
  });

  it('are refused when they mean nothing', () => {
    for (const args of [
      ['--jobs', 'sleep'],
      ['--seconds', 'x'],
      ['--side', 'left'],
      ['--side', 'before'],
      ['--fast'],
    ]) {
      expect(() => readOptions(args)).toThrow('npm run bench [-- options]');
    }
  });
});
