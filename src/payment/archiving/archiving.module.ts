/**
 * Owns the decision which orders are over for good.
 * Promises that none goes into the archive of which anything is open: money, goods, questions or events.
 */
import { Module } from '@nestjs/common';
import { ArchiveModule } from '../../archive/archive.module.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { ArchivableRepository } from './archivable.repository.js';
import { Archiving } from './archiving.service.js';

@Module({
  imports: [ArchiveModule, PaymentModelModule],
  providers: [ArchivableRepository, Archiving],
  exports: [Archiving],
})
export class ArchivingModule {}
