import { Injectable } from '@nestjs/common';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { PlaceOrder } from '../payment/placement/place-order.service.js';
import { BuyerReturns } from '../payment/notify/buyer-returns.service.js';
import { payUrlOf } from '../payment/links/pay-links.service.js';
import { StartPayment } from '../payment/links/start-payment.service.js';
import type { Fields } from './fields.js';
import { payAnswer, readCourseOrder, returnedAnswer } from './luffy.wire.js';

const storefront = 'luffy' as const;

/** luffy sells courses: one order, one line, no address. */
@Injectable()
export class Luffy {
  constructor(
    private readonly placing: PlaceOrder,
    private readonly starting: StartPayment,
    private readonly returns: BuyerReturns,
  ) {}

  /** D.1: orders a course at the catalogue's price and answers where it is paid. */
  async pay(user: SignedInUser, body: unknown): Promise<object> {
    const { skuId, total } = readCourseOrder(body);
    const { order } = await this.placing.placeDirect(user, {
      storefront,
      source: { source: 'buyNow', skuId, count: 1 },
      addressId: null,
      agreement: { kind: 'sum', payable: total },
    });
    const { orderNo } = order;
    const link = await this.starting.start(user, { orderNo, method: 'page', storefront });
    return payAnswer(payUrlOf(link));
  }

  /** D.2: what is known when the buyer comes back; a forged address knows of nothing. */
  async returned(query: Fields): Promise<object> {
    const result = await this.returns.look(query);
    return returnedAnswer(result.known === 'paid');
  }
}
