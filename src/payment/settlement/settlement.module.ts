/**
 * Owns what a report of Alipay means for a payment, its order and its refunds.
 * Promises that one function decides it and one service applies it, in one transaction.
 */
import { Module } from '@nestjs/common';
import { AlipayModule } from '../../alipay/alipay.module.js';
import { BilledRefunds } from './billed-refunds.service.js';
import { CloseUnpaid } from './close-unpaid.service.js';
import { ConsoleRefunds } from './console-refunds.service.js';
import { DepositBacks } from './deposit-backs.service.js';
import { EventsModule } from '../../events/events.module.js';
import { Evidence } from './evidence.service.js';
import { FourEyes } from './four-eyes.service.js';
import { Incidents } from './incidents.service.js';
import { LatePaymentService } from './late-payment.service.js';
import { OrderEffects } from './order-effects.service.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { RefundPieces } from './refund-pieces.service.js';
import { RefundRequests } from './refund-requests.service.js';
import { RefundSums } from './refund-sums.service.js';
import { Settlements } from './settlements.service.js';
import { TradeInquiry } from './trade-inquiry.service.js';

@Module({
  imports: [AlipayModule, EventsModule, OrdersModule, PaymentModelModule],
  providers: [
    BilledRefunds,
    CloseUnpaid,
    ConsoleRefunds,
    DepositBacks,
    Evidence,
    FourEyes,
    Incidents,
    LatePaymentService,
    OrderEffects,
    RefundPieces,
    RefundRequests,
    RefundSums,
    Settlements,
    TradeInquiry,
  ],
  exports: [
    BilledRefunds,
    CloseUnpaid,
    ConsoleRefunds,
    DepositBacks,
    Evidence,
    FourEyes,
    Incidents,
    RefundPieces,
    RefundRequests,
    RefundSums,
    Settlements,
    TradeInquiry,
  ],
})
export class SettlementModule {}
