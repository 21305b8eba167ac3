import type { LookupFunction, Socket } from 'node:net';
import mysql2 from 'mysql2';
import type { Pool, PoolConnection, PoolOptions } from 'mysql2';
import { followName, systemLookup } from './address-watch.js';
import { keeperOf } from './connection-keeper.js';
import { boundWaiting } from './connection-wait.js';
import { leaveToWriters } from './reader-share.js';
import { keepContext, traceStatements } from './statement-tracing.js';
import { explainTlsErrors } from './tls.js';

/** What every connection is told before its first statement. */
export interface SessionLimits {
  readonly statementTimeoutMs: number;
  readonly lockWaitSeconds: number;
}

/** What this side and the server keep to. */
export interface ConnectionLimits extends SessionLimits {
  /** A connection that owes an answer and says nothing for so many milliseconds is given up; 0: never. */
  readonly silenceTimeoutMs: number;
}

/**
 * Whatever the server's own is. A sum or text that does not fit is refused and never cut; and backslashes escape, as the
 * driver has it: to a server that does not know them, a value could end in a statement.
 */
const SQL_MODE =
  'STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION';

/** The statements by which a connection gets UTF-8, UTC, the limits, the SQL mode and the isolation level. */
export function sessionStatements(limits: SessionLimits): string[] {
  const seconds = limits.statementTimeoutMs / 1_000;
  // MariaDB and MySQL name the statement limit differently; each server skips the other's comment.
  return [
    // A server may not listen to what its clients say of this. To one that reads GBK a character can swallow the
    // backslash of the next, and a value end in a statement.
    'SET NAMES utf8mb4',
    `SET time_zone = '+00:00', innodb_lock_wait_timeout = ${limits.lockWaitSeconds}` +
      `/*M!100100 , max_statement_time = ${seconds} */` +
      `/*!80000 , max_execution_time = ${limits.statementTimeoutMs} */`,
    `SET SESSION sql_mode = '${SQL_MODE}'`,
    // Of the session, so that a transaction need not say so in a round trip of its own.
    'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
  ];
}

/** The member of mysql2's connections that holds what they owe the answer to; it is not in its types. */
const OWED = '_command';

/**
 * Gives a connection up that owes an answer and is silent: a frozen server, or packets that are lost on their way,
 * would keep its statement waiting for as long as TCP does. It then ends like one that the network has ended: its
 * statements fail, and it never goes back to the pool (a mere time limit of mysql2's for a statement would leave it
 * there, the answer still to come). An answer that keeps coming is no silence, however long it is.
 */
function endWhenUnanswered(connection: PoolConnection, silenceMs: number): void {
  const { stream } = connection as unknown as { readonly stream: Socket };
  const owed = (): unknown => (connection as unknown as Record<string, unknown>)[OWED];
  // The socket's own timer: each byte winds it up again, which costs next to nothing.
  stream.setTimeout(silenceMs);
  stream.on('timeout', () => {
    const [command, bytesBefore] = [owed(), stream.bytesRead];
    if (!command) return;
    // The answer to a process that itself stood still may be at its door: timers come before sockets.
    setImmediate(() => {
      if (owed() !== command || stream.bytesRead !== bytesBefore) return;
      const error = new Error(`the database was silent for ${silenceMs} ms`);
      stream.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
    });
  });
}

/**
 * mysql2 for TypeORM, whose options have no hook for new connections: each connection of the pool is told
 * {@link sessionStatements} first, in the order in which mysql2 queues statements, and is given up when it falls silent,
 * when its server only reads, and when the server's name has moved to another address.
 */
export function mysqlDriver(limits: ConnectionLimits, ask: LookupFunction = systemLookup): object {
  const statements = sessionStatements(limits);
  const createPool = (options: PoolOptions): Pool => {
    const pool = mysql2.createPool(options);
    boundWaiting(pool);
    explainTlsErrors(pool);
    // Before those who let somebody wait.
    keepContext(pool);
    const keeper = keeperOf(pool);
    leaveToWriters(pool, options.connectionLimit ?? 1, options.queueLimit ?? 0);
    followName(pool, keeper, options.host ?? '', ask);
    pool.on('connection', (connection: PoolConnection) => {
      endWhenUnanswered(connection, limits.silenceTimeoutMs);
      for (const statement of statements) {
        connection.query(statement, (error) => {
          if (error) connection.destroy();
        });
      }
      traceStatements(connection);
    });
    return pool;
  };
  return Object.assign(Object.create(mysql2) as object, { createPool });
}
