import { describe, expect, it } from '@jest/globals';
import { closingLine } from '../../scripts/lib/jest-result.mjs';
import { readableLine } from '../../scripts/lib/log-line.mjs';

const result = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('closingLine', () => {
  it('counts', () => {
    expect(closingLine(result)).toBe('12 passed, 0 failed');
  });

  it('counts a file that could not be loaded as failed', () => {
    expect(closingLine({ ...result, numRuntimeErrorTestSuites: 2 })).toBe('12 passed, 2 failed');
  });

  it('tells of skipped tests', () => {
    const skipped = { ...result, numPendingTests: 1, numTodoTests: 2 };
    expect(closingLine(skipped)).toBe('12 passed, 0 failed, 3 skipped');
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
