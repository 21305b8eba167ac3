import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { failureBody, failureOf } from './dadashop.failures.js';
import { problemOf } from './problem-of.js';

/** Refusals as dadashop's pages expect them: HTTP 200 with a code, or 401. */
@Catch()
export class DadashopFilter implements ExceptionFilter {
  private readonly logger = new Logger(DadashopFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const problem = problemOf(thrown, host, this.logger);
    const status = problem?.kind === 'unauthenticated' ? 401 : 200;
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    void reply.status(status).send(failureBody(failureOf(problem)));
  }
}
