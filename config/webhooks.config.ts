import type { EnvReader } from './env-reader.js';

/** Events that are told to other systems. */
export class WebhooksConfig {
  /** Whether events may go to private and loopback addresses, and without TLS. */
  readonly allowPrivate: boolean;
  /** How long a receiver may take for its answer, name resolution and handshake included, in milliseconds. */
  readonly timeoutMs: number;
  /** How long ended deliveries are kept, in milliseconds. */
  readonly keepMs: number;

  constructor(env: EnvReader) {
    this.allowPrivate = env.flag('WEBHOOK_ALLOW_PRIVATE', false);
    this.timeoutMs = env.integer('WEBHOOK_TIMEOUT_MS', 10_000, 100, 30_000);
    this.keepMs = env.integer('WEBHOOK_LOG_DAYS', 30, 1, 3_650) * 86_400_000;
  }
}
