import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OrdersConfig } from '../../../config/orders.config.js';
import { keyScope, type SignedInUser } from '../../auth/signed-in-user.js';
import { Outbox } from '../../events/outbox.js';
import { Idempotency } from '../../http/idempotency/idempotency.js';
import { noSuchOrder } from '../../http/no-such-order.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { fen, fenToYuan } from '../../kernel/money.js';
import { Problem } from '../../kernel/problem.js';
import { OrderTransitions } from '../../orders/lifecycle/order-transitions.service.js';
import { OrdersService } from '../../orders/lifecycle/orders.service.js';
import { Shipments } from '../../orders/lifecycle/shipments.service.js';
import type { OrderRecord } from '../../orders/model/order-record.js';
import { PaymentRepository } from '../model/payment.repository.js';
import type { RefundContent } from '../model/refund-plan.js';
import { isRefundable } from '../model/refund-rules.js';
import { RefundRequests } from '../settlement/refund-requests.service.js';
import { afterSaleEvent } from './after-sale-events.js';
import {
  type CaseLine,
  type CasePieces,
  casePieces,
  refuseTooEarlyOrLate,
} from './after-sale-rules.js';
import type { AfterSaleView } from './after-sale-view.js';
import type { AfterSaleDto } from './after-sale.dto.js';
import { AfterSaleRepository } from './after-sale.repository.js';
import { AfterSales } from './after-sales.service.js';

/** What a case is opened with; the number is drawn before the transaction. */
interface Command extends AfterSaleDto {
  readonly user: SignedInUser;
  readonly outRequestNo: string;
}

/** Opens cases for buyers. */
@Injectable()
export class AfterSaleRequests {
  constructor(
    private readonly orders: OrdersService,
    private readonly transitions: OrderTransitions,
    private readonly shipments: Shipments,
    private readonly payments: PaymentRepository,
    private readonly requests: RefundRequests,
    private readonly cases: AfterSaleRepository,
    private readonly reading: AfterSales,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens a case for pieces of the buyer's order. Throws Problem `no-such-order`, `after-sale-not-possible`,
   * `no-such-order-line`, `after-sale-pieces`, `piece-in-after-sale`, and what planning their refund throws.
   */
  async apply(
    user: SignedInUser,
    orderNo: string,
    body: AfterSaleDto,
    key: string | null,
  ): Promise<AfterSaleView> {
    const order = await this.orders.record(user, orderNo);
    if (order.userId !== user.id) throw noSuchOrder();
    const command = { ...body, user, outRequestNo: this.requests.newNumber() };
    const request = { scope: keyScope(user), key, route: `POST after-sales of ${orderNo}`, body };
    const reply = await this.idempotency.once(request, async (tx) => {
      const id = await this.open(tx, order.id, command);
      return { status: 201, body: await this.reading.viewIn(tx, id) };
    });
    return reply.body;
  }

  private async open(tx: EntityManager, orderId: string, command: Command): Promise<string> {
    const order = await this.transitions.lockById(tx, orderId);
    if (order === null) throw noSuchOrder();
    const { type, lines: wanted } = command;
    const now = this.clock.now();
    refuseTooEarlyOrLate(order, type, { now, lastsMs: this.config.afterSaleMs });
    const lines = await this.caseLines(tx, order);
    const isReceived = order.receivedAt !== null;
    const pieces = casePieces(lines, wanted, { type, isReceived });
    if (type === 'returnAndRefund') return this.openReturn(tx, order, command, pieces);
    const content = refundOnlyContent(lines, pieces);
    return this.openRefundOnly(tx, order, command, content);
  }

  /** A request for a refund is the case: whoever follows refunds opens it. */
  private async openRefundOnly(
    tx: EntityManager,
    order: OrderRecord,
    { user, reason, description = '', outRequestNo }: Command,
    content: RefundContent,
  ): Promise<string> {
    const asker = { user, origin: 'customer', waits: true, closesRequests: true } as const;
    const command = { content, reason, outRequestNo };
    const refund = await this.requests.request(tx, order.id, command, asker);
    const found = await this.cases.lockOfRefund(tx, refund.id);
    if (found === null) throw new Error(`refund ${refund.id} has no case`);
    if (description !== '') await this.cases.change(tx, found.id, { description });
    return found.id;
  }

  private async openReturn(
    tx: EntityManager,
    order: OrderRecord,
    { type, reason, description = '' }: Command,
    pieces: readonly CasePieces[],
  ): Promise<string> {
    const payments = await this.payments.lockOfOrder(tx, order.id);
    const payment = payments.find(({ appliedAt }) => appliedAt !== null);
    if (payment === undefined || !isRefundable(payment)) throw new Problem('order-not-refundable');
    const lines = pieces.map(({ lineId, count }) => ({ lineId, count, from: 'shipped' as const }));
    const { amount } = await this.requests.plan(tx, payment, {
      scope: 'lines',
      lines,
      freight: fen(0),
      upToLeft: true,
    });
    const now = this.clock.now();
    const answerDueAt = plusMs(now, this.config.afterSaleAnswerMs);
    const members = { orderId: order.id, userId: order.userId, type, reason, description, amount };
    const times = { refundId: null, answerDueAt, createdAt: now };
    const id = await this.cases.insert(tx, { ...members, ...times, lines: pieces });
    if (id === null) throw new Problem('piece-in-after-sale');
    const told = (await this.cases.linesOf([id], tx)).map(({ lineId, skuId, count }) => {
      return { lineId, skuId, count };
    });
    const data = { amount: fenToYuan(amount), reason, lines: told };
    await this.outbox.write(tx, afterSaleEvent(order, { id, type }, 'after_sale.applied', data));
    return id;
  }

  private async caseLines(tx: EntityManager, order: OrderRecord): Promise<CaseLine[]> {
    const lines = await this.shipments.linesOf(tx, order);
    const held = await this.cases.heldOf(tx, order.id);
    return lines.map((line) => ({ ...line, inCaseCount: held.get(line.id) ?? 0 }));
  }
}

/** All that is left of an order that was not shipped goes back with its freight. Pure. */
function refundOnlyContent(
  lines: readonly CaseLine[],
  pieces: readonly CasePieces[],
): RefundContent {
  const counts = new Map(pieces.map(({ lineId, count }) => [lineId, count]));
  const isAll = lines.every((line, index) => {
    const left = line.count - line.refundedCount;
    return line.shippedCount === 0 && (counts.get(index + 1) ?? 0) === left;
  });
  if (isAll && lines.some(({ requiresShipping }) => requiresShipping)) {
    return { scope: 'everything' };
  }
  const wanted = pieces.map(({ lineId, count }) => ({ lineId, count }));
  return { scope: 'lines', lines: wanted, freight: fen(0), upToLeft: true };
}
