import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DiagnosisContext } from '../../../src/alipay/diagnosis/findings.js';
import type { KeyAtHand } from '../../../src/alipay/diagnosis/opened-signature.js';
import { signedVectors, type Vector } from '../../support/vectors.js';
import { ours } from '../support.js';

/** A payload that Alipay really signed, by a part of its name. */
export function vector(kind: Vector['kind'], part: string): Vector {
  const found = signedVectors.find((one) => one.kind === kind && one.name.includes(part));
  if (found === undefined) throw new Error(`no ${kind} ${part}`);
  return found;
}

/** The notify whose subject has a literal + and spaces. */
export const PLUS = vector('notify', 'literal +');
/** One with Chinese in its subject and body. */
export const CHINESE = vector('notify', 'TRADE_SUCCESS');
export const RETURNED = vector('return', '1703141270');
export const ANSWER = vector('response', 'm-alipay-demo alipay_trade_query_response');
/** An answer with `\/` in it. */
export const SLASHES = vector('response', 'precreate');

/** Fields of a form, decoded once. */
export function fieldsOf({ body }: Pick<Vector, 'body'>): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body));
}

/** A form as it is sent. */
export function formOf(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams({ ...fields }).toString();
}

/** The form with some fields other ones. */
export function changed(
  one: Pick<Vector, 'body'>,
  change: (value: string, name: string) => string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fieldsOf(one)).map(([name, value]) => [name, change(value, name)]),
  );
}

/** Where a message is diagnosed that is well set up for it. */
export function contextFor(one: Vector, more: Partial<DiagnosisContext> = {}): DiagnosisContext {
  const { app_id: appId = '2021000119683733', seller_id: sellerId = null } =
    one.kind === 'response' ? {} : fieldsOf(one);
  return {
    keys: [alipays(one.publicKey), own(ours.publicKey)],
    appId,
    sellerId,
    gateway: 'https://openapi-sandbox.dl.alipaydev.com/gateway.do',
    trustsCertificate: () => true,
    ...more,
  };
}

export function alipays(pem: string | KeyObject): KeyAtHand {
  return { label: 'ALIPAY_PUBLIC_KEY_FILE', role: 'alipay', key: keyOf(pem) };
}

export function own(pem: string | KeyObject): KeyAtHand {
  return { label: 'ALIPAY_PRIVATE_KEY_FILE', role: 'own', key: keyOf(pem) };
}

export function beside(label: string, pem: string | KeyObject): KeyAtHand {
  return { label, role: 'other', key: keyOf(pem) };
}

function keyOf(pem: string | KeyObject): KeyObject {
  return typeof pem === 'string' ? createPublicKey(pem) : pem;
}
