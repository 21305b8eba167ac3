import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import jest from './jest.config.mjs';

/** Where it is decided about money. */
const FOLDERS = /^src\/(payment|orders|alipay|http\/idempotency)/;
/** What is no rule: examples of the documentation, and rows as the database has them, which tests on servers cover. */
const NO_RULES = /\.examples\.ts$|-(rows|inserts)\.ts$/;
const FRAMEWORKS = /from '(typeorm|@nestjs|class-)/;
const TESTS = /^test\/(payment|orders|alipay|http)\/.*\.test\.ts$/;
/** A test that loads this needs servers; these are right, and too slow to be run once for each mutant. */
const NEEDS_SERVERS = 'test/support/database.ts';
const SLOW = /(vectors|with-simulator)\.test\.ts$/;

const filesIn = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((file) => file.endsWith('.ts'));

function importsOf(file) {
  const found = readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)\.js'/g);
  const files = [...found].map(([, path]) => join(dirname(file), `${path}.ts`));
  return files.filter((path) => existsSync(path));
}

/** The files that a file loads, itself among them. */
function reachedFrom(file, seen = new Set()) {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const next of importsOf(file)) reachedFrom(next, seen);
  return seen;
}

const isPure = (file) => !FRAMEWORKS.test(readFileSync(file, 'utf8'));
const rules = filesIn('src').filter(
  (file) => FOLDERS.test(file) && !NO_RULES.test(file) && isPure(file),
);
/** Names of tests that alone are to notice, with commas between; what else would notice is not seen then. */
const only = process.env['MUTATION_TESTS']?.split(',');
const quickTests = filesIn('test')
  .filter((file) => TESTS.test(file) && !SLOW.test(file))
  .filter((file) => only === undefined || only.some((name) => file.endsWith(`/${name}.test.ts`)))
  .filter((file) => !reachedFrom(file).has(NEEDS_SERVERS));

/** `npm run mutation`: which changes of the pure rules no test notices (docs/testing.md). Needs no servers. */
export default {
  mutate: rules,
  testRunner: 'jest',
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  // What is made while a file loads cannot be told apart by test: each such place would run all of them.
  ignoreStatic: true,
  jest: {
    projectType: 'custom',
    // Jest finds the tests that import a file, and not those that come to it by another one: the named ones are run as they are.
    enableFindRelatedTests: only === undefined,
    config: {
      ...jest,
      testMatch: quickTests.map((file) => `<rootDir>/${file}`),
      testEnvironment: '@stryker-mutator/jest-runner/jest-env/node',
    },
  },
  reporters: ['clear-text', 'progress', 'html'],
  clearTextReporter: { logTests: false, reportTests: false },
  htmlReporter: { fileName: '.data/mutation.html' },
  thresholds: { high: 95, low: 90, break: 90 },
  tempDirName: '.data/mutation',
  ignorePatterns: ['dist', 'bench', '.data'],
};
