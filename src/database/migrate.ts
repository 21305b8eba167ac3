import { readSettings } from '../../config/settings.js';
import { withPatientSource } from './patient-source.js';

/** Applies the migrations that the database lacks, in order, and says which. Run before the processes start. */
async function main(): Promise<void> {
  const { database } = readSettings(process.env);
  await withPatientSource(database, async (source) => {
    const done = await source.runMigrations();
    console.log(done.length === 0 ? 'The schema is current.' : 'Applied:');
    done.forEach((migration) => console.log(`  ${migration.name}`));
  });
}

await main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
