import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Problem } from '../kernel/problem.js';
import { apiFailure, type PageAnswer, pageFailure } from './meiduo.wire.js';
import { problemOf } from './problem-of.js';

const logger = new Logger('MeiduoFilter');

/** Where nobody knows how long it takes. */
const RETRY_AFTER_SECONDS = 1;

function refuse(
  thrown: unknown,
  host: ArgumentsHost,
  wire: (problem: Problem | null) => PageAnswer,
): void {
  const problem = problemOf(thrown, host, logger);
  const { status, body } = wire(problem);
  const reply = host.switchToHttp().getResponse<FastifyReply>();
  const seconds = problem?.retryAfterSeconds ?? RETRY_AFTER_SECONDS;
  if (status === 503) void reply.header('retry-after', String(seconds));
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
