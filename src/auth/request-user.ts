import type { FastifyRequest } from 'fastify';
import type { SignedInUser } from './signed-in-user.js';

const users = new WeakMap<FastifyRequest, SignedInUser>();

/** Notes who sends a request, once its token was checked. */
export function rememberUser(request: FastifyRequest, user: SignedInUser): void {
  users.set(request, user);
}

/** Who sends a request, as a guard found out; null when nobody is signed in. */
export function userOf(request: FastifyRequest): SignedInUser | null {
  return users.get(request) ?? null;
}
