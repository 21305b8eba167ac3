import type { AddressView } from '../../addresses/address-view.js';
import { fenToYuan, subtractFen } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { lineView } from '../model/order-view.js';
import type { Pricing } from './pricing.js';
import type { SignedQuote } from './quote-token.js';

/** What an order would cost, and to whom it can go. */
export interface Offer extends Pricing {
  /** The default first. */
  readonly addresses: readonly AddressView[];
}

/** An offer, and the token with which the order is made. */
export interface Quote extends Offer {
  readonly quoteToken: string;
  readonly expiresAt: Date;
}

type Token = Pick<Quote, 'quoteToken' | 'expiresAt'>;

/** A pricing and its token on the wire. Pure. */
export function pricingView(pricing: Pricing, token: Token) {
  return {
    lines: pricing.lines.map((line) => ({ ...lineView(line), stock: line.stock })),
    totalCount: pricing.totalCount,
    goodsAmount: fenToYuan(pricing.goodsAmount),
    freight: fenToYuan(pricing.freight),
    payable: fenToYuan(pricing.payable),
    quoteToken: token.quoteToken,
    expiresAt: toRfc3339(token.expiresAt),
  };
}

/** A quote on the wire. Pure. */
export function quoteView(quote: Quote) {
  return { addresses: quote.addresses, ...pricingView(quote, quote) };
}

/** What a token says was quoted, on the wire. Pure. */
export function quotedView({ lines, freight, payable }: SignedQuote) {
  return {
    lines: lines.map(({ skuId, count, price }) => ({ skuId, count, price: fenToYuan(price) })),
    goodsAmount: fenToYuan(subtractFen(payable, freight)),
    freight: fenToYuan(freight),
    payable: fenToYuan(payable),
  };
}
