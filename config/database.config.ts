import type { EnvReader } from './env-reader.js';

/** For the server's own word that a statement took too long to arrive. */
const SILENCE_MARGIN_MS = 3_000;

/** How the database's server proves who it is; nothing else than a proof is taken. */
export interface DatabaseTls {
  /** Authorities' certificates, as PEM; null: those that Node trusts. */
  readonly authorities: string | null;
}

/** MySQL 8 or MariaDB 10.6 and later: the one source of truth. */
export class DatabaseConfig {
  readonly url: string;
  /** Null: connections are in clear. */
  readonly tls: DatabaseTls | null;
  readonly poolSize: number;
  /** Requests that may wait for a connection; a further one is answered 503. */
  readonly queueLimit: number;
  /** The server ends a statement after this many milliseconds. */
  readonly statementTimeoutMs: number;
  /** How long a statement waits for a row lock, in seconds. */
  readonly lockWaitSeconds: number;
  /** A connection that owes an answer and says nothing for so many milliseconds is given up. */
  readonly silenceTimeoutMs: number;
  /** Whether several statements travel in one packet, which proxies such as ProxySQL do not take. */
  readonly multiStatements: boolean;

  constructor(env: EnvReader) {
    this.url = env.url('DATABASE_URL', 'mysql://root@127.0.0.1:3306/alipay_checkout', [
      'mysql',
      'mariadb',
    ]);
    // The driver is not handed them: who asks for TLS so would believe that he has it.
    if (/[?#]/.test(this.url)) {
      const hint = 'TLS is set by DATABASE_TLS; a password writes them as %3F and %23';
      env.fault('DATABASE_URL', `must be without ? and # (${hint})`);
    }
    this.tls = tlsIn(env);
    this.poolSize = env.integer('DATABASE_POOL', 10, 1, 500);
    this.queueLimit = env.integer('DATABASE_QUEUE', 200, 1, 100_000);
    this.statementTimeoutMs = env.integer('DATABASE_STATEMENT_TIMEOUT_MS', 10_000, 100, 600_000);
    this.lockWaitSeconds = env.integer('DATABASE_LOCK_WAIT_SECONDS', 5, 1, 50);
    // One who waits for a row must be told so by the lock's limit: only then are its neighbours tried apart from it.
    if (this.statementTimeoutMs <= this.lockWaitSeconds * 1_000) {
      env.fault('DATABASE_STATEMENT_TIMEOUT_MS', 'must be longer than DATABASE_LOCK_WAIT_SECONDS');
    }
    const silenceMs = this.statementTimeoutMs + SILENCE_MARGIN_MS;
    this.silenceTimeoutMs = env.integer('DATABASE_SILENCE_TIMEOUT_MS', silenceMs, 200, 900_000);
    // Who gives up first must be the server: it says how the statement ended.
    if (this.silenceTimeoutMs <= this.statementTimeoutMs) {
      env.fault('DATABASE_SILENCE_TIMEOUT_MS', 'must be longer than DATABASE_STATEMENT_TIMEOUT_MS');
    }
    this.multiStatements = env.flag('DATABASE_MULTI_STATEMENTS', true);
  }
}

function tlsIn(env: EnvReader): DatabaseTls | null {
  const isVerified = env.choice('DATABASE_TLS', 'off', ['off', 'verify']) === 'verify';
  const authorities = env.optionalCertificates('DATABASE_TLS_CA_FILE');
  if (!isVerified && env.optional('DATABASE_TLS_CA_FILE') !== null) {
    env.fault('DATABASE_TLS_CA_FILE', 'needs DATABASE_TLS=verify');
  }
  return isVerified ? { authorities } : null;
}
