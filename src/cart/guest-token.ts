import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 128 bits: who has the token has the cart. */
const ID_BYTES = 16;
const MAC_BYTES = 16;
const HEX = 'hex';

/** The form of a guest's token: chance, and the server's mark on it. */
export const GUEST_TOKEN = /^[0-9a-f]{64}$/;

/** For the OpenAPI document. */
export const GUEST_TOKEN_EXAMPLE =
  '0f8e4d1c2b3a495867768594a3b2c1d05b1e6f7a8c9d0e1f2a3b4c5d6e7f8091';

function macOf(id: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update(id).digest().subarray(0, MAC_BYTES);
}

/** Makes a token that only {@link isGuestToken} with the same secret knows. */
export function makeGuestToken(secret: string): string {
  const id = randomBytes(ID_BYTES);
  return Buffer.concat([id, macOf(id, secret)]).toString(HEX);
}

/** Whether a token was made with this secret. Pure. */
export function isGuestToken(token: string, secret: string): boolean {
  if (!GUEST_TOKEN.test(token)) return false;
  const bytes = Buffer.from(token, HEX);
  return timingSafeEqual(bytes.subarray(ID_BYTES), macOf(bytes.subarray(0, ID_BYTES), secret));
}
