import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, Repository } from 'typeorm';
import { EventLog } from '../../events/event-log.service.js';
import { OrderLookup } from '../../orders/lifecycle/order-lookup.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { EvidenceEntity } from '../model/evidence.entity.js';
import { IncidentEntity } from '../model/incident.entity.js';
import { PaymentEntity } from '../model/payment.entity.js';
import { RefundEntity } from '../model/refund.entity.js';
import type { TimelineMaterial } from './timeline-entries.js';

/** Far more than an order can have without somebody playing; a timeline stays readable. */
const MOST_ROWS = 500;

/** Gathers what is written down about an order or a trade. */
@Injectable()
export class TradeTimelines {
  constructor(
    @InjectRepository(PaymentEntity) private readonly payments: Repository<PaymentEntity>,
    @InjectRepository(EvidenceEntity) private readonly evidence: Repository<EvidenceEntity>,
    @InjectRepository(RefundEntity) private readonly refunds: Repository<RefundEntity>,
    @InjectRepository(IncidentEntity) private readonly incidents: Repository<IncidentEntity>,
    private readonly events: EventLog,
    private readonly orders: OrderLookup,
  ) {}

  /** All about an order. */
  async ofOrder(order: OrderRecord): Promise<TimelineMaterial> {
    const payments = await this.payments.find({
      where: { orderId: order.id },
      order: { attempt: 'ASC' },
    });
    const numbers = payments.map(({ outTradeNo }) => outTradeNo);
    // One after the other: a request takes one connection to the database at a time.
    const events = await this.events.ofOrder(order.id, MOST_ROWS);
    const rest = await this.rowsOf(numbers, order.id);
    return { order, payments, events, ...rest };
  }

  /** All about what an order number, an `out_trade_no` or a `trade_no` names; null when nothing is known of it. */
  async find(number: string): Promise<TimelineMaterial | null> {
    const order = (await this.orders.byNo(number)) ?? (await this.orderOfPayment(number));
    return order === null ? this.ofUnknownTrade(number) : this.ofOrder(order);
  }

  private async orderOfPayment(number: string): Promise<OrderRecord | null> {
    const where = [{ outTradeNo: number }, { tradeNo: number }];
    const payment = await this.payments.findOne({ where });
    return payment === null ? null : this.orders.byId(payment.orderId);
  }

  /** A trade that nobody here has started: its number of ours is in the incident that was opened for it. */
  private async ofUnknownTrade(number: string): Promise<TimelineMaterial | null> {
    const incidents = await this.incidents.findBy({ tradeNo: number });
    const [known] = incidents;
    if (known !== undefined && known.orderId !== null) {
      const order = await this.orders.byId(known.orderId);
      if (order !== null) return this.ofOrder(order);
    }
    const numbers = [number, ...incidents.map(({ outTradeNo }) => outTradeNo)];
    const rows = await this.rowsOf(numbers, null);
    const isKnown = rows.evidence.length + rows.incidents.length + rows.refunds.length > 0;
    if (!isKnown) return null;
    const events = await this.events.ofTrades(numbers, MOST_ROWS);
    return { order: null, payments: [], events, ...rows };
  }

  private async rowsOf(outTradeNos: readonly string[], orderId: string | null) {
    const outTradeNo = In([...outTradeNos]);
    const where = [{ outTradeNo }, ...(orderId === null ? [] : [{ orderId }])];
    const found = { order: { id: 'ASC' }, take: MOST_ROWS } as const;
    const evidence = await this.evidence.find({ where: { outTradeNo }, ...found });
    const refunds = await this.refunds.find({ where, ...found });
    const incidents = await this.incidents.find({ where, ...found });
    return { evidence, refunds, incidents };
  }
}
