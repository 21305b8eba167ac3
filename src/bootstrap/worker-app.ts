import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Settings } from '../../config/settings.js';
import { makeLogger, nestLogger } from '../http/logging.js';
import type { RuntimeOverrides } from './settings.module.js';
import { WorkerModule } from './worker.module.js';

/** The background process, at work once it is made. */
export function createWorker(
  settings: Settings,
  outside?: RuntimeOverrides,
): Promise<INestApplicationContext> {
  const logger = nestLogger(makeLogger(settings.app.logLevel, 'worker'));
  const options = { logger, abortOnError: false };
  return NestFactory.createApplicationContext(WorkerModule.with(settings, outside), options);
}
