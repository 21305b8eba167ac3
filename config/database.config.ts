import type { EnvReader } from './env-reader.js';

/** MySQL 8 or MariaDB 10.6 and later: the one source of truth. */
export class DatabaseConfig {
  readonly url: string;
  readonly poolSize: number;
  /** Requests that may wait for a connection; a further one is answered 503. */
  readonly queueLimit: number;
  /** The server ends a statement after this many milliseconds. */
  readonly statementTimeoutMs: number;
  /** How long a statement waits for a row lock, in seconds. */
  readonly lockWaitSeconds: number;

  constructor(env: EnvReader) {
    this.url = env.url('DATABASE_URL', 'mysql://root@127.0.0.1:3306/alipay_checkout', [
      'mysql',
      'mariadb',
    ]);
    this.poolSize = env.integer('DATABASE_POOL', 10, 1, 500);
    this.queueLimit = env.integer('DATABASE_QUEUE', 200, 1, 100_000);
    this.statementTimeoutMs = env.integer('DATABASE_STATEMENT_TIMEOUT_MS', 10_000, 100, 600_000);
    this.lockWaitSeconds = env.integer('DATABASE_LOCK_WAIT_SECONDS', 5, 1, 50);
    // One who waits for a row must be told so by the lock's limit: only then are its neighbours tried apart from it.
    if (this.statementTimeoutMs <= this.lockWaitSeconds * 1_000) {
      env.fault('DATABASE_STATEMENT_TIMEOUT_MS', 'must be longer than DATABASE_LOCK_WAIT_SECONDS');
    }
  }
}
