import { connect, type LookupFunction, type Socket } from 'node:net';
import type { Pool, SslOptions } from 'mysql2';
import type { DatabaseTls } from '../../config/database.config.js';

/** The code of what {@link explainTlsErrors} says: no connection was made, so nothing was asked of the server. */
export const TLS_REFUSED = 'DATABASE_TLS_REFUSED';

/** Where the server is. */
interface Place {
  readonly host: string;
  readonly port: number;
  readonly keepAliveMs: number;
  readonly lookup: LookupFunction;
}

/** mysql2's options for connections that a server gets only once it has proved its name. */
export function tlsOptions({ authorities }: DatabaseTls): SslOptions {
  return {
    rejectUnauthorized: true,
    verifyIdentity: true,
    minVersion: 'TLSv1.2',
    ...(authorities !== null && { ca: authorities }),
  };
}

/**
 * A connection as mysql2 makes it, but by our own look-up of the host, and one that knows its host when that is an IP
 * address as well. mysql2 hands TLS no address to compare the certificate with; TLS then takes this member of the socket,
 * which Node sets for names alone, and else compares it with `localhost`.
 */
export function serverSocket({ host, port, keepAliveMs, lookup }: Place): Socket {
  const keepAlive = { keepAlive: true, keepAliveInitialDelay: keepAliveMs };
  const socket = connect({ host, port, lookup, noDelay: true, ...keepAlive });
  return Object.assign(socket, { _host: host });
}

const REFUSALS: Readonly<Record<string, string>> = {
  HANDSHAKE_SSL_ERROR: 'DATABASE_TLS=verify: no trusted connection to the database',
  HANDSHAKE_NO_SSL_SUPPORT: 'DATABASE_TLS=verify: the database takes no connections with TLS',
  ER_SECURE_TRANSPORT_REQUIRED: 'DATABASE_TLS=off: the database takes no connections without TLS',
};

/** Makes what a pool says when TLS was not agreed on name the setting, and hold nothing but the reason. */
export function explainTlsErrors(pool: Pool): void {
  const getConnection = pool.getConnection.bind(pool);
  pool.getConnection = (callback) => {
    getConnection((error, connection) => callback(error && inPlainWords(error), connection));
  };
}

function inPlainWords(error: NodeJS.ErrnoException): NodeJS.ErrnoException {
  const what = REFUSALS[error.code ?? ''];
  if (what === undefined) return error;
  return Object.assign(new Error(`${what} (${error.message})`), { code: TLS_REFUSED });
}
