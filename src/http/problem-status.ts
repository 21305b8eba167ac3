import { STATUS_CODES } from 'node:http';
import type { ProblemKind } from '../kernel/problem.js';

/** The one place that knows which status a kind of problem has. */
export const STATUS_OF: Readonly<Record<ProblemKind, number>> = {
  'bad-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unprocessable: 422,
  'too-many': 429,
  unavailable: 503,
};

/** The standard phrase of a status. */
export function titleOf(status: number): string {
  return STATUS_CODES[status] ?? 'Error';
}
