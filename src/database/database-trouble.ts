import { Problem } from '../kernel/problem.js';
import { TLS_REFUSED } from './tls.js';

const LOCK_WAIT_TIMEOUT = 1205;
/**
 * Deadlock, lock wait timeout, changed snapshot, cluster conflict and not-ready, commit refused by the cluster; too many
 * connections, in all, of this user, of its account; server shutting down, connection killed.
 */
const AGAIN_NUMBERS = new Set([
  1213,
  LOCK_WAIT_TIMEOUT,
  1020,
  1047,
  1180,
  1040,
  1203,
  1226,
  1053,
  1927,
]);
const LOST_CONNECTION = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // A name server has forgotten the database's host: a container that was stopped.
  'ENOTFOUND',
  'EAI_AGAIN',
  // The server refused what a new connection is told first, as one that stops does, and it was ended for that.
  'ERR_STREAM_WRITE_AFTER_END',
  // A connection that is lost while TLS is agreed on has the code of a certificate that nobody trusts.
  TLS_REFUSED,
]);
/** How mysql2 says that a connection was lost between two statements; it gives this error no code. */
const CLOSED_CONNECTION = "Can't add new command when connection is in closed state";
/** Nobody answered: this side gave a silent connection up, or TCP did. Whoever asks has waited for long already. */
const SILENCE = 'ETIMEDOUT';
/**
 * Of no use to try again at once: the server ended a statement that took too long, as MariaDB and as MySQL say it, or that
 * somebody killed; or it takes no writes, as after a failover.
 */
const LATER_NUMBERS = new Set([1969, 3024, 1317, 1290, 1792, 1836]);
const DUPLICATE_KEY = 1062;

/** A failure that is the database's condition, not the request's: whether to try again, and what to tell a client. */
export interface DatabaseTrouble {
  readonly again: boolean;
  readonly problem: DatabaseUnavailable;
}

/** The database is busy or away. When the answer to a commit was lost, what was asked for may be done. */
export class DatabaseUnavailable extends Problem {
  /** @param isLockWait somebody held a row for too long: only those who want that row are concerned */
  constructor(readonly isLockWait: boolean) {
    const detail = 'The database is busy or cannot be reached. Try again.';
    super('unavailable', 'database-unavailable', detail, { retryAfterSeconds: 1 });
  }
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

/** What a thrown error says about the database's condition; null when it says nothing of the kind. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  const cause = driverError(error);
  if (cause === null) return null;
  if (AGAIN_NUMBERS.has(cause.errno ?? 0) || isLostConnection(cause)) {
    return { again: true, problem: new DatabaseUnavailable(cause.errno === LOCK_WAIT_TIMEOUT) };
  }
  return isForLater(cause) ? { again: false, problem: new DatabaseUnavailable(false) } : null;
}

function isForLater({ errno, code, message }: DriverError): boolean {
  return code === SILENCE || message === 'Queue limit reached.' || LATER_NUMBERS.has(errno ?? 0);
}

function isLostConnection({ code, message }: DriverError): boolean {
  return LOST_CONNECTION.has(code ?? '') || message === CLOSED_CONNECTION;
}

/** Whether a statement failed because a unique key holds that value already. */
export function isDuplicateKey(error: unknown, keyName?: string): boolean {
  const cause = driverError(error);
  return (
    cause?.errno === DUPLICATE_KEY && (keyName === undefined || cause.message.includes(keyName))
  );
}
