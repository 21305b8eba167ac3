import type { ApiResponseMetadata } from '@nestjs/swagger';
import { type FieldError, Problem } from '../kernel/problem.js';
import type { NoMembers } from '../kernel/problems/problem-text.js';
import { type MembersOf, PROBLEM_SLUGS, type ProblemSlug } from '../kernel/problems/problems.js';
import { verbatim } from '../kernel/words.js';
import { PROBLEM_URN, problemDocument, STATUS_OF } from './problem-status.js';

const REQUEST_ID = '0b6f2c1e-6a53-4d0c-9d3e-5f2a7c1b8e94';

/** What all refusals have in common, for the OpenAPI document (RFC 9457). */
export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: {
      type: 'string',
      description: 'Stable, for programs',
      enum: PROBLEM_SLUGS.map((slug) => `${PROBLEM_URN}${slug}`),
    },
    title: { type: 'string', description: 'What sort of problem it is, for people' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What is wrong, for people' },
    instance: { type: 'string', description: 'The request, as the log names it' },
    errors: {
      type: 'array',
      description: 'With status 400: each wrong value',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
  additionalProperties: true,
};

/** What a route may refuse, as it is told in the OpenAPI document: `description` says when. */
export interface Refusal<Slug extends ProblemSlug> {
  readonly slug: Slug;
  readonly description: string;
  readonly errors?: readonly FieldError[];
}

/** The members of the example, which may be left out when none of them is needed. */
type Example<Slug extends ProblemSlug> =
  NoMembers extends MembersOf<Slug>
    ? { readonly members?: MembersOf<Slug> }
    : { readonly members: MembersOf<Slug> };

/** The answer to a refused request, with the very document that the problem filter would send in English. Pure. */
export function refusal<Slug extends ProblemSlug>(
  told: Refusal<Slug> & Example<Slug>,
): ApiResponseMetadata {
  const { slug, description, members, errors } = told as Refusal<Slug> & {
    readonly members?: MembersOf<Slug>;
  };
  const extras = errors === undefined ? {} : { errors };
  const problem = new Problem<ProblemSlug>(slug, members as MembersOf<ProblemSlug>, extras);
  const example: unknown = JSON.parse(problemDocument(problem, REQUEST_ID, 'en'));
  const schema = { $ref: '#/components/schemas/Problem' };
  const content = { 'application/problem+json': { schema, example } };
  return { status: STATUS_OF[problem.kind], description, content };
}

/** The refusal of a body or query whose members are wrong; `path` and `message` show one of them. Pure. */
export function invalidInput(path: string, message: string): ApiResponseMetadata {
  return refusal({
    slug: 'invalid-request',
    description: 'A value is missing, wrong or unknown',
    errors: [{ path, message: verbatim(message) }],
  });
}
