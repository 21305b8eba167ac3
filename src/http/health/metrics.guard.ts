import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../../../config/app.config.js';
import { Problem } from '../../kernel/problem.js';
import { bearerIn } from './bearer.js';
import { isFromThisMachine } from '../local-request.js';

/**
 * Lets those to the figures who show the configured token. When none is configured, everybody outside production, and in
 * production who asks on this machine itself.
 */
@Injectable()
export class MetricsGuard implements CanActivate {
  private readonly wanted: Buffer | null;

  constructor(private readonly config: AppConfig) {
    const { metricsToken } = config;
    this.wanted = metricsToken === null ? null : digest(metricsToken);
  }

  /** Throws Problem `metrics-token-required`. */
  canActivate(context: ExecutionContext): boolean {
    const { raw } = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.wanted === null ? this.isOpenTo(raw) : showsToken(raw, this.wanted)) return true;
    throw new Problem('metrics-token-required');
  }

  private isOpenTo({ socket, rawHeaders }: IncomingMessage): boolean {
    return !this.config.production || isFromThisMachine(socket.remoteAddress, rawHeaders);
  }
}

function showsToken({ headers }: IncomingMessage, wanted: Buffer): boolean {
  return timingSafeEqual(digest(bearerIn(headers.authorization ?? '')), wanted);
}

/** Of one length for all tokens, so that comparing tells nothing of the right one. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
