export type Role = 'customer' | 'operator';

/** Who sends a request, as its token says. */
export interface SignedInUser {
  readonly id: number;
  readonly username: string;
  readonly role: Role;
}
