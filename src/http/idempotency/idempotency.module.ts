/**
 * Owns the answers that were given to idempotency keys.
 * Promises one effect and one answer per key and user, kept in the transaction of the effect.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';
import { Idempotency } from './idempotency.js';
import { IdempotencyRepository } from './idempotency.repository.js';
import { IdempotencyRetention } from './idempotency-retention.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([IdempotencyKeyEntity])],
  providers: [Idempotency, IdempotencyRepository, IdempotencyRetention],
  exports: [Idempotency, IdempotencyRetention],
})
export class IdempotencyModule {}
