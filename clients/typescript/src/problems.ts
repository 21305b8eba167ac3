import type { components } from './schema.js';

/** A refusal of the server (RFC 9457). */
export type Problem = components['schemas']['Problem'];

const PREFIX = 'urn:problem:alipay-checkout:';

/** What sort of problem it is, without its prefix: `no-such-order`. */
export type ProblemSlug = Problem['type'] extends `${typeof PREFIX}${infer Slug}` ? Slug : never;

/** A refusal that was thrown. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    readonly status: number,
  ) {
    super(`${problem.title}: ${problem.detail}`);
    this.name = 'ProblemError';
  }

  /** What sort of problem it is. */
  get slug(): ProblemSlug {
    return this.problem.type.slice(PREFIX.length) as ProblemSlug;
  }
}

/** An answer that is neither what was asked for nor a problem: somebody on the way gave it. */
export class UnknownAnswerError extends Error {
  constructor(readonly status: number) {
    super(`the server answered ${status} and no problem document`);
    this.name = 'UnknownAnswerError';
  }
}

/** What a call of the client gives. */
interface Result<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The data of an answer. Throws {@link ProblemError} for a refusal, {@link UnknownAnswerError} for anything else. */
export async function dataOf<Data>(call: Promise<Result<Data>>): Promise<Exclude<Data, undefined>> {
  const { data, error, response } = await call;
  if (response.ok) return data as Exclude<Data, undefined>;
  if (isProblem(error)) throw new ProblemError(error, response.status);
  throw new UnknownAnswerError(response.status);
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null || !('type' in value)) return false;
  return typeof value.type === 'string' && value.type.startsWith(PREFIX);
}
