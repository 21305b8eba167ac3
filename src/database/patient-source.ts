import { DataSource } from 'typeorm';
import type { DatabaseConfig } from '../../config/database.config.js';
import { dataSourceOptions } from './data-source.js';
import { openDataSource } from './opening.js';

const HOUR_MS = 3_600_000;

/**
 * Works with a data source of one connection for what may rebuild a large table, which the limits of requests do not fit; ends
 * it in any case. Throws as {@link openDataSource} does, and what `work` throws.
 */
export async function withPatientSource<Answer>(
  config: DatabaseConfig,
  work: (source: DataSource) => Promise<Answer>,
): Promise<Answer> {
  const patient = { ...config, statementTimeoutMs: HOUR_MS, silenceTimeoutMs: 0, poolSize: 1 };
  const source = await openDataSource(new DataSource(dataSourceOptions(patient)));
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}
