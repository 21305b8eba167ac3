import type { AppConfig } from '../config/app.config.js';
import { readSettings } from '../config/settings.js';
import { setTimeout as pause } from 'node:timers/promises';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApi } from './api.js';
import { Readiness } from './http/readiness.js';
import { runProcess, type Running } from './process.js';

/** The API process. */
await runProcess('api', async (): Promise<Running> => {
  const settings = readSettings(process.env);
  const app = await createApi(settings);
  await app.listen(settings.app.port, settings.app.host);
  return { stop: () => stop(app, settings.app), graceMs: settings.app.shutdownGraceMs };
});

/** Readiness goes first, then the requests in flight, then the connections to database and Redis. */
async function stop(app: NestFastifyApplication, config: AppConfig): Promise<void> {
  app.get(Readiness).drain();
  await pause(config.shutdownDrainMs);
  await app.close();
}
