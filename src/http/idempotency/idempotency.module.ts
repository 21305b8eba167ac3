/**
 * Owns the answers that were given to idempotency keys.
 * Promises one effect and one answer per key and user, kept in the transaction of the effect.
 */
import { Module } from '@nestjs/common';
import { Idempotency } from './idempotency.js';
import { IdempotencyRetention } from './idempotency-retention.service.js';

@Module({
  providers: [Idempotency, IdempotencyRetention],
  exports: [Idempotency, IdempotencyRetention],
})
export class IdempotencyModule {}
