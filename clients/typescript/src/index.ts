export { type CheckoutClient, type ClientOptions, createClient } from './client.js';
export {
  dataOf,
  type Problem,
  ProblemError,
  type ProblemSlug,
  UnknownAnswerError,
} from './problems.js';
export type { RetryOptions } from './retrying-fetch.js';
export type { components, operations, paths } from './schema.js';
export { type Event, verifyWebhook } from './webhooks.js';
export { WebhookVerificationError } from 'standardwebhooks';
