/**
 * Owns what buyers ask for after the sale: money back, or goods that come back for it, from the first word to the refund.
 * Promises one open case a piece, and that its refund is an ordinary one which the case follows.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../../audit/audit.module.js';
import { AuthModule } from '../../auth/auth.module.js';
import { EventsModule } from '../../events/events.module.js';
import { IdempotencyModule } from '../../http/idempotency/idempotency.module.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { SettlementModule } from '../settlement/settlement.module.js';
import { AfterSaleDecisionsController } from './after-sale-decisions.controller.js';
import { AfterSaleDecisions } from './after-sale-decisions.service.js';
import { AfterSaleListRepository } from './after-sale-list.repository.js';
import { AfterSaleLocks } from './after-sale-locks.service.js';
import { AfterSaleMetrics } from './after-sale-metrics.service.js';
import { AfterSalePoller } from './after-sale-poller.service.js';
import { AfterSaleRefunds } from './after-sale-refunds.service.js';
import { AfterSaleRequests } from './after-sale-requests.service.js';
import { AfterSaleEntity, AfterSaleLineEntity } from './after-sale.entity.js';
import { AfterSaleRepository } from './after-sale.repository.js';
import { AfterSalesController } from './after-sales.controller.js';
import { AfterSales } from './after-sales.service.js';
import { ReturnReceipts } from './return-receipts.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([AfterSaleEntity, AfterSaleLineEntity]),
    AuditModule,
    AuthModule,
    EventsModule,
    IdempotencyModule,
    OrdersModule,
    PaymentModelModule,
    SettlementModule,
    RefundsModule,
  ],
  controllers: [AfterSalesController, AfterSaleDecisionsController],
  providers: [
    AfterSaleDecisions,
    AfterSaleListRepository,
    AfterSaleLocks,
    AfterSaleMetrics,
    AfterSalePoller,
    AfterSaleRefunds,
    AfterSaleRepository,
    AfterSaleRequests,
    AfterSales,
    ReturnReceipts,
  ],
  exports: [AfterSalePoller],
})
export class AfterSalesModule {}
