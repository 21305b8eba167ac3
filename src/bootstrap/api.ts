import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Settings } from '../../config/settings.js';
import { serveConsole } from '../console/console-files.js';
import { ApiModule } from './api.module.js';
import { configureHttp, httpAdapter } from '../http/http-app.js';
import { makeLogger, nestLogger } from '../http/logging.js';
import { EVENT_CALLS } from '../webhooks/delivery/event-schemas.js';
import type { RuntimeOverrides } from './settings.module.js';

/** The HTTP process, ready to listen. */
export async function createApi(
  settings: Settings,
  outside?: RuntimeOverrides,
): Promise<NestFastifyApplication> {
  const logger = makeLogger(settings.app.logLevel, 'api');
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with(settings, outside),
    httpAdapter(settings.app, logger),
    { logger: nestLogger(logger), abortOnError: false, bodyParser: false },
  );
  await configureHttp(app, settings.app, EVENT_CALLS);
  if (settings.app.console) serveConsole(app);
  return app;
}
