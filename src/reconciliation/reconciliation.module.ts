/**
 * Owns the daily bill: what Alipay wrote down of a day, held against our books, and what differs. Promises that a bill
 * is believed when it is whole and adds up, and that each difference is healed or waits for a person.
 */
import { Module } from '@nestjs/common';
import { AlipayModule } from '../alipay/alipay.module.js';
import { ArchiveModule } from '../archive/archive.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { EventsModule } from '../events/events.module.js';
import { PaymentModule } from '../payment/payment.module.js';
import { SettlementModule } from '../payment/settlement/settlement.module.js';
import { BillDays } from './days/bill-days.service.js';
import { BillUploads } from './days/bill-uploads.service.js';
import { BillWorker } from './days/bill-worker.service.js';
import { ReconciliationMetrics } from './days/reconciliation-metrics.service.js';
import { AccountLinesRepository } from './fetching/account-lines.repository.js';
import { BillFetch } from './fetching/bill-fetch.service.js';
import { BillLinesRepository } from './fetching/bill-lines.repository.js';
import { BillRetention } from './fetching/bill-retention.service.js';
import { BillStaging } from './fetching/bill-staging.service.js';
import { AccountMatching } from './matching/account-matching.service.js';
import { AccountMatchRepository } from './matching/account-match.repository.js';
import { BooksRepository } from './matching/books.repository.js';
import { DiscrepancyLog } from './matching/discrepancy-log.service.js';
import { Healing } from './matching/healing.service.js';
import { MatchRepository } from './matching/match.repository.js';
import { DayMatching } from './matching/day-matching.service.js';
import { BillRepository } from './model/bill.repository.js';
import { OpenFiguresRepository } from './model/open-figures.repository.js';
import { DiscrepancyRepository } from './model/discrepancy.repository.js';
import { DiscrepanciesController } from './discrepancies.controller.js';
import { BillUploadController } from './bill-upload.controller.js';
import { ReconciliationsController } from './reconciliations.controller.js';
import { Sheets } from './sheet/sheets.service.js';

@Module({
  imports: [AlipayModule, ArchiveModule, AuthModule, EventsModule, PaymentModule, SettlementModule],
  controllers: [ReconciliationsController, BillUploadController, DiscrepanciesController],
  providers: [
    AccountLinesRepository,
    AccountMatching,
    AccountMatchRepository,
    BillDays,
    BillFetch,
    BillLinesRepository,
    BillRepository,
    BillRetention,
    BillStaging,
    BillUploads,
    BillWorker,
    BooksRepository,
    DiscrepancyLog,
    DiscrepancyRepository,
    Healing,
    MatchRepository,
    DayMatching,
    OpenFiguresRepository,
    ReconciliationMetrics,
    Sheets,
  ],
  exports: [BillDays, BillRetention, BillWorker, Healing, Sheets],
})
export class ReconciliationModule {}
