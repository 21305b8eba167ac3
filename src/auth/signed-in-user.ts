export type Role = 'customer' | 'operator';

/** By what a user is known: a row's number inside the database, and an id that is never given out twice outside of it. */
export interface UserIds {
  /** Counted by the database: a restored one gives it out again, so nothing outside may be bound to it. */
  readonly id: number;
  /** What tokens, carts, quotes, idempotency keys and answers name. */
  readonly publicId: string;
}

/** Who sends a request, as its token and the user's row say. */
export interface SignedInUser extends UserIds {
  readonly username: string;
  readonly role: Role;
}

/** A user as answers show one. */
export interface UserView {
  readonly id: string;
  readonly username: string;
  readonly role: Role;
}

/** A user on the wire. Pure. */
export function userView({ publicId, username, role }: SignedInUser): UserView {
  return { id: publicId, username, role };
}

/** Whose idempotency keys: those of different users do not meet. Pure. */
export function keyScope({ publicId }: UserIds): string {
  return `user:${publicId}`;
}
