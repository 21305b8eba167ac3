import { describe, expect, it } from '@jest/globals';
import { closingLine, moreLines } from '../../scripts/lib/jest-result.mjs';
import { readableLine } from '../../scripts/lib/process/log-line.mjs';

const result = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('closingLine', () => {
  it('counts, and says how long it took', () => {
    expect(closingLine(result, 9_400)).toBe('12 passed, 0 failed in 9 s');
    expect(closingLine(result, 440_400)).toBe('12 passed, 0 failed in 7 min 20 s');
  });

  it('counts a file that could not be loaded as failed', () => {
    const unloaded = { ...result, numRuntimeErrorTestSuites: 2 };
    expect(closingLine(unloaded, 0)).toBe('12 passed, 2 failed in 0 s');
  });

  it('tells of skipped tests', () => {
    const skipped = { ...result, numPendingTests: 1, numTodoTests: 2 };
    expect(closingLine(skipped, 0)).toBe('12 passed, 0 failed, 3 skipped in 0 s');
  });
});

describe('moreLines', () => {
  const file = (name: string, ms: number, ...statuses: string[]) => ({
    name: `/shop/test/${name}`,
    startTime: 1_000,
    endTime: 1_000 + ms,
    assertionResults: statuses.map((status) => ({ status })),
  });

  it('names the files of skipped tests, so that none is skipped in silence', () => {
    const testResults = [
      file('a.test.ts', 1, 'passed', 'failed'),
      file('b.test.ts', 1, 'pending', 'passed', 'todo'),
    ];
    expect(moreLines({ testResults }, '/shop')).toEqual(['Skipped in: test/b.test.ts (2)']);
  });

  it('names the five slowest of many files', () => {
    const testResults = [1, 9, 4, 70, 3, 5].map((s) => file(`${s}.test.ts`, s * 1_000, 'passed'));
    expect(moreLines({ testResults }, '/shop')).toEqual([
      'Slowest: test/70.test.ts (1 min 10 s), test/9.test.ts (9 s), test/5.test.ts (5 s), ' +
        'test/4.test.ts (4 s), test/3.test.ts (3 s)',
    ]);
  });
});

const told = (level: string) => JSON.stringify({ level, context: 'RouterExplorer', msg: 'm' });

describe('readableLine', () => {
  it('makes a sentence of a log record', () => {
    const line =
      '{"level":"info","time":"1","process":"api","msg":"paid","orderNo":"2026","ms":12}';
    expect(readableLine(line)).toBe('info  paid orderNo=2026 ms=12');
  });

  it('shows a request by its method and path', () => {
    const line =
      '{"level":"warn","msg":"failed","req":{"method":"GET","path":"/x"},"status":503,"ms":4}';
    expect(readableLine(line)).toBe('WARN  GET /x 503 in 4 ms');
  });

  it('keeps the trouble of an error', () => {
    expect(readableLine('{"level":"error","msg":"no","err":{"message":"gone"}}')).toContain('gone');
  });

  it('leaves out what the framework tells at each start, but not its troubles', () => {
    expect(readableLine(told('info'))).toBeUndefined();
    expect(readableLine(told('warn'))).toBe('WARN  m');
  });

  it.each(['plain', '{broken', '{"no":"record"}'])('leaves %s as it is', (line) => {
    expect(readableLine(line)).toBe(line);
  });
});
