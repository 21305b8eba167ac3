import type { Role } from './permissions.js';

/** What somebody has to do before they may do anything else. */
export const DUTIES = ['change-password', 'enrol-second-factor'] as const;

export type Duty = (typeof DUTIES)[number];

/** What a user's row says about how they sign in. */
export interface Standing {
  /** The password was made for them: whoever made it has seen it. */
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
  /** False: they come with tokens of another issuer, which asks for what it wants. */
  readonly hasPassword: boolean;
}

/**
 * What a user has to do first; null: nothing. Only the staff has duties: the old shops have no page to do them on. Pure.
 *
 * @param roles those whose people need a second factor
 */
export function dutyOf(
  { role, standing }: { readonly role: Role; readonly standing: Standing },
  roles: readonly string[],
): Duty | null {
  if (role === 'customer' || !standing.hasPassword) return null;
  if (standing.mustChangePassword) return 'change-password';
  return roles.includes(role) && !standing.hasSecondFactor ? 'enrol-second-factor' : null;
}
