import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics } from './metrics.service.js';

/** The members of mysql2's pool that tell how busy it is; they are not in its types. */
const INSIDE = {
  open: '_allConnections',
  free: '_freeConnections',
  waiting: '_connectionQueue',
} as const;

type Pool = Readonly<Record<string, { readonly length: number } | undefined>>;

/** Registers the use of the database's connection pool. */
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
  }
}
