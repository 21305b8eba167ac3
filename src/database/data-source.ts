import type { LookupFunction } from 'node:net';
import type { DataSourceOptions } from 'typeorm';
import type { DatabaseConfig } from '../../config/database.config.js';
import { systemLookup } from './address-watch.js';
import { migrations } from './migrations/index.js';
import { mysqlDriver } from './mysql-driver.js';
import { serverSocket, tlsOptions } from './tls.js';

/** While a server is frozen, those who wait for a connection wait for each that is made in vain. */
const CONNECT_TIMEOUT_MS = 5_000;
/** After so long without a byte TCP asks whether the other side is there: what a firewall has forgotten is found unused. */
const KEEP_ALIVE_MS = 10_000;

/** The host of an address as connections are made to it: an IPv6 one without its brackets. Pure. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1');
}

/**
 * Options of the one data source: UTC, exact numbers, a bounded pool, hand-written migrations, never `synchronize`.
 * `lookup` finds the server's address each time a connection is made.
 */
export function dataSourceOptions(config: DatabaseConfig, lookup: LookupFunction = systemLookup) {
  const url = new URL(config.url);
  const [host, port] = [hostOf(url), url.port === '' ? 3306 : Number(url.port)];
  return {
    type: 'mysql',
    driver: mysqlDriver(config, lookup),
    host,
    port,
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    charset: 'utf8mb4',
    timezone: 'Z',
    supportBigNumbers: true,
    bigNumberStrings: true,
    poolSize: config.poolSize,
    connectTimeout: CONNECT_TIMEOUT_MS,
    extra: {
      queueLimit: config.queueLimit,
      maxPreparedStatements: 200,
      // For statements that travel together. None is put together from what comes from outside, which goes by places.
      multipleStatements: config.multiStatements,
      stream: () => serverSocket({ host, port, keepAliveMs: KEEP_ALIVE_MS, lookup }),
      ...(config.tls && { ssl: tlsOptions(config.tls) }),
    },
    migrations,
    migrationsTransactionMode: 'none',
    synchronize: false,
    logging: false,
  } as const satisfies DataSourceOptions;
}
