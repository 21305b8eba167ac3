import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { databaseTrouble } from '../database/database-trouble.js';
import { Problem } from '../kernel/problem.js';
import { type HttpTrouble, httpTrouble } from './http-trouble.js';
import { userGone } from './user-gone.js';
import { PROBLEM_TYPE, problemDocument, STATUS_OF } from './problem-status.js';

/** Turns whatever a handler throws into `application/problem+json` (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const trouble = this.troubleOf(thrown, request);
    if (reply.sent) return;
    const { retryAfterSeconds } = trouble;
    if (retryAfterSeconds !== undefined)
      void reply.header('retry-after', String(retryAfterSeconds));
    if (trouble.status === 401) void reply.header('www-authenticate', 'Bearer');
    void reply.status(trouble.status).type(PROBLEM_TYPE).send(problemDocument(trouble, request.id));
  }

  private troubleOf(thrown: unknown, request: FastifyRequest): HttpTrouble {
    if (thrown instanceof Problem) return ofProblem(thrown);
    const gone = userGone(thrown);
    if (gone !== null) return ofProblem(gone);
    const database = databaseTrouble(thrown);
    if (database !== null) {
      this.logger.warn({ err: thrown, requestId: request.id }, 'the database failed a request');
      return ofProblem(database.problem);
    }
    const known = httpTrouble(thrown);
    if (known !== null) return known;
    this.logger.error({ err: thrown, requestId: request.id }, 'a request failed');
    return { status: 500, slug: 'internal', detail: 'The server failed; the trouble was logged.' };
  }
}

function ofProblem(problem: Problem): HttpTrouble {
  const { errors, retryAfterSeconds, members } = problem.extras;
  return {
    status: STATUS_OF[problem.kind],
    slug: problem.slug,
    detail: problem.detail,
    ...(errors === undefined ? {} : { errors }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(members === undefined ? {} : { members }),
  };
}
