import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { fenToYuan } from '../../kernel/money.js';
import type { Language } from '../../kernel/words.js';
import { OrderLookup } from '../../orders/lifecycle/order-lookup.service.js';
import { EvidenceEntity } from '../model/evidence.entity.js';
import { IncidentEntity } from '../model/incident.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { noSuchIncident } from './incident-decisions.service.js';
import {
  incidentPaymentView,
  type IncidentEvidenceView,
  statementView,
} from './incident-evidence-view.js';
import { IncidentRefund } from './incident-refund.service.js';

/** Shows what a decision about an incident rests on. */
@Injectable()
export class IncidentEvidence {
  constructor(
    private readonly database: DataSource,
    private readonly payments: PaymentRepository,
    private readonly orders: OrderLookup,
    private readonly money: IncidentRefund,
  ) {}

  /**
   * What Alipay said, what the books know of that trade, and how much would go back, as things stand: nothing is locked,
   * and a decision counts anew. Throws Problem `no-such-incident`.
   */
  async read(id: string, language: Language): Promise<IncidentEvidenceView> {
    const { manager } = this.database;
    const incident = await manager.findOneBy(IncidentEntity, { id });
    if (incident === null) throw noSuchIncident();
    const { evidenceId } = incident;
    const said =
      evidenceId === null ? null : await manager.findOneBy(EvidenceEntity, { id: evidenceId });
    const payment = await this.payments.ofTrade(manager, incident);
    const order = payment === null ? null : await this.orders.byId(payment.orderId);
    return {
      statement: said === null ? null : statementView(said, language),
      payment: payment === null ? null : incidentPaymentView(payment, order?.orderNo ?? null),
      goesBack: fenToYuan(await this.money.wouldGoBack(manager, incident, payment)),
    };
  }
}
