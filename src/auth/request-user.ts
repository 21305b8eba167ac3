import type { FastifyRequest } from 'fastify';
import type { Via } from '../audit/request-origin.js';
import type { Duty } from './duty.js';
import type { SignedInUser, UserIdentity } from './signed-in-user.js';

const users = new WeakMap<FastifyRequest, SignedInUser>();
const duties = new WeakMap<FastifyRequest, Duty>();
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

/** Notes what whoever sends a request has to do first; null: nothing. */
export function rememberDuty(request: FastifyRequest, duty: Duty | null): void {
  if (duty !== null) duties.set(request, duty);
}

/** What whoever sends a request has to do first; null: nothing. */
export function dutyIn(request: FastifyRequest): Duty | null {
  return duties.get(request) ?? null;
}

/** Notes by which of the console's sessions a request is signed in. */
export function rememberSession(request: FastifyRequest, sessionId: string): void {
  sessionIds.set(request, sessionId);
}

/** The console's session of a request; null: it is signed in by a token, or not at all. */
export function sessionIdOf(request: FastifyRequest): string | null {
  return sessionIds.get(request) ?? null;
}
