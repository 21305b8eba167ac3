import { STATUS_CODES } from 'node:http';
import type { ProblemKind } from '../kernel/problem.js';
import type { HttpTrouble } from './http-trouble.js';

/** What a problem document is sent as (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

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

/** The document that tells a client of a refusal. Members of the trouble's own never replace the standard ones. Pure. */
export function problemDocument(trouble: HttpTrouble, requestId: string): string {
  return JSON.stringify({
    ...trouble.members,
    type: `urn:problem:alipay-checkout:${trouble.slug}`,
    title: STATUS_CODES[trouble.status] ?? 'Error',
    status: trouble.status,
    detail: trouble.detail,
    errors: trouble.errors,
    instance: `urn:request:${requestId}`,
  });
}
