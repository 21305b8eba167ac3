import type { Problem } from '../kernel/problem.js';
import type { ProblemKind } from '../kernel/problems/problem-text.js';
import { isWords, type Language } from '../kernel/words.js';

/** What a problem document is sent as (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** What a slug stands behind in a problem's `type`. */
export const PROBLEM_URN = 'urn:problem:alipay-checkout:';

/** The one place that knows which status a kind of problem has. */
export const STATUS_OF: Readonly<Record<ProblemKind, number>> = {
  'bad-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'wrong-method': 405,
  'too-slow': 408,
  conflict: 409,
  'body-too-large': 413,
  'address-too-long': 414,
  'unsupported-type': 415,
  unprocessable: 422,
  'too-many': 429,
  'headers-too-large': 431,
  fault: 500,
  unavailable: 503,
};

/**
 * The document that tells a client of a refusal, in a language. Members of the problem's own never replace the standard
 * ones; sentences among them are told in the same language. Pure.
 */
export function problemDocument(problem: Problem, requestId: string, language: Language): string {
  const members = Object.entries(problem.members).map(([name, value]) => [
    name,
    isWords(value) ? value[language] : value,
  ]);
  return JSON.stringify({
    ...(Object.fromEntries(members) as object),
    type: `${PROBLEM_URN}${problem.slug}`,
    title: problem.title[language],
    status: STATUS_OF[problem.kind],
    detail: problem.detail[language],
    errors: problem.errors?.map(({ path, message }) => ({ path, message: message[language] })),
    instance: `urn:request:${requestId}`,
  });
}
