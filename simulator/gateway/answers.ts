import type { KeyObject } from 'node:crypto';
import type { Refusal } from './refusals.js';
import { signRsa2 } from './signing.js';

const messages = {
  '10000': 'Success',
  '40001': 'Missing Required Arguments',
  '40002': 'Invalid Arguments',
  '40004': 'Business Failed',
  '40006': 'Insufficient Permissions',
} as const;

export type AnswerNode = Readonly<Record<string, unknown>>;

/** What is answered when nobody knows whether the action was done. */
export const UNKNOWN_NODE: AnswerNode = {
  code: '20000',
  msg: 'Service Currently Unavailable',
  sub_code: 'isp.unknow-error',
  sub_msg: '系统繁忙',
};

/** A refusal with any code, of business unless the code is one of the door's. */
export function refusalNode(subCode: string): AnswerNode {
  const code = subCode.startsWith('isv.') ? '40002' : '40004';
  return { code, msg: messages[code], sub_code: subCode, sub_msg: '模拟的拒绝' };
}

/** `alipay.trade.query` answers under `alipay_trade_query_response`. */
export function rootOf(method: string): string {
  return `${method.replaceAll('.', '_')}_response`;
}

/** A success: code and msg first, then the fields by name, as Alipay orders them; null fields are left out. */
export function successNode(fields: AnswerNode): AnswerNode {
  const given = Object.entries(fields).filter(([, value]) => value !== null);
  const sorted = given.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { code: '10000', msg: messages['10000'], ...Object.fromEntries(sorted) };
}

export function failureNode(refusal: Refusal, fields: AnswerNode = {}): AnswerNode {
  const { code, subCode, subMsg } = refusal;
  return { code, msg: messages[code], sub_code: subCode, sub_msg: subMsg, ...fields };
}

/**
 * The body of a synchronous answer. The signature covers the node's text exactly as it is sent, slashes already
 * written as `\/`; without a key the answer goes out unsigned.
 */
export function answerBody(root: string, node: AnswerNode, key: KeyObject | null): string {
  const text = JSON.stringify(node).replaceAll('/', String.raw`\/`);
  if (!key) return `{"${root}":${text}}`;
  return `{"${root}":${text},"sign":"${signRsa2(text, key)}"}`;
}
