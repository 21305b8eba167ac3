import { createSign, createVerify, type KeyObject } from 'node:crypto';

export type Parameters = Readonly<Record<string, string>>;

function sortedPairs(params: Parameters, left: readonly string[]): string {
  return Object.keys(params)
    .filter((key) => !left.includes(key) && params[key] !== '')
    .toSorted()
    .map((key) => `${key}=${params[key]}`)
    .join('&');
}

/** What a merchant signs in a request: every parameter that is not empty, without `sign`; `sign_type` is in it. */
export function requestText(params: Parameters): string {
  return sortedPairs(params, ['sign']);
}

/** What Alipay signs in a trade notify and in a return redirect: neither `sign` nor `sign_type` is in it. */
export function messageText(params: Parameters): string {
  return sortedPairs(params, ['sign', 'sign_type']);
}

/** RSA2: SHA256withRSA over the UTF-8 bytes, PKCS#1 v1.5, base64. */
export function signRsa2(text: string, privateKey: KeyObject): string {
  return createSign('RSA-SHA256').update(text, 'utf8').sign(privateKey, 'base64');
}

/** Whether `sign` (base64) is this key's RSA2 signature of the text. Never throws on a malformed signature. */
export function verifyRsa2(text: string, sign: string, publicKey: KeyObject): boolean {
  return createVerify('RSA-SHA256').update(text, 'utf8').verify(publicKey, sign, 'base64');
}

/** A notify's or a return's parameters with `sign_type` and `sign` added. */
export function signMessage(params: Parameters, privateKey: KeyObject): Record<string, string> {
  return { ...params, sign_type: 'RSA2', sign: signRsa2(messageText(params), privateKey) };
}
