import { Logger } from '@nestjs/common';
import type { Pool, PoolConnection } from 'mysql2';
import { type ErrorKind, type ErrorRule, errorRule, type ErrorSigns } from './database-errors.js';

/** A connection that is younger leads to where a new one would: making new ones all the time helps nobody. */
const RENEWED_AFTER_MS = 1_000;
/** While a server only reads, it is told once in this time. */
const TOLD_EVERY_MS = 10_000;

interface KeptConnection {
  readonly madeAt: number;
  /** The server's address; undefined when the connection has ended already. */
  readonly address: string | undefined;
}

/** What mysql2 hands to a connection for each statement; it is not in its types. */
interface Command {
  onResult?: (error: ErrorSigns | null, ...more: unknown[]) => void;
}

interface CommandTaker {
  addCommand(command: Command): Command;
}

const keepers = new WeakMap<Pool, ConnectionKeeper>();

/** The keeper of a pool's connections. */
export function keeperOf(pool: Pool): ConnectionKeeper {
  const known = keepers.get(pool) ?? new ConnectionKeeper(pool);
  keepers.set(pool, known);
  return known;
}

/**
 * Gives up the connections of a pool that are of no use any more: those to a server that only reads would stay open for
 * as long as the processes run, and every new statement go to them. Idle ones end at once, the others when they are
 * released.
 */
export class ConnectionKeeper {
  private readonly logger = new Logger(ConnectionKeeper.name);
  private readonly open = new Map<PoolConnection, KeptConnection>();
  private readonly idle = new Set<PoolConnection>();
  private readonly spent = new WeakSet<PoolConnection>();
  private readonly listeners: ((kind: ErrorKind) => void)[] = [];
  private lastTold = Number.NEGATIVE_INFINITY;

  /** To be made before the pool's first connection; see {@link keeperOf}. */
  constructor(pool: Pool) {
    pool.on('connection', (connection: PoolConnection) => this.keep(connection));
    pool.on('release', (connection: PoolConnection) => void this.idle.add(connection));
    pool.on('acquire', (connection: PoolConnection) => void this.idle.delete(connection));
    const getConnection = pool.getConnection.bind(pool);
    pool.getConnection = (callback) => {
      getConnection((error, connection) => {
        if (error !== null) this.note(error);
        callback(error, connection);
      });
    };
  }

  /** Has each error of the database from now on told by its kind; what no database has sent is not told. */
  onError(listener: (kind: ErrorKind) => void): void {
    this.listeners.push(listener);
  }

  /** The server was found to take no writes: whoever asks next gets a new connection. */
  renewAll(): void {
    const now = performance.now();
    this.giveUp(({ madeAt }) => now - madeAt >= RENEWED_AFTER_MS);
    if (now - this.lastTold < TOLD_EVERY_MS) return;
    this.lastTold = now;
    this.logger.warn('the database takes no writes; the connections to it are given up');
  }

  /** Gives up connections to servers of other addresses than these. */
  keepOnly(addresses: ReadonlySet<string>): void {
    this.giveUp(({ address }) => address !== undefined && !addresses.has(address));
  }

  private keep(connection: PoolConnection): void {
    const { stream } = connection as unknown as { readonly stream: { remoteAddress?: string } };
    this.open.set(connection, { madeAt: performance.now(), address: stream.remoteAddress });
    const forget = (): void => {
      this.open.delete(connection);
      this.idle.delete(connection);
    };
    connection.once('end', forget).once('error', forget);
    this.endSpentOnes(connection, forget);
    this.hearErrors(connection);
  }

  private endSpentOnes(connection: PoolConnection, forget: () => void): void {
    const release = connection.release.bind(connection);
    connection.release = () => {
      if (!this.spent.has(connection)) return release();
      forget();
      connection.destroy();
    };
  }

  private hearErrors(connection: PoolConnection): void {
    const taker = connection as unknown as CommandTaker;
    const take = taker.addCommand.bind(connection);
    taker.addCommand = (command) => {
      const answer = command.onResult;
      if (answer === undefined) return take(command);
      command.onResult = (error, ...more) => {
        if (error) this.spend(connection, this.note(error));
        answer(error, ...more);
      };
      return take(command);
    };
  }

  private spend(connection: PoolConnection, rule: ErrorRule | null): void {
    if (rule?.drops === 'connection') this.spent.add(connection);
    if (rule?.drops === 'all') this.renewAll();
  }

  private note(error: ErrorSigns): ErrorRule | null {
    const rule = errorRule(error);
    if (rule !== null) this.listeners.forEach((listener) => listener(rule.kind));
    return rule;
  }

  private giveUp(isOfNoUse: (connection: KeptConnection) => boolean): void {
    for (const [connection, known] of this.open) {
      if (!isOfNoUse(known)) continue;
      this.spent.add(connection);
      if (!this.idle.delete(connection)) continue;
      this.open.delete(connection);
      connection.destroy();
    }
  }
}
