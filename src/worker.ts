import { readSettings } from '../config/settings.js';
import { startTracing } from './bootstrap/tracing.js';
import { endFailed, stopOnSignals } from './bootstrap/stopping.js';
import { createWorker } from './bootstrap/worker-app.js';

/** The background process: relays events and looks after what is due until it is told to stop. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const endTracing = await startTracing(settings.app, 'worker');
  const worker = await createWorker(settings);
  stopOnSignals(settings.app.shutdownGraceMs, async () => {
    await worker.close();
    await endTracing();
  });
}

await main().catch(endFailed);
