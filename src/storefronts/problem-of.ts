import { databaseTrouble } from '../database/database-trouble.js';
import { userGone } from '../http/user-gone.js';
import { Problem } from '../kernel/problem.js';

/** What was thrown, as a Problem; null when it is our fault. Pure. */
export function problemOf(thrown: unknown): Problem | null {
  if (thrown instanceof Problem) return thrown;
  return userGone(thrown) ?? databaseTrouble(thrown)?.problem ?? null;
}
