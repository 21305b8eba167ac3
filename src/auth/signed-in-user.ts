import { ApiSchema } from '@nestjs/swagger';
import { ApiOneOf, ApiText } from '../http/openapi/api-members.js';
import type { RequestOrigin } from '../audit/request-origin.js';
import { type Role, ROLES } from './permissions.js';

/** By what a user is known: a row's number inside the database, and an id that is never given out twice outside of it. */
export interface UserIds {
  /** Counted by the database: a restored one gives it out again, so nothing outside may be bound to it. */
  readonly id: number;
  /** What tokens, carts, quotes, idempotency keys and answers name. */
  readonly publicId: string;
}

/** A user, as the user's row says. */
export interface UserIdentity extends UserIds {
  readonly username: string;
  readonly role: Role;
}

/** Who sends a request, and from where. */
export interface SignedInUser extends UserIdentity {
  readonly origin: RequestOrigin;
}

/** A user as answers show one. */
@ApiSchema({ name: 'User' })
export class UserView {
  @ApiText() readonly id!: string;
  @ApiText() readonly username!: string;
  @ApiOneOf('Role', ROLES) readonly role!: Role;
}

/** A user on the wire. Pure. */
export function userView({ publicId, username, role }: UserIdentity): UserView {
  return { id: publicId, username, role };
}

/** Whose idempotency keys: those of different users do not meet. Pure. */
export function keyScope({ publicId }: UserIds): string {
  return `user:${publicId}`;
}
