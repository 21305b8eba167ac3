import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Problem } from '../kernel/problem.js';
import { httpTrouble } from './http-trouble.js';
import { knownProblem } from './known-problem.js';
import { speak } from './language.js';
import { PROBLEM_TYPE, problemDocument, STATUS_OF } from './problem-status.js';

/** Turns whatever a handler throws into `application/problem+json` (RFC 9457), in the language of who asked. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.problemOf(thrown, request);
    if (reply.sent) return;
    const { retryAfterSeconds } = problem;
    if (retryAfterSeconds !== undefined)
      void reply.header('retry-after', String(retryAfterSeconds));
    const status = STATUS_OF[problem.kind];
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    const document = problemDocument(problem, request.id, speak(request, reply));
    void reply.status(status).type(PROBLEM_TYPE).send(document);
  }

  private problemOf(thrown: unknown, request: FastifyRequest): Problem {
    const known = knownProblem(thrown, request, this.logger) ?? httpTrouble(thrown);
    if (known !== null) return known;
    this.logger.error({ err: thrown, requestId: request.id }, 'a request failed');
    return new Problem('internal');
  }
}
