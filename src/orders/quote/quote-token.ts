import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Fen, fen } from '../../kernel/money.js';

/** What a buyer was told: the server signs it, the client hands it back. */
export interface SignedQuote {
  /** Of this quote alone: an order made from it carries it, so that a quote makes one order. */
  readonly id: string;
  /** Whom it was given to: a number of the database would be somebody else's after a restore. */
  readonly publicId: string;
  readonly source: 'cart' | 'buyNow';
  readonly lines: readonly QuotedLine[];
  readonly freight: Fen;
  readonly payable: Fen;
  readonly expiresAt: Date;
}

export interface QuotedLine {
  readonly skuId: number;
  readonly count: number;
  readonly price: Fen;
}

/** The wire form is a list, to keep the token short: lines are `[skuId, count, price in fen]`, the time is in ms. */
type Packed = [
  string,
  string,
  'cart' | 'buyNow',
  [number, number, number][],
  number,
  number,
  number,
];

const MAC_BYTES = 32;

function macOf(packed: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update(packed).digest();
}

/** Packs and signs a quote (HMAC-SHA256 before the text, base64url). Pure. */
export function sealQuote(quote: SignedQuote, secret: string): string {
  const { id, publicId, source, freight, payable, expiresAt } = quote;
  const lines = quote.lines.map(({ skuId, count, price }): Packed[3][0] => [skuId, count, price]);
  const packed: Packed = [id, publicId, source, lines, freight, payable, expiresAt.getTime()];
  const text = Buffer.from(JSON.stringify(packed));
  return Buffer.concat([macOf(text, secret), text]).toString('base64url');
}

/** The quote of a token that this server signed, however old; null for every other text. Pure. */
export function openQuote(token: string, secret: string): SignedQuote | null {
  const sealed = Buffer.from(token, 'base64url');
  // Base64 has several spellings of the same bytes; only the one that was given out is the token.
  if (sealed.length <= MAC_BYTES || sealed.toString('base64url') !== token) return null;
  const text = sealed.subarray(MAC_BYTES);
  if (!timingSafeEqual(sealed.subarray(0, MAC_BYTES), macOf(text, secret))) return null;
  return unpack(JSON.parse(text.toString()) as Packed);
}

function unpack([id, publicId, source, lines, freight, payable, expiresAt]: Packed): SignedQuote {
  return {
    id,
    publicId,
    source,
    lines: lines.map(([skuId, count, price]) => ({ skuId, count, price: fen(price) })),
    freight: fen(freight),
    payable: fen(payable),
    expiresAt: new Date(expiresAt),
  };
}
