import { type KeyObject, sign } from 'node:crypto';

/** Parameters of a request by name. */
export type RequestParams = Readonly<Record<string, string>>;

/** RSA2: SHA256withRSA (PKCS#1 v1.5) over the UTF-8 bytes, in base64. */
export function signRsa2(text: string, key: KeyObject): string {
  return sign('sha256', Buffer.from(text), key).toString('base64');
}

/**
 * A request as a signed query, its parameters sorted, empty ones left out: Alipay does not sign those, so sending one
 * makes a good signature a bad one (alipay.md 1.1, 5.3). `sign_type` is part of what a request's signature covers.
 */
export function signedQuery(params: RequestParams, key: KeyObject): string {
  const given = Object.entries(params)
    .filter(([, value]) => value !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  const text = given.map(([name, value]) => `${name}=${value}`).join('&');
  const sent = [...given, ['sign', signRsa2(text, key)] as const];
  return sent.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
}
