import { setTimeout as pause } from 'node:timers/promises';
import { readSettings } from '../config/settings.js';
import { createApi } from './bootstrap/api.js';
import { startTracing } from './bootstrap/tracing.js';
import { endFailed, stopOnSignals } from './bootstrap/stopping.js';
import { BACKLOG } from './http/http-app.js';
import { Readiness } from './http/health/readiness.js';

/** The HTTP process: answers requests until it is told to stop, then finishes those in flight. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const endTracing = await startTracing(settings.app, 'api');
  const app = await createApi(settings);
  const { port, host } = settings.app;
  await app.listen({ port, host, backlog: BACKLOG });
  stopOnSignals(settings.app.shutdownGraceMs, async () => {
    app.get(Readiness).drain();
    await pause(settings.app.shutdownDrainMs);
    await app.close();
    await endTracing();
  });
}

await main().catch(endFailed);
