import type { Logger } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { databaseTrouble } from '../database/database-trouble.js';
import { Problem } from '../kernel/problem.js';
import { userGone } from './user-gone.js';

/** What was thrown, as a Problem, where it is one of ours or of the database, whose trouble is logged; null otherwise. */
export function knownProblem(
  thrown: unknown,
  { id: requestId }: FastifyRequest,
  logger: Logger,
): Problem | null {
  const known = thrown instanceof Problem ? thrown : userGone(thrown);
  if (known !== null) return known;
  const database = databaseTrouble(thrown);
  if (database === null) return null;
  logger.warn({ err: thrown, requestId }, 'the database failed a request');
  return database.problem;
}
