import { Injectable } from '@nestjs/common';
import type { Pool as DriverPool } from 'mysql2';
import { DataSource } from 'typeorm';
import { keeperOf } from '../../database/connection-keeper.js';
import { POOL_QUEUE } from '../../database/connection-wait.js';
import { ERROR_KINDS } from '../../database/database-errors.js';
import { Metrics } from './metrics.service.js';

/** The members of mysql2's pool that tell how busy it is; they are not in its types. */
const INSIDE = {
  open: '_allConnections',
  free: '_freeConnections',
  waiting: POOL_QUEUE,
} as const;

type Pool = Readonly<Record<string, { readonly length: number } | undefined>>;

/** Registers the use of the database's connection pool, and the errors of the database by their kind. */
@Injectable()
export class PoolMetrics {
  constructor(dataSource: DataSource, metrics: Metrics) {
    const help = 'Connections of the database pool, and requests that wait for one';
    metrics.gauge('database_pool', help, ['kind'], () => {
      const { pool } = dataSource.driver as unknown as { pool?: Pool };
      return Object.entries(INSIDE).map(([kind, member]) => ({
        labels: { kind },
        value: pool?.[member]?.length ?? 0,
      }));
    });
    countErrors(dataSource, metrics);
  }
}

function countErrors(dataSource: DataSource, metrics: Metrics): void {
  const help = 'Errors of the database by what kind they are';
  const known = ERROR_KINDS.map((kind) => ({ kind }));
  const errors = metrics.counter('database_errors_total', help, ['kind'], known);
  const { pool } = dataSource.driver as unknown as { readonly pool: DriverPool };
  keeperOf(pool).onError((kind) => errors.inc({ kind }));
}
