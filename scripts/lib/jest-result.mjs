/**
 * The one line that tells how a run ended. A file that could not even be loaded counts as one failure.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   numRuntimeErrorTestSuites: number }} result what `jest --json` writes
 */
export function closingLine(result) {
  const failed = result.numFailedTests + result.numRuntimeErrorTestSuites;
  const skipped = result.numPendingTests + result.numTodoTests;
  const skippedPart = skipped > 0 ? `, ${skipped} skipped` : '';
  return `${result.numPassedTests} passed, ${failed} failed${skippedPart}`;
}
