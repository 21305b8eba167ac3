import { bytesOfText } from '../../../src/alipay/byte-text.js';
import type { DiagnosisContext } from '../../../src/alipay/diagnosis/findings.js';
import type { Effort } from '../../../src/alipay/diagnosis/mending.js';
import { diagnoseMessage } from '../../../src/alipay/diagnosis/message-diagnosis.js';
import type { Sample } from '../../../src/alipay/diagnosis/pasted.js';
import {
  alipays as alipayPair,
  ours,
  signedForm,
  TRADE_NOTIFY_FIELDS as TRADE,
} from '../support.js';
import { alipays, own } from './mistakes.js';

/** One mistake is looked for, and not long. */
const QUICK: Effort = { depth: 1, drafts: 300 };

/** Fields of a message by name. */
export type Fields = Record<string, string>;

/** A set-up with Alipay's key and our own, at the simulator. */
export const AT: DiagnosisContext = {
  keys: [alipays(alipayPair.publicKey), own(ours.publicKey)],
  appId: '9021000000000001',
  sellerId: '2088000000000001',
  gateway: 'http://127.0.0.1:3100/gateway.do',
  trustsCertificate: (serial) => serial === 'a1',
};
/** What is read of a form whose fields are these. */
export const sampleOf = (fields: Fields, more: Partial<Sample> = {}): Sample => ({
  as: 'form',
  draft: new Map(Object.entries(fields).map(([name, value]) => [name, bytesOfText(value)])),
  undone: [],
  twice: [],
  isCut: false,
  ...more,
});
/** What is found of one sample when one mistake is looked for. */
export const look = (fields: Fields, more: Partial<Sample> = {}, context = AT) =>
  diagnoseMessage([sampleOf(fields, more)], context, QUICK);
/** A notify that Alipay signed, with these fields. */
export const genuine = (more: Fields = {}) => signedForm({ ...TRADE, ...more });
/** A mistake as it is told. */
export const said = (code: string, en: string, zh = en) => ({ code, saw: { en, zh } });
/** The fields but for some. */
export function without(fields: Fields, ...names: string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
/** The fields with one of them at the end. */
export const last = (fields: Fields, name: string, value: string): Fields => ({
  ...without(fields, name),
  [name]: value,
});
