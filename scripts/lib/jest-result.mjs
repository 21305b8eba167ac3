import { relative } from 'node:path';

const SLOW_FILES_TOLD = 5;

/**
 * The one line that tells how a run ended. A file that could not even be loaded counts as one failure.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   numRuntimeErrorTestSuites: number }} result what `jest --json` writes
 * @param {number} tookMs how long all of it took, with the servers that were started for it
 */
export function closingLine(result, tookMs) {
  const { passed, failed, skipped } = countsOf(result);
  const skippedPart = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${passed} passed, ${failed} failed${skippedPart} in ${durationInWords(tookMs)}`;
}

/** How many tests of a run went which way. */
export function countsOf(result) {
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
    skipped: result.numPendingTests + result.numTodoTests,
  };
}

/**
 * What a reader of the closing line may want to know more about: which files hold the tests that were skipped, and which
 * took longest.
 *
 * @param {{ testResults: { name: string, startTime: number, endTime: number,
 *   assertionResults: { status: string }[] }[] }} result
 * @param {string} rootDir
 */
export function moreLines({ testResults }, rootDir) {
  const skipped = testResults.flatMap(({ name, assertionResults }) => {
    const count = assertionResults.filter(
      ({ status }) => status !== 'passed' && status !== 'failed',
    );
    return count.length > 0 ? [`${relative(rootDir, name)} (${count.length})`] : [];
  });
  const slowest = testResults
    .map(({ name, startTime, endTime }) => ({ name, ms: endTime - startTime }))
    .toSorted((one, other) => other.ms - one.ms)
    .slice(0, SLOW_FILES_TOLD)
    .map(({ name, ms }) => `${relative(rootDir, name)} (${durationInWords(ms)})`);
  return [
    ...(skipped.length > 0 ? [`Skipped in: ${skipped.join(', ')}`] : []),
    ...(testResults.length > SLOW_FILES_TOLD ? [`Slowest: ${slowest.join(', ')}`] : []),
  ];
}

/** Minutes and seconds. */
export function durationInWords(ms) {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
}
