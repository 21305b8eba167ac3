import type { DataSource } from 'typeorm';
import { errorRule, type ErrorKind, type ErrorSigns } from './database-errors.js';
import { TLS_REFUSED } from './tls.js';

const REMEDIES: Partial<Readonly<Record<ErrorKind, string>>> = {
  lost: 'the database cannot be reached; is it up, at that host and port?',
  'time-limit': 'the database does not answer; is it up, at that host and port?',
  access: 'the database does not let us in; are user, password and name of the database right?',
  busy: 'the database takes no more connections; try again, or raise its max_connections',
};

/** Why no connection could be made, in one line that names the setting; the address is not repeated. Pure. */
export function openingFault(error: unknown): string {
  if (!(error instanceof Error)) return 'DATABASE_URL: unknown trouble';
  const signs: ErrorSigns = error;
  // Says which setting by itself.
  if (signs.code === TLS_REFUSED) return signs.message;
  const kind = errorRule(signs)?.kind;
  const remedy = kind && REMEDIES[kind];
  if (remedy === undefined) return `DATABASE_URL: ${signs.message}`;
  return `DATABASE_URL: ${remedy} (${signs.code ?? signs.message})`;
}

/**
 * Makes the first connection. Throws an Error that says {@link openingFault}'s line where the database is the trouble, and
 * what is wrong with the source itself as it is.
 */
export async function openDataSource(source: DataSource): Promise<DataSource> {
  try {
    return await source.initialize();
  } catch (error) {
    if (!(error instanceof Error) || errorRule(error) === null) throw error;
    throw new Error(openingFault(error), { cause: error });
  }
}
