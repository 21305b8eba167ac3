import type { ApiResponseMetadata } from '@nestjs/swagger';
import type { ProblemKind } from '../kernel/problem.js';
import type { HttpTrouble } from './http-trouble.js';
import { problemDocument, STATUS_OF } from './problem-status.js';

const REQUEST_ID = '0b6f2c1e-6a53-4d0c-9d3e-5f2a7c1b8e94';

/** What all refusals have in common, for the OpenAPI document (RFC 9457). */
export const PROBLEM_SCHEMA = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', description: 'Stable, for programs: `urn:problem:alipay-checkout:` …' },
    title: { type: 'string', description: "The status's name" },
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
export interface Refusal extends Pick<HttpTrouble, 'slug' | 'detail' | 'errors' | 'members'> {
  readonly kind: ProblemKind;
  readonly description: string;
}

/** The answer to a refused request, with the very document that the problem filter would send. Pure. */
export function refusal({ kind, description, ...told }: Refusal): ApiResponseMetadata {
  const status = STATUS_OF[kind];
  const example: unknown = JSON.parse(problemDocument({ status, ...told }, REQUEST_ID));
  const schema = { $ref: '#/components/schemas/Problem' };
  return { status, description, content: { 'application/problem+json': { schema, example } } };
}

/** The refusal of a body or query whose members are wrong; `path` and `message` show one of them. Pure. */
export function invalidInput(path: string, message: string): ApiResponseMetadata {
  return refusal({
    kind: 'bad-input',
    slug: 'invalid-request',
    detail: 'The request has values that are missing, wrong or unknown.',
    description: 'A value is missing, wrong or unknown',
    errors: [{ path, message }],
  });
}
