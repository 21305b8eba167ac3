import { Inject, Injectable } from '@nestjs/common';
import { OrdersConfig } from '../../../config/orders.config.js';
import { CLOCK, type Clock, plusMs } from '../../kernel/clock.js';
import { IDS, type Ids } from '../../kernel/ids.js';
import { Problem } from '../../kernel/problem.js';
import type { Pricing } from './pricing.js';
import { openQuote, sealQuote, type SignedQuote } from './quote-token.js';
import { pricingView, quotedView } from './quote-view.js';

/** A quote's token and until when it is good. */
export interface GivenToken {
  readonly quoteToken: string;
  readonly expiresAt: Date;
}

/** Signs what a buyer was told, and holds creation to it. */
@Injectable()
export class Quotes {
  constructor(
    private readonly config: OrdersConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Signs a pricing for one user and one order. */
  give(publicId: string, source: SignedQuote['source'], pricing: Pricing): GivenToken {
    const now = this.clock.now();
    const expiresAt = plusMs(now, this.config.quoteTtlMs);
    const { lines, freight, payable } = pricing;
    const id = this.ids.sortable(now);
    const quote = { id, publicId, source, lines, freight, payable, expiresAt };
    return { quoteToken: sealQuote(quote, this.config.quoteSecret), expiresAt };
  }

  /** The quote of a token that this user was given. Throws Problem `quote-invalid`. */
  open(publicId: string, token: string): SignedQuote {
    const quote = openQuote(token, this.config.quoteSecret);
    if (quote !== null && quote.publicId === publicId) return quote;
    throw new Problem('quote-invalid');
  }

  /** Throws Problem `quote-expired`. */
  refuseExpired(quote: SignedQuote): void {
    if (this.clock.now() < quote.expiresAt) return;
    throw new Problem('quote-expired');
  }

  /** Throws Problem `price-changed`, which shows what was quoted and what it costs now, with a new token. */
  refuseChanged(quote: SignedQuote, pricing: Pricing): void {
    if (isAsQuoted(quote, pricing)) return;
    const token = this.give(quote.publicId, quote.source, pricing);
    const members = { quoted: quotedView(quote), current: pricingView(pricing, token) };
    throw new Problem('price-changed', members);
  }
}

function isAsQuoted(quote: SignedQuote, { lines, freight, payable }: Pricing): boolean {
  const samePrices = quote.lines.every(({ price }, i) => lines[i]?.price === price);
  return samePrices && quote.freight === freight && quote.payable === payable;
}
