import type { DataSource } from 'typeorm';

/** A statement as it was sent, with the values of its places. */
export interface Statement {
  readonly sql: string;
  readonly parameters: unknown[];
}

/** Notes every statement that goes through a data source from now on. */
export function noteStatements(source: DataSource): Statement[] {
  const asked: Statement[] = [];
  source.setOptions({
    logger: {
      logQuery: (sql, parameters) =>
        void asked.push({ sql, parameters: Array.isArray(parameters) ? parameters : [] }),
      logQueryError: () => undefined,
      logQuerySlow: () => undefined,
      logSchemaBuild: () => undefined,
      logMigration: () => undefined,
      log: () => undefined,
    },
  });
  return asked;
}
