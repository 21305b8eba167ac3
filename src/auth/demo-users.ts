import { foldedName } from './folded-name.js';

/** The password of the users that development data brings along; published in the README. */
export const DEMO_PASSWORD = 'demo-demo-1';

/** The users of the development data. */
export const DEMO_USERS = [
  { username: 'demo', role: 'customer' },
  { username: 'operator', role: 'admin' },
  { username: 'viewer', role: 'viewer' },
  { username: 'support', role: 'support' },
  { username: 'finance', role: 'finance' },
] as const;

/** Whether a name is one of theirs, whatever its case. */
export function isDemoUser(username: string): boolean {
  return DEMO_USERS.some((user) => user.username === foldedName(username));
}
