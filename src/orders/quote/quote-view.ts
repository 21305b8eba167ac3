import { ApiSchema } from '@nestjs/swagger';
import {
  ApiInstant,
  ApiInteger,
  ApiParts,
  ApiText,
  ApiYuan,
} from '../../http/openapi/api-members.js';
import { AddressView } from '../../addresses/address-view.js';
import { fenToYuan, subtractFen } from '../../kernel/money.js';
import { toRfc3339 } from '../../kernel/shanghai-time.js';
import { lineView, OrderLineView } from '../model/order-view.js';
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

/** A line of a quote on the wire. */
@ApiSchema({ name: 'QuoteLine' })
class QuoteLineView extends OrderLineView {
  @ApiInteger({ nullable: true, description: 'What is there of it; null: without limit' })
  readonly stock!: number | null;
}

/** A pricing and its token on the wire. */
export class PricingView {
  @ApiParts(() => QuoteLineView) readonly lines!: readonly QuoteLineView[];
  @ApiInteger() readonly totalCount!: number;
  @ApiYuan() readonly goodsAmount!: string;
  @ApiYuan() readonly freight!: string;
  @ApiYuan() readonly payable!: string;
  @ApiText({ description: 'Makes one order at these prices' }) readonly quoteToken!: string;
  @ApiInstant({ description: 'Until when the token is good' }) readonly expiresAt!: string;
}

/** A quote on the wire. */
@ApiSchema({ name: 'Quote' })
export class QuoteView extends PricingView {
  @ApiParts(() => AddressView, { description: 'Where it can go, the default first' })
  readonly addresses!: readonly AddressView[];
}

/** A pricing and its token on the wire. Pure. */
export function pricingView(pricing: Pricing, token: Token): PricingView {
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
export function quoteView(quote: Quote): QuoteView {
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
