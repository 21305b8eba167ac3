import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerIn } from '../http/health/bearer.js';
import { Problem } from '../kernel/problem.js';
import { ConsoleSessions } from './console-session/console-sessions.service.js';
import { rememberSession, rememberUser, userOf } from './request-user.js';
import { Tokens } from './tokens.service.js';

function requestOf(context: ExecutionContext): FastifyRequest {
  return context.switchToHttp().getRequest<FastifyRequest>();
}

/** A token that stands in the header counts, whatever cookies come along; false: none does. */
async function signInByToken(tokens: Tokens, request: FastifyRequest): Promise<boolean> {
  const header = request.headers.authorization;
  if (header === undefined) return false;
  rememberUser(request, await tokens.verify(bearerIn(header)));
  return true;
}

async function signInBySession(sessions: ConsoleSessions, request: FastifyRequest) {
  const found = await sessions.find(request);
  if (found === null) return false;
  rememberUser(request, found.account, 'console');
  rememberSession(request, found.sessionId);
  return true;
}

/** Lets only signed-in users through, by a token or by a session of the console. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly tokens: Tokens,
    private readonly sessions: ConsoleSessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    if (userOf(request) !== null || (await signInByToken(this.tokens, request))) return true;
    if (await signInBySession(this.sessions, request)) return true;
    throw new Problem('sign-in-required');
  }
}

/**
 * Lets everybody through, but nobody with a token that is not valid. A session of the console that is over, or a write
 * without its token, is as good as none.
 */
@Injectable()
export class OptionalAuthGuard implements CanActivate {
  constructor(
    private readonly tokens: Tokens,
    private readonly sessions: ConsoleSessions,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    if (!(await signInByToken(this.tokens, request))) await this.tryAsSession(request);
    return true;
  }

  private async tryAsSession(request: FastifyRequest): Promise<void> {
    try {
      await signInBySession(this.sessions, request);
    } catch (error) {
      if (!(error instanceof Problem && error.slug === 'csrf-token-required')) throw error;
    }
  }
}
