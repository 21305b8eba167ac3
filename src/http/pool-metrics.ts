import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Metrics } from './metrics.service.js';

/** The members of mysql2's pool that tell how busy it is; they are not in its types. */
interface PoolInside {
  readonly _allConnections?: { readonly length: number };
  readonly _freeConnections?: { readonly length: number };
  readonly _connectionQueue?: { readonly length: number };
}

/** Registers the use of the database's connection pool. */
@Injectable()
export class PoolMetrics {
  constructor(dataSource: DataSource, metrics: Metrics) {
    const help = 'Connections of the database pool, and requests that wait for one';
    metrics.gauge('database_pool', help, ['kind'], () => {
      const pool = (dataSource.driver as unknown as { pool?: PoolInside }).pool;
      return [
        { labels: { kind: 'open' }, value: pool?._allConnections?.length ?? 0 },
        { labels: { kind: 'free' }, value: pool?._freeConnections?.length ?? 0 },
        { labels: { kind: 'waiting' }, value: pool?._connectionQueue?.length ?? 0 },
      ];
    });
  }
}
