import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { rememberUser } from '../auth/request-user.js';
import { Tokens } from '../auth/tokens.service.js';
import { Problem } from '../kernel/problem.js';

/** Pages without a session send `Bearer null`, and others' schemes stand there too: only what may be a JWT is one. */
const AUTHORIZATION = /^(?:(?:Bearer|JWT) +)?([^\s.]+\.[^\s.]+\.[^\s.]+)$/i;
const COOKIE = /(?:^|;\s*)token=([^;\s]+)/;

/** The token in any of the forms that the old pages send: `Bearer T`, `JWT T`, bare, or a header `token`. Pure. */
export function tokenInHeaders(headers: IncomingHttpHeaders): string | null {
  const authorized = AUTHORIZATION.exec(headers.authorization ?? '')?.[1];
  const own = headers['token'];
  return authorized ?? (typeof own === 'string' && own !== '' ? own : null);
}

/** The token of the HttpOnly cookie, which navigations carry. Pure. */
export function tokenInCookie(headers: IncomingHttpHeaders): string | null {
  return COOKIE.exec(headers.cookie ?? '')?.[1] ?? null;
}

async function signIn(tokens: Tokens, context: ExecutionContext, token: string | null) {
  if (token === null) throw new Problem('sign-in-required');
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  rememberUser(request, await tokens.verify(token));
  return true;
}

function headersOf(context: ExecutionContext): IncomingHttpHeaders {
  return context.switchToHttp().getRequest<FastifyRequest>().headers;
}

/** Lets only users through whose token stands in a header. */
@Injectable()
export class HeaderTokenGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  canActivate(context: ExecutionContext): Promise<boolean> {
    return signIn(this.tokens, context, tokenInHeaders(headersOf(context)));
  }
}

/**
 * Like {@link HeaderTokenGuard}, for pages that are navigated to: the cookie is taken as well. It must not stand before
 * anything that changes a state.
 */
@Injectable()
export class PageTokenGuard implements CanActivate {
  constructor(private readonly tokens: Tokens) {}

  canActivate(context: ExecutionContext): Promise<boolean> {
    const headers = headersOf(context);
    return signIn(this.tokens, context, tokenInHeaders(headers) ?? tokenInCookie(headers));
  }
}
