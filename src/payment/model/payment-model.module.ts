/**
 * Owns the tables of payments, refunds, incidents and evidence, and their states.
 * Promises that each row is read and moved in one place, by compare-and-set.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EvidenceEntity } from './evidence.entity.js';
import { IncidentEntity } from './incident.entity.js';
import { PaymentEntity } from './payment.entity.js';
import { PaymentStore } from './payment-store.js';
import { RecheckRepository } from './recheck.repository.js';
import { RefundEntity } from './refund.entity.js';
import { RefundStore } from './refund-store.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([PaymentEntity, EvidenceEntity, IncidentEntity, RefundEntity]),
  ],
  providers: [PaymentStore, RefundStore, RecheckRepository],
  exports: [TypeOrmModule, PaymentStore, RefundStore, RecheckRepository],
})
export class PaymentModelModule {}
