import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { apiFailure, type PageAnswer, pageFailure } from './meiduo.wire.js';
import { problemOf } from './problem-of.js';

const logger = new Logger('MeiduoFilter');

function refuse(
  thrown: unknown,
  host: ArgumentsHost,
  wire: (problem: ReturnType<typeof problemOf>) => PageAnswer,
): void {
  const problem = problemOf(thrown);
  if (problem === null) logger.error({ err: thrown }, 'a meiduo request failed');
  const { status, body } = wire(problem);
  const reply = host.switchToHttp().getResponse<FastifyReply>();
  if (typeof body === 'string') void reply.type('text/plain; charset=utf-8');
  void reply.status(status).send(body);
}

/** Refusals as meiduo's server pages word them. */
@Catch()
export class MeiduoPagesFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    refuse(thrown, host, pageFailure);
  }
}

/** Refusals as meiduo's separate front end expects them. */
@Catch()
export class MeiduoApiFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    refuse(thrown, host, apiFailure);
  }
}
