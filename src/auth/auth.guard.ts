import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { AuthConfig } from '../../config/auth.config.js';
import { bearerIn } from '../http/health/bearer.js';
import { Problem } from '../kernel/problem.js';
import { ConsoleSessions } from './console-session/console-sessions.service.js';
import { type Duty, dutyOf } from './duty.js';
import { dutyProblem } from './duty-problem.js';
import { OPEN_BEFORE } from './open-before.js';
import { rememberDuty, rememberSession, rememberUser, userOf } from './request-user.js';
import { Tokens } from './tokens.service.js';

function requestOf(context: ExecutionContext): FastifyRequest {
  return context.switchToHttp().getRequest<FastifyRequest>();
}

/** Finds out who sends a request, by its token or its session. */
@Injectable()
export class RequestSignIn {
  constructor(
    private readonly tokens: Tokens,
    private readonly sessions: ConsoleSessions,
    private readonly config: AuthConfig,
    private readonly reflector: Reflector,
  ) {}

  /** A token that stands in the header counts, whatever cookies come along; false: none does. */
  async byToken(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const header = request.headers.authorization;
    if (header === undefined) return false;
    const { user, duty } = await this.tokens.bearerOf(bearerIn(header));
    this.refuseBefore(context, duty);
    rememberUser(request, user);
    rememberDuty(request, duty);
    return true;
  }

  /** False: no cookie of a session that holds. */
  async bySession(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    const found = await this.sessions.find(request);
    if (found === null) return false;
    const duty = dutyOf(found.account, this.config.secondFactorRoles);
    this.refuseBefore(context, duty);
    rememberUser(request, found.account, 'console');
    rememberDuty(request, duty);
    rememberSession(request, found.sessionId);
    return true;
  }

  /** Throws the Problem of a duty unless the route is one to do it by. */
  private refuseBefore(context: ExecutionContext, duty: Duty | null): void {
    if (duty === null) return;
    const targets = [context.getHandler(), context.getClass()];
    const open = this.reflector.getAllAndOverride<readonly Duty[] | undefined>(
      OPEN_BEFORE,
      targets,
    );
    if (open?.includes(duty) !== true) throw dutyProblem(duty);
  }
}

/** Lets only signed-in users through, by a token or by a session of the console. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly signIn: RequestSignIn) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (userOf(requestOf(context)) !== null || (await this.signIn.byToken(context))) return true;
    if (await this.signIn.bySession(context)) return true;
    throw new Problem('sign-in-required');
  }
}

/** What makes a session as good as none where nobody has to be signed in. */
const PASSED_OVER = new Set([
  'csrf-token-required',
  'password-change-required',
  'second-factor-required',
]);

/**
 * Lets everybody through, but nobody with a token that is not valid. A session of the console that is over, a write
 * without its token, or one of somebody who has to do something first, is as good as none.
 */
@Injectable()
export class OptionalAuthGuard implements CanActivate {
  constructor(private readonly signIn: RequestSignIn) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!(await this.signIn.byToken(context))) await this.tryAsSession(context);
    return true;
  }

  private async tryAsSession(context: ExecutionContext): Promise<void> {
    try {
      await this.signIn.bySession(context);
    } catch (error) {
      if (!(error instanceof Problem && PASSED_OVER.has(error.slug))) throw error;
    }
  }
}
