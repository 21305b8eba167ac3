import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { fen } from '../../src/kernel/money.js';
import { openQuote, sealQuote, type SignedQuote } from '../../src/orders/quote/quote-token.js';

const SECRET = 'a secret of the test';

const quotes: fc.Arbitrary<SignedQuote> = fc.record({
  id: fc.string({ minLength: 26, maxLength: 26 }),
  publicId: fc.string({ minLength: 32, maxLength: 36 }),
  source: fc.constantFrom('cart' as const, 'buyNow' as const),
  lines: fc.array(
    fc.record({
      skuId: fc.integer({ min: 1, max: 4_294_967_295 }),
      count: fc.integer({ min: 1, max: 99_999 }),
      price: fc.integer({ min: 1, max: 999_999_999_999 }).map(fen),
    }),
    { maxLength: 100 },
  ),
  freight: fc.integer({ min: 0, max: 100_000 }).map(fen),
  payable: fc.integer({ min: 1, max: 10_000_000_000 }).map(fen),
  expiresAt: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }),
});

const [QUOTE] = fc.sample(quotes, { seed: 7, numRuns: 1 });
if (QUOTE === undefined) throw new Error('no quote');

describe('a quote token', () => {
  it('opens to the quote that was sealed, and is base64url', () => {
    fc.assert(
      fc.property(quotes, (quote) => {
        const token = sealQuote(quote, SECRET);
        expect(token).toMatch(/^[\w-]+$/);
        expect(openQuote(token, SECRET)).toEqual(quote);
      }),
    );
  });

  it('opens for nobody who has not the secret', () => {
    expect(openQuote(sealQuote(QUOTE, SECRET), 'another secret')).toBeNull();
  });

  it('does not open with any bit changed', () => {
    const sealed = Buffer.from(sealQuote(QUOTE, SECRET), 'base64url');
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const changed = Buffer.from(sealed);
        changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(openQuote(changed.toString('base64url'), SECRET)).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  it('does not open when cut, lengthened, or spelled in another way', () => {
    const token = sealQuote(QUOTE, SECRET);
    fc.assert(
      fc.property(fc.nat(token.length - 1), (length) => {
        expect(openQuote(token.slice(0, length), SECRET)).toBeNull();
      }),
    );
    for (const other of [`${token}A`, `${token}=`, ` ${token}`, `${token}\n`]) {
      expect(openQuote(other, SECRET)).toBeNull();
    }
  });

  it('opens for no text from outside', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => openQuote(text, SECRET) === null),
    );
  });

  it('is signed by HMAC-SHA256 over its text', () => {
    const sealed = Buffer.from(sealQuote(QUOTE, SECRET), 'base64url');
    const mac = createHmac('sha256', SECRET).update(sealed.subarray(32)).digest();
    expect(sealed.subarray(0, 32)).toEqual(mac);
  });
});
