import { makeLogger } from './http/logging.js';

/** A started process: how it ends, and how long that may take, in milliseconds. */
export interface Running {
  readonly graceMs: number;
  stop(): Promise<void>;
}

/**
 * Starts a process and ends it in good order on SIGTERM and SIGINT: code 0, or 1 when it could not start, failed, or
 * took longer to stop than it may.
 */
export async function runProcess(name: string, start: () => Promise<Running>): Promise<void> {
  const logger = makeLogger('info', name);
  const fail = (what: string) => (error: unknown) => {
    logger.fatal({ err: error }, what);
    process.exit(1);
  };
  process.on('uncaughtException', fail('an error that nobody caught'));
  const running = await start().catch(fail('could not start'));
  let stopping = false;
  const onSignal = (signal: string) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => fail('did not stop in time')(undefined), running.graceMs).unref();
    running.stop().then(() => {
      logger.info('stopped');
      process.exit(0);
    }, fail('could not stop in good order'));
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  logger.info({ pid: process.pid }, 'started');
}
