import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import type { Fen } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { heldNumber } from './incident-refund-number.js';
import type { IncidentEntity } from '../model/incident.entity.js';
import { claimsMoney } from '../settlement/incidents.service.js';
import { newRefund, type NewRefund } from '../model/new-refund.js';
import type { Bought } from '../model/own-orders.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { isPaid } from '../model/payment-states.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { RefundRequests, WORKER_HEADSTART_MS } from '../settlement/refund-requests.service.js';
import { isUnderWay } from '../model/refund-states.js';
import { RefundRepository } from '../model/refund.repository.js';
import { sumOf } from '../model/refund-rules.js';
import { type Unexplained, unexplainedMoney } from './unexplained-money.js';

/** What the books know of an incident's money, locked. */
export interface Booked {
  readonly orderNo: string | null;
  /** The orders that it is about: the incident's, and the one that its trade's payment is of. */
  readonly orders: readonly Bought[];
  /** The payment to which its trade's money is booked; null: to none. */
  readonly payment: PaymentEntity | null;
}

/** Who decided, users' ids: two persons where four eyes are needed, else one. */
type Deciders = Readonly<Record<'requestedBy' | 'decidedBy', number>>;

/** What the buyer and Alipay read; why an operator decided so is nobody else's business. */
const REASON = '款项原路退回';

/** Sends money back that is held for an operator's decision. */
@Injectable()
export class IncidentRefund {
  constructor(
    private readonly transitions: OrderTransitions,
    private readonly payments: PaymentRepository,
    private readonly refunds: RefundRepository,
    private readonly requests: RefundRequests,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Locks the order of an incident, and the payment to which its trade's money is booked with the order that it paid; the
   * incident is to be locked itself after them.
   */
  async lock(tx: EntityManager, incident: IncidentEntity): Promise<Booked> {
    const known = await this.payments.ofTrade(tx, incident);
    const orders = await this.lockOrders(tx, [incident.orderId, known?.orderId ?? null]);
    const orderNo = orders.find(({ id }) => id === incident.orderId)?.orderNo ?? null;
    if (known === null) return { orderNo, orders, payment: null };
    const payment = await this.payments.lockByOutTradeNo(tx, known.outTradeNo);
    return { orderNo, orders, payment: isBookedTo(payment, incident) ? payment : null };
  }

  /** One after the other, by their ids: nobody can lock them in another order. */
  private async lockOrders(
    tx: EntityManager,
    ids: readonly (string | null)[],
  ): Promise<OrderRecord[]> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    const inTurn = wanted.toSorted((one, other) => Number(BigInt(one) - BigInt(other)));
    const orders: OrderRecord[] = [];
    for (const id of inTurn) {
      const order = await this.transitions.lockById(tx, id);
      if (order !== null) orders.push(order);
    }
    return orders;
  }

  /** Whether Alipay was, or is about to be, asked to send the money back. The incident's row is locked. */
  async isGoingBack(tx: EntityManager, incident: IncidentEntity): Promise<boolean> {
    return (await this.refunds.ofIncident(tx, incident)).some(({ state }) => isUnderWay(state));
  }

  /**
   * Writes the refund of the money, or finds the one that is under way, and answers its id. One that Alipay has refused
   * is over, so that the next has a number of its own. The incident's row is locked. Throws Problem
   * `incident-without-money`.
   */
  async sendBack(
    tx: EntityManager,
    by: Deciders,
    incident: IncidentEntity,
    booked: Booked,
  ): Promise<string> {
    const made = await this.refunds.ofIncident(tx, incident);
    const underWay = made.find(({ state }) => isUnderWay(state));
    if (underWay !== undefined) return underWay.id;
    const unexplained = await this.unexplainedOf(tx, incident, booked.payment);
    if (unexplained.amount === 0) throw withoutMoney();
    const outRequestNo = heldNumber(incident, await this.refunds.countHeld(tx, incident));
    const how = { by, outRequestNo, now: this.clock.now() };
    const refund = heldRefund(incident, booked, unexplained, how);
    return (await this.requests.write(tx, booked.orderNo, refund)).id;
  }

  /** How much a decision is about, in fen ({@link unexplainedMoney}). The incident's row is locked. */
  async unexplained(tx: EntityManager, incident: IncidentEntity, booked: Booked): Promise<Fen> {
    return (await this.unexplainedOf(tx, incident, booked.payment)).amount;
  }

  /** As {@link unexplained}, for who only looks: `known` is the payment of its trade, and nothing is locked. */
  async wouldGoBack(
    tx: EntityManager,
    incident: IncidentEntity,
    known: PaymentEntity | null,
  ): Promise<Fen> {
    const payment = isBookedTo(known, incident) ? known : null;
    return (await this.unexplainedOf(tx, incident, payment)).amount;
  }

  /** What neither an order nor another refund accounts for ({@link unexplainedMoney}). */
  private async unexplainedOf(
    tx: EntityManager,
    incident: IncidentEntity,
    payment: PaymentEntity | null,
  ): Promise<Unexplained> {
    const { kind, reportedAmount } = incident;
    const goingBack = sumOf(await this.refunds.unchargedOfTrade(tx, incident));
    const report = { kind, reportedAmount, claimsPaid: claimsMoney(incident), goingBack };
    if (payment === null) return unexplainedMoney(report, null);
    const { id, amount, appliedAt } = payment;
    const charged = sumOf(await this.refunds.counted(tx, id));
    return unexplainedMoney(report, { amount, goingBack: charged, applied: appliedAt !== null });
  }
}

/** The refund by which an operator sends held money back. Pure. */
function heldRefund(
  { id: incidentId, orderId, outTradeNo }: IncidentEntity,
  { payment }: Booked,
  { amount, charged }: Unexplained,
  how: { readonly by: Deciders; readonly outRequestNo: string; readonly now: Date },
): NewRefund {
  return newRefund({
    orderId,
    paymentId: charged ? (payment?.id ?? null) : null,
    incidentId,
    outTradeNo,
    outRequestNo: how.outRequestNo,
    amount,
    reason: REASON,
    origin: 'incident',
    state: 'PROCESSING',
    ...how.by,
    nextCheckAt: plusMs(how.now, WORKER_HEADSTART_MS),
    createdAt: how.now,
  });
}

function isBookedTo(payment: PaymentEntity | null, { tradeNo }: IncidentEntity): boolean {
  if (payment === null || !isPaid(payment.state)) return false;
  return tradeNo === null || payment.tradeNo === null || payment.tradeNo === tradeNo;
}

function withoutMoney(): Problem {
  return new Problem('incident-without-money');
}
