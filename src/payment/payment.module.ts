/**
 * Owns payments: links to Alipay, what Alipay reports of them, and what that means for their orders.
 * Promises that one function decides what a report means and one service applies it, in one transaction.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlipayModule } from '../alipay/alipay.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { EventsModule } from '../events/events.module.js';
import { IdempotencyModule } from '../http/idempotency.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { AskingLimit } from './asking-limit.js';
import { BuyerReturns } from './buyer-returns.service.js';
import { CancelOrder } from './cancel-order.service.js';
import { ConsoleRefunds } from './console-refunds.service.js';
import { CloseUnpaid } from './close-unpaid.service.js';
import { DepositBacks } from './deposit-backs.service.js';
import { EvidenceEntity } from './evidence.entity.js';
import { Evidence } from './evidence.service.js';
import { ForeignRefunds } from './foreign-refunds.service.js';
import { HeldMoney } from './held-money.service.js';
import { IncidentDecisions } from './incident-decisions.service.js';
import { IncidentEntity } from './incident.entity.js';
import { IncidentsController } from './incidents.controller.js';
import { Incidents } from './incidents.service.js';
import { LateMoneyEnding } from './late-money-ending.service.js';
import { MisdirectedReports } from './misdirected-reports.service.js';
import { NewPayments } from './new-payments.service.js';
import { Notifies } from './notifies.service.js';
import { NotifyController } from './notify.controller.js';
import { OrderAndPay } from './order-and-pay.service.js';
import { OrderEffects } from './order-effects.service.js';
import { PaidPaymentPoller } from './paid-payment-poller.service.js';
import { PayAddresses } from './pay-addresses.js';
import { PayLinks } from './pay-links.service.js';
import { PaymentMetrics } from './payment-metrics.service.js';
import { PaymentStore } from './payment-store.js';
import { PaymentController } from './payment.controller.js';
import { PaymentEntity } from './payment.entity.js';
import { PaymentsService } from './payments.service.js';
import { RecentLinks } from './recent-links.service.js';
import { RecheckRepository } from './recheck.repository.js';
import { RefundDecisions } from './refund-decisions.service.js';
import { RefundEnding } from './refund-ending.service.js';
import { RefundEvidence } from './refund-evidence.service.js';
import { RefundRequests } from './refund-requests.service.js';
import { RefundRunner } from './refund-runner.service.js';
import { RefundStore } from './refund-store.js';
import { RefundSums } from './refund-sums.service.js';
import { RefundSweep } from './refund-sweep.service.js';
import { RefundEntity } from './refund.entity.js';
import { RefundsController } from './refunds.controller.js';
import { Refunds } from './refunds.service.js';
import { Settlements } from './settlements.service.js';
import { ShipOrder } from './ship-order.service.js';
import { ShippingController } from './shipping.controller.js';
import { StartPayment } from './start-payment.service.js';
import { StoryModule } from './story.module.js';
import { Sweep } from './sweep.service.js';
import { TimelineController } from './timeline.controller.js';
import { Timeline } from './timeline.service.js';
import { TradeInquiry } from './trade-inquiry.service.js';

@Module({
  imports: [
    TypeOrmModule.forFeature([PaymentEntity, EvidenceEntity, IncidentEntity, RefundEntity]),
    AlipayModule,
    AuthModule,
    EventsModule,
    IdempotencyModule,
    OrdersModule,
    StoryModule,
  ],
  controllers: [
    PaymentController,
    ShippingController,
    NotifyController,
    RefundsController,
    IncidentsController,
    TimelineController,
  ],
  providers: [
    AskingLimit,
    BuyerReturns,
    CancelOrder,
    CloseUnpaid,
    ConsoleRefunds,
    DepositBacks,
    Evidence,
    ForeignRefunds,
    HeldMoney,
    IncidentDecisions,
    Incidents,
    LateMoneyEnding,
    MisdirectedReports,
    NewPayments,
    Notifies,
    OrderAndPay,
    OrderEffects,
    PaidPaymentPoller,
    PayAddresses,
    PayLinks,
    PaymentMetrics,
    PaymentStore,
    PaymentsService,
    RecentLinks,
    RecheckRepository,
    RefundDecisions,
    RefundEnding,
    RefundEvidence,
    RefundRequests,
    RefundRunner,
    RefundStore,
    RefundSums,
    RefundSweep,
    Refunds,
    Settlements,
    ShipOrder,
    StartPayment,
    Sweep,
    Timeline,
    TradeInquiry,
  ],
  exports: [
    BuyerReturns,
    Notifies,
    OrderAndPay,
    PaidPaymentPoller,
    RefundSweep,
    StartPayment,
    Sweep,
  ],
})
export class PaymentModule {}
