import { Problem } from '../kernel/problem.js';

/** Deadlock, lock wait timeout, changed snapshot, cluster conflict and not-ready, commit refused by the cluster. */
const AGAIN_NUMBERS = new Set([1213, 1205, 1020, 1047, 1180]);
const LOST_CONNECTION = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ECONNREFUSED',
  'ETIMEDOUT',
]);
const DUPLICATE_KEY = 1062;

/** A failure that is the database's condition, not the request's: whether to try again, and what to tell a client. */
export interface DatabaseTrouble {
  readonly again: boolean;
  readonly problem: Problem;
}

interface DriverError {
  readonly errno?: number;
  readonly code?: string;
  readonly message: string;
}

function driverError(error: unknown): DriverError | null {
  if (!(error instanceof Error)) return null;
  const inner: unknown = (error as { driverError?: unknown }).driverError;
  return inner instanceof Error ? inner : error;
}

function busy(): Problem {
  const detail = 'The database is busy or cannot be reached; nothing was changed. Try again.';
  return new Problem('unavailable', 'database-unavailable', detail, { retryAfterSeconds: 1 });
}

/** What a thrown error says about the database's condition; null when it says nothing of the kind. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  const cause = driverError(error);
  if (cause === null) return null;
  if (AGAIN_NUMBERS.has(cause.errno ?? 0) || LOST_CONNECTION.has(cause.code ?? '')) {
    return { again: true, problem: busy() };
  }
  if (cause.message === 'Queue limit reached.') return { again: false, problem: busy() };
  return null;
}

/** Whether a statement failed because a unique key holds that value already. */
export function isDuplicateKey(error: unknown, keyName?: string): boolean {
  const cause = driverError(error);
  return (
    cause?.errno === DUPLICATE_KEY && (keyName === undefined || cause.message.includes(keyName))
  );
}
