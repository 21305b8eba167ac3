import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { UserIds } from '../../auth/signed-in-user.js';
import { Transactions } from '../../database/transactions.js';
import type { Batcher } from '../../database/batching/batcher.js';
import type { Outcome } from '../../kernel/outcome.js';
import {
  DirectOrders,
  type DirectOrderRequest,
} from '../../orders/placement/direct-orders.service.js';
import { orderTitle } from '../../orders/model/order-title.js';
import type { MadeOrder } from '../../orders/model/order-record.js';
import {
  type PlacedOrder,
  PlaceOrder,
  type PlaceRequest,
} from '../../orders/placement/place-order.service.js';
import { checkGapMs } from '../model/check-schedule.js';
import {
  type MadePayments,
  NewPayments,
  paymentsByOrder,
  type TitledRequest,
} from './new-payments.service.js';
import { type BegunLink, PayLinks, type PayLink } from './pay-links.service.js';
import type { PayMethod } from '../model/pay-method.js';
import type { PaymentEntity } from '../model/payment.entity.js';
import { PaymentRepository } from '../model/payment.repository.js';

type Request = PlaceRequest & { readonly method: PayMethod };

interface Bought {
  readonly order: PlacedOrder;
  readonly payment: PaymentEntity;
  /** Absent for an order that was there before. */
  readonly link: BegunLink | undefined;
}

/** Order and pay link in one step, for front ends whose order button leads straight to Alipay. */
@Injectable()
export class OrderAndPay {
  private readonly batches: Batcher<Request, Bought>;

  constructor(
    private readonly direct: DirectOrders,
    private readonly placing: PlaceOrder,
    private readonly payments: PaymentRepository,
    private readonly newPayments: NewPayments,
    private readonly links: PayLinks,
    transactions: Transactions,
  ) {
    this.batches = transactions.shared(
      (tx, requests) => this.buyAll(tx, requests),
      ({ requestId }) => requestId,
    );
  }

  /**
   * Makes an order and its payment in one transaction: both, or none. What was bought leaves the cart after the commit.
   * Throws what {@link PlaceOrder.place} throws, and Problem `alipay-unavailable` when a QR code cannot be had.
   */
  async buy(
    buyer: UserIds,
    command: DirectOrderRequest,
    method: PayMethod,
  ): Promise<{ readonly order: PlacedOrder; readonly link: PayLink }> {
    const checkAfterMs = checkGapMs({ sinceLinkMs: 0, attempts: 0 });
    const { order, payment, link } = await this.direct.createBy(buyer, command, (request) =>
      this.batches.run({ ...request, method, checkAfterMs }),
    );
    return { order, link: await this.links.make(payment, { begun: link }) };
  }

  private async buyAll(
    tx: EntityManager,
    requests: readonly Request[],
  ): Promise<Outcome<Bought>[]> {
    const methods = new Map(requests.map(({ requestId, method }) => [requestId, method]));
    let made: MadePayments['made'] = [];
    let links: ReadonlyMap<string, BegunLink> = new Map();
    const outcomes = await this.placing.placeMany(tx, requests, (orders) => {
      const commands = orders.flatMap((order) =>
        paymentRequestFor(order, methods.get(order.requestId)),
      );
      const payments = this.newPayments.insert(tx, commands);
      links = new Map(payments.made.map((one) => [one.outTradeNo, this.links.begin(one)]));
      // When a concurrent duplicate of a command was faster, these are not made, and perhaps no others are asked for.
      const write = async (): Promise<void> => {
        await payments.done;
        made = payments.made;
      };
      return { ...payments, done: write() };
    });
    const payments = paymentsByOrder(made);
    return Promise.all(outcomes.map((outcome) => this.withPayment(tx, outcome, payments, links)));
  }

  private async withPayment(
    tx: EntityManager,
    outcome: Outcome<PlacedOrder>,
    made: ReadonlyMap<string, PaymentEntity>,
    links: ReadonlyMap<string, BegunLink>,
  ): Promise<Outcome<Bought>> {
    if (!outcome.ok) return outcome;
    const order = outcome.value;
    // An order that was there before is one of this command, whose commit was not answered: its payment is there as well.
    const payment = made.get(order.id) ?? (await this.payments.lockOfOrder(tx, order.id)).at(-1);
    if (payment === undefined) throw new Error(`order ${order.orderNo} has no payment`);
    return { ok: true, value: { order, payment, link: links.get(payment.outTradeNo) } };
  }
}

function paymentRequestFor(order: MadeOrder, method: PayMethod | undefined): TitledRequest[] {
  if (method === undefined) return [];
  const { storefront, lines } = order;
  return [{ order, attempt: 1, method, storefront, subject: orderTitle(lines) }];
}
