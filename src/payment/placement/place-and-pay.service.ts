import { Injectable } from '@nestjs/common';
import { ApiSchema } from '@nestjs/swagger';
import type { SignedInUser } from '../../auth/signed-in-user.js';
import { ApiPart } from '../../http/openapi/api-members.js';
import { OrderView, orderView } from '../../orders/model/order-view.js';
import { AskingLimit } from '../links/asking-limit.js';
import { PayLinks, type PayLink } from '../links/pay-links.service.js';
import { payLinkView, PayLinkView } from '../links/payment-view.js';
import { StartPayment } from '../links/start-payment.service.js';
import type { PayMethod } from '../model/pay-method.js';
import { PaymentRepository } from '../model/payment.repository.js';
import { PlaceOrder } from './place-order.service.js';
import type { DirectRequest, PlacedOrder, PlacedReply, QuotedRequest } from './place-request.js';

const storefront = 'native' as const;

/** An order and the link by which it is paid. */
export interface OrderWithLink {
  readonly order: PlacedOrder['order'];
  readonly link: PayLink;
}

/** Both on the wire. */
@ApiSchema({ name: 'Checkout' })
export class CheckoutView {
  @ApiPart(() => OrderView) readonly order!: OrderView;
  @ApiPart(() => PayLinkView) readonly payment!: PayLinkView;
}

/** Order, payment and signed link in one step: the first two in one transaction, both or none. */
@Injectable()
export class PlaceAndPay {
  constructor(
    private readonly placing: PlaceOrder,
    private readonly starting: StartPayment,
    private readonly payments: PaymentRepository,
    private readonly links: PayLinks,
    private readonly limit: AskingLimit,
  ) {}

  /**
   * For old front ends whose order button leads straight to Alipay. Throws what {@link PlaceOrder.placeDirect} throws,
   * and Problem `alipay-unavailable` when a QR code cannot be had.
   */
  async buy(user: SignedInUser, request: DirectRequest, method: PayMethod): Promise<OrderWithLink> {
    const placed = await this.placing.placeDirect(user, request, method);
    return { order: placed.order, link: await this.linkTo(user, placed, method) };
  }

  /**
   * Buys what was quoted. The same key, and the same quote, is the same order. Throws what {@link
   * PlaceOrder.placeQuoted} and {@link StartPayment.start} throw. When a QR code cannot be had, order and payment are
   * there: the same request again asks for the code again.
   */
  async checkout(
    user: SignedInUser,
    body: QuotedRequest & { readonly method: PayMethod },
    key: string | null,
  ): Promise<CheckoutView> {
    // Before anything is made: who asked too often has no order that he was not told of.
    if (body.method === 'qr') await this.limit.spend(user);
    const placed = await this.placing.placeQuoted(user, body, { route: 'POST checkout', key });
    if ('known' in placed) return this.again(user, placed.known, body.method);
    const link = await this.linkTo(user, placed, body.method);
    return { order: orderView(placed.order), payment: payLinkView(link) };
  }

  private async again(
    user: SignedInUser,
    { body }: PlacedReply,
    method: PayMethod,
  ): Promise<CheckoutView> {
    if (!('order' in body))
      throw new Error('the key of a checkout has the answer of another route');
    const { order, outTradeNo } = body;
    const payment = outTradeNo === null ? null : await this.payments.byOutTradeNo(outTradeNo);
    const link =
      payment === null
        ? await this.starting.start(user, { orderNo: order.orderNo, method, storefront })
        : await this.links.make(
            { ...payment, method, storefront },
            { signedAt: payment.createdAt },
          );
    return { order, payment: payLinkView(link) };
  }

  /** An order that was there before may have another payment by now, or none; it may not be payable any more. */
  private linkTo(
    user: SignedInUser,
    { order, payment, link }: PlacedOrder,
    method: PayMethod,
  ): Promise<PayLink> {
    if (payment !== null) return this.links.make(payment, { begun: link });
    const { orderNo, storefront: from } = order;
    return this.starting.start(user, { orderNo, method, storefront: from });
  }
}
