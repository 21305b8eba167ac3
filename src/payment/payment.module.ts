/**
 * Owns payments: links to Alipay, what Alipay reports of them, and what that means for their orders.
 * Promises that one function decides what a report means and one service applies it, in one transaction.
 */
import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AlipayModule } from '../alipay/alipay.module.js';
import { AuthModule } from '../auth/auth.module.js';
import { EventsModule } from '../events/events.module.js';
import { IdempotencyModule } from '../http/idempotency/idempotency.module.js';
import { OrdersModule } from '../orders/orders.module.js';
import { AskingLimit } from './links/asking-limit.js';
import { BuyerReturns } from './notify/buyer-returns.service.js';
import { CancelOrder } from './polling/cancel-order.service.js';
import { ConsoleRefunds } from './settlement/console-refunds.service.js';
import { CloseUnpaid } from './polling/close-unpaid.service.js';
import { DepositBacks } from './settlement/deposit-backs.service.js';
import { EvidenceEntity } from './model/evidence.entity.js';
import { Evidence } from './settlement/evidence.service.js';
import { ForeignRefunds } from './settlement/foreign-refunds.service.js';
import { HeldMoney } from './incidents/held-money.service.js';
import { IncidentDecisions } from './incidents/incident-decisions.service.js';
import { IncidentEntity } from './model/incident.entity.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { Incidents } from './settlement/incidents.service.js';
import { LateMoneyEnding } from './settlement/late-money-ending.service.js';
import { MisdirectedReports } from './notify/misdirected-reports.service.js';
import { NewPayments } from './links/new-payments.service.js';
import { Notifies } from './notify/notifies.service.js';
import { NotifyController } from './notify/notify.controller.js';
import { OrderAndPay } from './links/order-and-pay.service.js';
import { OrderEffects } from './settlement/order-effects.service.js';
import { PaidPaymentPoller } from './polling/paid-payment-poller.service.js';
import { PayAddresses } from './links/pay-addresses.js';
import { PayLinks } from './links/pay-links.service.js';
import { PaymentMetrics } from './payment-metrics.service.js';
import { PaymentStore } from './model/payment-store.js';
import { PaymentController } from './links/payment.controller.js';
import { PaymentEntity } from './model/payment.entity.js';
import { PaymentsService } from './links/payments.service.js';
import { RecentLinks } from './links/recent-links.service.js';
import { RecheckRepository } from './model/recheck.repository.js';
import { RefundDecisions } from './refunds/refund-decisions.service.js';
import { RefundEnding } from './refunds/refund-ending.service.js';
import { RefundEvidence } from './refunds/refund-evidence.service.js';
import { RefundRequests } from './settlement/refund-requests.service.js';
import { RefundRunner } from './refunds/refund-runner.service.js';
import { RefundStore } from './model/refund-store.js';
import { RefundSums } from './settlement/refund-sums.service.js';
import { RefundSweep } from './polling/refund-sweep.service.js';
import { RefundEntity } from './model/refund.entity.js';
import { RefundsController } from './refunds/refunds.controller.js';
import { Refunds } from './refunds/refunds.service.js';
import { Settlements } from './settlement/settlements.service.js';
import { ShipOrder } from './shipping/ship-order.service.js';
import { ShippingController } from './shipping/shipping.controller.js';
import { StartPayment } from './links/start-payment.service.js';
import { StoryModule } from './timeline/story.module.js';
import { Sweep } from './polling/sweep.service.js';
import { TimelineController } from './timeline/timeline.controller.js';
import { Timeline } from './timeline/timeline.service.js';
import { TradeInquiry } from './settlement/trade-inquiry.service.js';

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
