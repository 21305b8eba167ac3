import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { failureOf } from './luffy.wire.js';
import { problemOf } from './problem-of.js';

/** Refusals as luffy's pages expect them: HTTP 200 with the reasons by field, or 401. */
@Catch()
export class LuffyFilter implements ExceptionFilter {
  private readonly logger = new Logger(LuffyFilter.name);

  catch(thrown: unknown, host: ArgumentsHost): void {
    const problem = problemOf(thrown, host, this.logger);
    const { status, body } = failureOf(problem);
    void host.switchToHttp().getResponse<FastifyReply>().status(status).send(body);
  }
}
