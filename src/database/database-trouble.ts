import { Problem } from '../kernel/problem.js';
import { errorRule, type ErrorSigns } from './database-errors.js';

const DUPLICATE_KEY = 1062;
const OUT_OF_PREPARED = 1461;
const MISSING_REFERENCE = 1452;

/** A failure that is the database's condition, not the request's: whether to try again, and what to tell a client. */
export interface DatabaseTrouble {
  readonly again: boolean;
  readonly problem: DatabaseUnavailable;
}

/** The database is busy or away. When the answer to a commit was lost, what was asked for may be done. */
export class DatabaseUnavailable extends Problem<'database-unavailable'> {
  /** @param isLockWait somebody held a row for too long: only those who want that row are concerned */
  constructor(readonly isLockWait: boolean) {
    super('database-unavailable');
  }
}

function driverError(error: unknown): (Error & ErrorSigns) | null {
  if (!(error instanceof Error)) return null;
  const inner: unknown = (error as { driverError?: unknown }).driverError;
  return inner instanceof Error ? inner : error;
}

/** What a thrown error says about the database's condition; null when it says nothing of the kind. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  const cause = driverError(error);
  const rule = cause && errorRule(cause);
  if (rule === null || rule.meaning === 'bug') return null;
  const problem = new DatabaseUnavailable(rule.kind === 'lock-wait');
  return { again: rule.meaning === 'retry', problem };
}

/** Whether a statement failed because a unique key holds that value already. */
export function isDuplicateKey(error: unknown, keyName?: string): boolean {
  const cause = driverError(error);
  return (
    cause?.errno === DUPLICATE_KEY && (keyName === undefined || cause.message.includes(keyName))
  );
}

/** Whether the server keeps no further prepared statement (`max_prepared_stmt_count`): others go on. */
export function isOutOfPrepared(error: unknown): boolean {
  return driverError(error)?.errno === OUT_OF_PREPARED;
}

/** Whether a statement failed because the row of another table that it names is not there. */
export function isMissingReference(error: unknown, table: string): boolean {
  const cause = driverError(error);
  return cause?.errno === MISSING_REFERENCE && cause.message.includes(`REFERENCES \`${table}\``);
}
