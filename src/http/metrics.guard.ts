import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/app.config.js';
import { Problem } from '../kernel/problem.js';
import { bearerIn } from './bearer.js';

/** Lets those to the figures who show the configured token; everybody, when none is configured. */
@Injectable()
export class MetricsGuard implements CanActivate {
  private readonly wanted: Buffer | null;

  constructor({ metricsToken }: AppConfig) {
    this.wanted = metricsToken === null ? null : digest(metricsToken);
  }

  /** Throws Problem `metrics-token-required`. */
  canActivate(context: ExecutionContext): boolean {
    if (this.wanted === null) return true;
    const { authorization = '' } = context.switchToHttp().getRequest<FastifyRequest>().headers;
    const shown = digest(bearerIn(authorization));
    if (timingSafeEqual(shown, this.wanted)) return true;
    const detail = 'Send the token of the figures as "Authorization: Bearer …".';
    throw new Problem('unauthenticated', 'metrics-token-required', detail);
  }
}

/** Of one length for all tokens, so that comparing tells nothing of the right one. */
function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
