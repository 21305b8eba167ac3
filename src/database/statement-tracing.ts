import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool, PoolConnection } from 'mysql2';
import { beginPart, failSpan, tracing } from '../kernel/tracing.js';

/** More of a statement's text tells nothing new. */
const MOST_TEXT = 2_000;

type Told = (error: unknown, ...more: unknown[]) => void;
type Ask = (sql: unknown, ...more: unknown[]) => unknown;

/** Lets what waited in a pool's queue go on as a part of what asked, and not of what gave the connection back. */
export function keepContext(pool: Pool): void {
  if (!tracing.isOn) return;
  const getConnection = pool.getConnection.bind(pool);
  pool.getConnection = (take) => getConnection(AsyncLocalStorage.bind(take));
}

/** Tells of the statements of a connection as spans: their text with its places, never a value. */
export function traceStatements(connection: PoolConnection): void {
  if (!tracing.isOn) return;
  const methods = connection as unknown as Record<'query' | 'execute', Ask>;
  for (const name of ['query', 'execute'] as const) {
    const ask = methods[name].bind(connection);
    methods[name] = (sql, ...more) => {
      const told = more.at(-1);
      const span = typeof sql === 'string' && typeof told === 'function' ? beginOf(sql) : null;
      if (span === null) return ask(sql, ...more);
      const tell: Told = (error, ...rest) => {
        if (error) failSpan(span, error);
        span.end();
        (told as Told)(error, ...rest);
      };
      return ask(sql, ...more.slice(0, -1), tell);
    };
  }
}

function beginOf(sql: string) {
  const [first = 'SQL'] = sql.trimStart().split(/\s/u, 1);
  const text = sql.slice(0, MOST_TEXT);
  return beginPart(first, { 'db.system.name': 'mysql', 'db.query.text': text });
}
