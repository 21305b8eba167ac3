import type { EnvReader } from './env-reader.js';

const DAY_MS = 86_400_000;

/** How long what is no money record is kept. */
export class RetentionConfig {
  /** Answers to idempotency keys, in milliseconds: a client may repeat a request for so long. */
  readonly idempotencyMs: number;
  /** Notes of who has handled which event, in milliseconds. */
  readonly inboxMs: number;
  /**
   * Relayed events of ended orders, in milliseconds. They are the order's history and what webhooks replay; China's
   * E-Commerce Law (article 31) wants what tells of a trade kept for three years after its end.
   */
  readonly eventsMs: number;

  constructor(env: EnvReader) {
    this.idempotencyMs = env.integer('IDEMPOTENCY_KEY_DAYS', 7, 1, 3_650) * DAY_MS;
    this.inboxMs = env.integer('EVENT_INBOX_DAYS', 90, 1, 36_500) * DAY_MS;
    this.eventsMs = env.integer('EVENT_LOG_DAYS', 1_100, 90, 36_500) * DAY_MS;
  }
}
