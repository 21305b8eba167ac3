import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { CLOCK, type Clock, plusMs } from '../kernel/clock.js';
import { type Fen, subtractFen } from '../kernel/money.js';
import { Problem } from '../kernel/problem.js';
import { OrderLedger } from '../orders/order-ledger.service.js';
import type { IncidentEntity } from './incident.entity.js';
import { claimsMoney } from './incidents.service.js';
import type { PaymentEntity } from './payment.entity.js';
import { isPaid } from './payment-states.js';
import { PaymentStore } from './payment-store.js';
import { type RefundEntity, UNSENT } from './refund.entity.js';
import { RefundRequests, WORKER_HEADSTART_MS } from './refund-requests.service.js';
import { isUnderWay } from './refund-states.js';
import { RefundStore } from './refund-store.js';
import { sumOf } from './refund-sum.js';

/** What the books know of an incident's money, locked. */
export interface Booked {
  readonly orderNo: string | null;
  /** The payment to which it was booked; null: to none, so that no payment's sum may be charged with it. */
  readonly payment: PaymentEntity | null;
}

/** What the buyer and Alipay read; why an operator decided so is nobody else's business. */
const REASON = '款项原路退回';

/** Sends money back that is held for an operator's decision. */
@Injectable()
export class HeldMoney {
  constructor(
    private readonly ledger: OrderLedger,
    private readonly payments: PaymentStore,
    private readonly refunds: RefundStore,
    private readonly requests: RefundRequests,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Locks the order and the payment of an incident; it is to be locked itself after them. */
  async lock(tx: EntityManager, incident: IncidentEntity): Promise<Booked> {
    const { orderId, outTradeNo } = incident;
    if (orderId === null) return { orderNo: null, payment: null };
    const order = await this.ledger.lockById(tx, orderId);
    const payment = await this.payments.lockByOutTradeNo(tx, outTradeNo);
    const isIts = payment !== null && isPaid(payment.state) && isOfTrade(payment, incident);
    return { orderNo: order?.orderNo ?? null, payment: isIts ? payment : null };
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
    operator: SignedInUser,
    incident: IncidentEntity,
    booked: Booked,
  ): Promise<string> {
    const made = await this.refunds.ofIncident(tx, incident);
    const underWay = made.find(({ state }) => isUnderWay(state));
    if (underWay !== undefined) return underWay.id;
    const amount = await this.amountOf(tx, incident, booked);
    const outRequestNo = `I${incident.id}${made.length === 0 ? '' : `-${made.length + 1}`}`;
    const refund = this.newRefund(incident, booked, { operator, amount, outRequestNo });
    return (await this.requests.write(tx, booked.orderNo, refund)).id;
  }

  /** Of booked money what is left of it, in fen; of other money what Alipay said. */
  private async amountOf(
    tx: EntityManager,
    incident: IncidentEntity,
    { payment }: Booked,
  ): Promise<Fen> {
    const { reportedAmount } = incident;
    if (reportedAmount === null || !claimsMoney(incident)) throw withoutMoney();
    if (payment === null) return reportedAmount;
    const back = sumOf(await this.refunds.counted(tx, payment.id));
    if (back >= payment.amount) throw withoutMoney();
    return subtractFen(payment.amount, back);
  }

  private newRefund(
    { id, orderId, outTradeNo }: IncidentEntity,
    { payment }: Booked,
    how: {
      readonly operator: SignedInUser;
      readonly amount: Fen;
      readonly outRequestNo: string;
    },
  ): Omit<RefundEntity, 'id'> {
    const now = this.clock.now();
    return {
      orderId,
      paymentId: payment?.id ?? null,
      incidentId: id,
      outTradeNo,
      outRequestNo: how.outRequestNo,
      amount: how.amount,
      reason: REASON,
      origin: 'incident',
      restock: false,
      state: 'PROCESSING',
      requestedBy: how.operator.id,
      decidedBy: how.operator.id,
      decidedAt: null,
      ...UNSENT,
      nextCheckAt: plusMs(now, WORKER_HEADSTART_MS),
      createdAt: now,
      endedAt: null,
    };
  }
}

function isOfTrade(payment: PaymentEntity, { tradeNo }: IncidentEntity): boolean {
  return tradeNo === null || payment.tradeNo === tradeNo;
}

function withoutMoney(): Problem {
  const detail = 'Alipay did not report money for this trade, or all of it has gone back.';
  return new Problem('conflict', 'incident-without-money', detail);
}
