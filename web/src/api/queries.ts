import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem-error.js';

const MAX_TRIES = 3;

/** Asks again when the server could not answer; what it refuses, it would refuse again. */
function isWorthARetry(failures: number, error: Error): boolean {
  return failures < MAX_TRIES && !(error instanceof ProblemError && error.status < 500);
}

/** What was asked of the API, and is remembered for a while. */
export const queries = new QueryClient({
  defaultOptions: { queries: { retry: isWorthARetry, staleTime: 5_000 } },
});
