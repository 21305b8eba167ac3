import mysql2 from 'mysql2';
import type { Pool, PoolConnection, PoolOptions } from 'mysql2';

/** What every connection is told before its first statement. */
export interface SessionLimits {
  readonly statementTimeoutMs: number;
  readonly lockWaitSeconds: number;
}

function sessionStatement(limits: SessionLimits): string {
  const seconds = limits.statementTimeoutMs / 1_000;
  // MariaDB and MySQL name the statement limit differently; each server skips the other's comment.
  return (
    `SET time_zone = '+00:00', innodb_lock_wait_timeout = ${limits.lockWaitSeconds}` +
    `/*M!100100 , max_statement_time = ${seconds} */` +
    `/*!80000 , max_execution_time = ${limits.statementTimeoutMs} */`
  );
}

/**
 * mysql2 for TypeORM, whose options have no hook for new connections: each connection of the pool gets UTC and the
 * limits first, in the order in which mysql2 queues statements.
 */
export function mysqlDriver(limits: SessionLimits): object {
  const statement = sessionStatement(limits);
  const createPool = (options: PoolOptions): Pool => {
    const pool = mysql2.createPool(options);
    pool.on('connection', (connection: PoolConnection) => {
      connection.query(statement, (error) => {
        if (error) connection.destroy();
      });
    });
    return pool;
  };
  return Object.assign(Object.create(mysql2) as object, { createPool });
}
