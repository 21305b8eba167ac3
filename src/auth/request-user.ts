import type { FastifyRequest } from 'fastify';
import type { Via } from '../audit/request-origin.js';
import type { SignedInUser, UserIdentity } from './signed-in-user.js';

const users = new WeakMap<FastifyRequest, SignedInUser>();
const sessionIds = new WeakMap<FastifyRequest, string>();

/** Notes who sends a request, once its token was checked, and from where. */
export function rememberUser(
  request: FastifyRequest,
  { id, publicId, username, role }: UserIdentity,
  via: Via = 'api',
): void {
  const origin = { via, address: request.ip, requestId: request.id };
  users.set(request, { id, publicId, username, role, origin });
}

/** Who sends a request, as a guard found out; null when nobody is signed in. */
export function userOf(request: FastifyRequest): SignedInUser | null {
  return users.get(request) ?? null;
}

/** Notes by which of the console's sessions a request is signed in. */
export function rememberSession(request: FastifyRequest, sessionId: string): void {
  sessionIds.set(request, sessionId);
}

/** The console's session of a request; null: it is signed in by a token, or not at all. */
export function sessionIdOf(request: FastifyRequest): string | null {
  return sessionIds.get(request) ?? null;
}
