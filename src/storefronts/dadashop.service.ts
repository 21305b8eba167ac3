import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app.config.js';
import { StorefrontsConfig } from '../../config/storefronts.config.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { fenToYuan } from '../kernel/money.js';
import { Quoting, type QuoteSource } from '../orders/quote/quoting.service.js';
import { OrdersService } from '../orders/lifecycle/orders.service.js';
import { PlaceAndPay } from '../payment/placement/place-and-pay.service.js';
import { type PayLink, payUrlOf } from '../payment/links/pay-links.service.js';
import { BuyerReturns } from '../payment/notify/buyer-returns.service.js';
import { StartPayment } from '../payment/links/start-payment.service.js';
import { ConfirmedPurchases } from './confirmed-purchases.service.js';
import {
  confirmData,
  listedOrder,
  payData,
  type Payable,
  type Reading,
  readPost,
  readQuery,
  returnedAnswer,
} from './dadashop.wire.js';
import type { Fields } from './fields.js';

const storefront = 'dadashop' as const;

/** dadashop's two routes, each of which is several: what they do stands in their `status`. */
@Injectable()
export class Dadashop {
  constructor(
    private readonly checkout: Quoting,
    private readonly buying: PlaceAndPay,
    private readonly orders: OrdersService,
    private readonly starting: StartPayment,
    private readonly returns: BuyerReturns,
    private readonly confirmed: ConfirmedPurchases,
    private readonly app: AppConfig,
    private readonly config: StorefrontsConfig,
  ) {}

  /** A.1, A.3 and A.4: confirm page, list, confirm receipt. */
  read(user: SignedInUser, query: Fields): Promise<object> {
    const reading = readQuery(query, this.config.dadashopMaxListed);
    switch (reading.kind) {
      case 'confirm':
        return this.confirm(user, reading.source);
      case 'list':
        return this.list(user, reading);
      case 'receive':
        return this.receive(user, reading.orderNo);
    }
  }

  /** A.2 and A.5: create an order, pay one that exists. */
  async write(user: SignedInUser, query: Fields, body: unknown): Promise<object> {
    const writing = readPost(query, body);
    if (writing.kind === 'pay') return this.pay(user, writing.orderNo);
    const { addressId } = writing;
    const source = writing.source ?? (await this.lastConfirmed(user));
    const request = { storefront, source, addressId };
    const { order, link } = await this.buying.buy(user, request, 'page');
    return this.payable({ orderNo: order.orderNo, payable: fenToYuan(order.payable) }, link);
  }

  /** A.6: null when the address was not signed by Alipay. */
  async returned(query: Fields): Promise<object | null> {
    const result = await this.returns.look(query);
    if (result.known === 'forged') return null;
    return returnedAnswer(result, query);
  }

  private async confirm(user: SignedInUser, source: QuoteSource): Promise<object> {
    const offer = await this.checkout.offer(user, source);
    if (source.source === 'buyNow') await this.confirmed.keep(user, source);
    return this.success({ data: confirmData(offer) });
  }

  private async lastConfirmed(user: SignedInUser): Promise<QuoteSource> {
    return { source: 'buyNow', ...(await this.confirmed.last(user)) };
  }

  private async list(
    user: SignedInUser,
    { states, ...part }: Extract<Reading, { kind: 'list' }>,
  ): Promise<object> {
    const orders = await this.orders.numberedPage(user.id, states, part);
    return this.success({ data: { orders_list: orders.map(listedOrder) } });
  }

  private async receive(user: SignedInUser, orderNo: string): Promise<object> {
    await this.orders.receive(user, orderNo);
    return this.success({});
  }

  private async pay(user: SignedInUser, orderNo: string): Promise<object> {
    const link = await this.starting.start(user, { orderNo, method: 'page', storefront });
    return this.payable({ orderNo, payable: fenToYuan(link.amount) }, link);
  }

  private payable(order: Payable, link: PayLink): object {
    return { code: 200, data: payData(this.app.shopName, order, payUrlOf(link)) };
  }

  private success(answer: object): object {
    return { code: 200, ...answer, base_url: this.config.pictureBase };
  }
}
