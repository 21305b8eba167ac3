import { Injectable } from '@nestjs/common';
import { StorefrontsConfig } from '../../config/storefronts.config.js';
import type { SignedInUser } from '../auth/signed-in-user.js';
import { BuyerReturns } from '../payment/notify/buyer-returns.service.js';
import { payUrlOf } from '../payment/links/pay-links.service.js';
import { StartPayment } from '../payment/links/start-payment.service.js';
import type { Fields } from './fields.js';
import { DEFAULT_PAGE } from './meiduo-page.js';
import { type PageAnswer, statusPage, subjectOf, tradeAnswer } from './meiduo.wire.js';

const FORGED = '非法请求';

/** What meiduo's server pages and its separate front end do with payments. */
@Injectable()
export class Meiduo {
  constructor(
    private readonly starting: StartPayment,
    private readonly returns: BuyerReturns,
    private readonly config: StorefrontsConfig,
  ) {}

  /** Where the user's own unpaid order is paid by the server pages. */
  payUrl(user: SignedInUser, orderNo: string): Promise<string> {
    return this.payUrlBackTo(this.config.returnUrls.meiduo, user, orderNo);
  }

  /** The same for the separate front end, to whose own page the buyer comes back. */
  apiPayUrl(user: SignedInUser, orderNo: string): Promise<string> {
    return this.payUrlBackTo(this.config.meiduoApiReturnUrl, user, orderNo);
  }

  private async payUrlBackTo(
    returnUrl: string,
    user: SignedInUser,
    orderNo: string,
  ): Promise<string> {
    const subject = subjectOf(orderNo);
    const request = { orderNo, method: 'page', storefront: 'meiduo', subject, returnUrl } as const;
    return payUrlOf(await this.starting.start(user, request));
  }

  /** B.2: the page of a buyer who came back, or the refusal of a forged address. */
  async statusPage(query: Fields): Promise<PageAnswer> {
    const result = await this.returns.look(query);
    if (result.known === 'forged') return { status: 403, body: FORGED };
    const { meiduoOrdersUrl, meiduoStatusTemplate } = this.config;
    return {
      status: 200,
      body: statusPage(result, meiduoOrdersUrl, meiduoStatusTemplate ?? DEFAULT_PAGE),
    };
  }

  /** C.2: the trade's number, or the refusal of a forged address. */
  async tradeNumber(query: Fields): Promise<PageAnswer> {
    const result = await this.returns.look(query);
    if (result.known === 'forged') return { status: 403, body: { message: FORGED } };
    return { status: 200, body: tradeAnswer(result) };
  }
}
