import { DataSource } from 'typeorm';
import { readSettings } from '../../config/settings.js';
import { dataSourceOptions } from './data-source.js';
import { openDataSource } from './opening.js';

/** Applies the migrations that the database lacks, in order, and says which. Run before the processes start. */
async function main(): Promise<void> {
  const { database } = readSettings(process.env);
  // A migration may rebuild a large table: the limits of requests do not fit it.
  const patient = { ...database, statementTimeoutMs: 3_600_000, silenceTimeoutMs: 0, poolSize: 1 };
  const source = await openDataSource(new DataSource(dataSourceOptions(patient)));
  try {
    const done = await source.runMigrations();
    console.log(done.length === 0 ? 'The schema is current.' : 'Applied:');
    done.forEach((migration) => console.log(`  ${migration.name}`));
  } finally {
    await source.destroy();
  }
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
