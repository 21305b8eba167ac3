import type { ArgumentsHost, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { knownProblem } from '../http/known-problem.js';
import type { Problem } from '../kernel/problem.js';

/**
 * What was thrown, as a Problem; null when it is our fault. What is no refusal of the request is logged, as the native
 * API's filter does: the old shops' answers say less of it.
 */
export function problemOf(thrown: unknown, host: ArgumentsHost, logger: Logger): Problem | null {
  const request = host.switchToHttp().getRequest<FastifyRequest>();
  const known = knownProblem(thrown, request, logger);
  if (known === null) logger.error({ err: thrown, requestId: request.id }, 'a request failed');
  return known;
}
