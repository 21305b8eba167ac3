import { isMissingReference } from '../database/database-trouble.js';
import { Problem } from '../kernel/problem.js';

/**
 * The refusal of who was deleted a moment ago, when a row of theirs was to be written: their token was still believed,
 * and the database knew better. Null for whatever else was thrown. Pure.
 */
export function userGone(thrown: unknown): Problem | null {
  if (!isMissingReference(thrown, 'users')) return null;
  return new Problem('invalid-token');
}
