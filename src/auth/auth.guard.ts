import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerIn } from '../http/health/bearer.js';
import { Problem } from '../kernel/problem.js';
import { rememberUser } from './request-user.js';
import { Tokens } from './tokens.service.js';

async function signInBy(tokens: Tokens, context: ExecutionContext): Promise<boolean> {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const header = request.headers.authorization;
  if (header === undefined) return false;
  rememberUser(request, await tokens.verify(bearerIn(header)));
  return true;
}

/** Lets only signed-in users through. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (await signInBy(this.tokens, context)) return true;
    throw new Problem('sign-in-required');
  }
}

/** Lets everybody through, but nobody with a token that is not valid. */
@Injectable()
export class OptionalAuthGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    await signInBy(this.tokens, context);
    return true;
  }
}
