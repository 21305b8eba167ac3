/**
 * Owns the answers that were given to idempotency keys.
 * Promises one effect and one answer per key and user, kept in the transaction of the effect.
 */
import { Module } from '@nestjs/common';
import { Idempotency } from './idempotency.js';

@Module({ providers: [Idempotency], exports: [Idempotency] })
export class IdempotencyModule {}
