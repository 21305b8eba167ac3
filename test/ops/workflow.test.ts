import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { MATRIX_NAMES, rowsOf } from '../../scripts/lib/matrix/rows.mjs';

const file = '.github/workflows/ci.yml';
const text = readFileSync(file, 'utf8');

/** What GitHub would say against a workflow: the parser and its schema are GitHub's own. */
function faultsOf(content: string): string[] {
  const { context } = parseWorkflow({ name: file, content }, new NoOperationTraceWriter());
  return context.errors.getErrors().map(({ message }) => message);
}

it('the workflow is one by the schema of GitHub', () => {
  expect(faultsOf(text)).toEqual([]);
});

it.each([
  ['a member that there is not', 'timeout-minutes: 30', 'time-out: 30', "Unexpected value 'time"],
  ['an expression that does not end', '${{ matrix.row }}', '${{ matrix.row', 'expression'],
  ['a job that runs nowhere', 'runs-on: ubuntu-24.04', 'name: x', 'runs-on'],
])('%s would be found', (_, right, wrong, fault) => {
  expect(faultsOf(text.replace(right, wrong)).join('\n')).toContain(fault);
});

it('the workflow tries each name of the matrix', () => {
  const [, list = ''] = /\n {8}row:\n((?: {10}.*\n)+)/.exec(text) ?? [];
  const rows = [...list.matchAll(/^ +- (.*)$/gm)].map(([, row = '']) => row.split(' '));
  for (const names of rows) expect(rowsOf(names)).toHaveLength(1);
  expect(rows.flat().toSorted()).toEqual(MATRIX_NAMES.toSorted());
});
