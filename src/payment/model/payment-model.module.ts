/**
 * Owns the tables of payments, refunds, incidents and evidence, and their states.
 * Promises that each row is read and moved in one place, by compare-and-set.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ArchiveModule } from '../../archive/archive.module.js';
import { CheckoutBatches } from './checkout-batches.js';
import { EvidenceEntity } from './evidence.entity.js';
import { HeldPiecesRepository } from './held-pieces.repository.js';
import { IncidentEntity } from './incident.entity.js';
import { PaymentEntity } from './payment.entity.js';
import { NotifyArrivals } from './notify-arrivals.service.js';
import { PaymentRepository } from './payment.repository.js';
import { RecheckRepository } from './recheck.repository.js';
import { RefundEntity } from './refund.entity.js';
import { RefundLineEntity } from './refund-line.entity.js';
import { RefundLineRepository } from './refund-line.repository.js';
import { RefundMoves } from './refund-moves.js';
import { RefundRepository } from './refund.repository.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([
      PaymentEntity,
      EvidenceEntity,
      IncidentEntity,
      RefundEntity,
      RefundLineEntity,
    ]),
    ArchiveModule,
  ],
  providers: [
    CheckoutBatches,
    HeldPiecesRepository,
    NotifyArrivals,
    PaymentRepository,
    RefundMoves,
    RefundRepository,
    RefundLineRepository,
    RecheckRepository,
  ],
  exports: [
    TypeOrmModule,
    CheckoutBatches,
    HeldPiecesRepository,
    NotifyArrivals,
    PaymentRepository,
    RefundMoves,
    RefundRepository,
    RefundLineRepository,
    RecheckRepository,
  ],
})
export class PaymentModelModule {}
