import type { ArgumentsHost, Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { databaseTrouble } from '../database/database-trouble.js';
import { userGone } from '../http/user-gone.js';
import { Problem } from '../kernel/problem.js';

/**
 * What was thrown, as a Problem; null when it is our fault. What is no refusal of the request is logged, as the native
 * API's filter does: the old shops' answers say less of it.
 */
export function problemOf(thrown: unknown, host: ArgumentsHost, logger: Logger): Problem | null {
  const known = thrown instanceof Problem ? thrown : userGone(thrown);
  if (known !== null) return known;
  const { id: requestId } = host.switchToHttp().getRequest<FastifyRequest>();
  const database = databaseTrouble(thrown);
  if (database !== null) logger.warn({ err: thrown, requestId }, 'the database failed a request');
  else logger.error({ err: thrown, requestId }, 'a request failed');
  return database?.problem ?? null;
}
