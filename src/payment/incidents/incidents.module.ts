/**
 * Owns what a person has to decide: money that belongs to no order, and reports that do not fit.
 * Promises that no more goes back than the money that is unexplained.
 */
import { Module } from '@nestjs/common';
import { AlipayModule } from '../../alipay/alipay.module.js';
import { AuthModule } from '../../auth/auth.module.js';
import { EventsModule } from '../../events/events.module.js';
import { IncidentRefund } from './incident-refund.service.js';
import { IdempotencyModule } from '../../http/idempotency/idempotency.module.js';
import { IncidentEvidenceController } from './incident-evidence.controller.js';
import { IncidentEvidence } from './incident-evidence.service.js';
import { IncidentDecisions } from './incident-decisions.service.js';
import { IncidentProposals } from './incident-proposals.service.js';
import { IncidentTrace } from './incident-trace.service.js';
import { IncidentsController } from './incidents.controller.js';
import { OrderLookupModule } from '../../orders/lifecycle/order-lookup.module.js';
import { OrdersModule } from '../../orders/orders.module.js';
import { PaymentModelModule } from '../model/payment-model.module.js';
import { RefundsModule } from '../refunds/refunds.module.js';
import { SettlementModule } from '../settlement/settlement.module.js';

@Module({
  imports: [
    AlipayModule,
    AuthModule,
    EventsModule,
    IdempotencyModule,
    OrderLookupModule,
    OrdersModule,
    PaymentModelModule,
    SettlementModule,
    RefundsModule,
  ],
  controllers: [IncidentsController, IncidentEvidenceController],
  providers: [
    IncidentRefund,
    IncidentProposals,
    IncidentTrace,
    IncidentDecisions,
    IncidentEvidence,
  ],
})
export class IncidentsModule {}
