import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Console } from './console.js';
import { ProblemError } from './api/problem-error.js';
import './console.css';

const MAX_TRIES = 3;

/** Asks again when the server could not answer; what it refuses, it would refuse again. */
function isWorthARetry(failures: number, error: Error): boolean {
  return failures < MAX_TRIES && !(error instanceof ProblemError && error.status < 500);
}

const queries = new QueryClient({
  defaultOptions: { queries: { retry: isWorthARetry, staleTime: 5_000 } },
});

const root = document.querySelector('#root');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Console />
      </QueryClientProvider>
    </StrictMode>,
  );
}
