import type { KeyObject } from 'node:crypto';
import { parseChinaTime } from '../china-time.js';
import { timeHint } from './time-hint.js';
import { refusal, type Refusal, type SubCode } from './refusals.js';
import { requestText, verifyRsa2, type Parameters } from './signing.js';

const pageMethods = [
  'alipay.trade.page.pay',
  'alipay.trade.wap.pay',
  'alipay.trade.app.pay',
] as const;
export const serverMethods = [
  'alipay.trade.precreate',
  'alipay.trade.query',
  'alipay.trade.close',
  'alipay.trade.cancel',
  'alipay.trade.refund',
  'alipay.trade.fastpay.refund.query',
  'alipay.data.dataservice.bill.downloadurl.query',
] as const;

/** Methods that a buyer's browser or phone opens. */
export type PageMethod = (typeof pageMethods)[number];
/** Methods that a server calls and that are answered in JSON. */
export type ServerMethod = (typeof serverMethods)[number];
export type PayMethod = PageMethod | 'alipay.trade.precreate';
export type Method = PageMethod | ServerMethod;

/** How far a request's timestamp may be from this gateway's clock. */
const TIMESTAMP_WINDOW_MS = 15 * 60_000;

/** A request whose signature and common parameters were found right. */
export interface Call {
  readonly method: Method;
  readonly biz: Readonly<Record<string, unknown>>;
  readonly charset: string;
  readonly notifyUrl: string | null;
  readonly returnUrl: string | null;
}

export interface Gate {
  readonly appId: string;
  readonly appPublicKey: KeyObject;
  /** Instants that count as now: the clock, and the clock as if it had not been moved. */
  readonly nows: readonly number[];
}

export type Checked =
  | { readonly ok: true; readonly call: Call }
  | { readonly ok: false; readonly refusal: Refusal; readonly signatureFine: boolean };

export function isPageMethod(method: string | undefined): method is PageMethod {
  return pageMethods.some((known) => known === method);
}

export function isKnownMethod(method: string | undefined): method is Method {
  return isPageMethod(method) || serverMethods.some((known) => known === method);
}

/** Families of Alipay's methods. A well-formed name in one of them is taken for a method that it has and that is not played here. */
const otherMethod = /^(alipay|ant|anttech|koubei|mybank|zhima)(\.[a-z0-9]+){2,}$/;

/** Whether answers to a method go under its own root: it is played here, or is one of Alipay's others. */
export function hasOwnRoot(method: string | undefined): method is string {
  return isKnownMethod(method) || otherMethod.test(method ?? '');
}

type Holds = (params: Parameters, gate: Gate) => boolean;
type Detail = (params: Parameters, gate: Gate) => string;
type Check = readonly [SubCode, Holds, Detail?];
const given = (key: string) => (params: Parameters) => Boolean(params[key]);
const isUtf8 = (charset: string | undefined) => /^utf-?8$/i.test(charset ?? '');

/** What is looked at before the signature, each with the refusal when it does not hold. */
const beforeSignature: readonly Check[] = [
  ['isv.missing-method', given('method')],
  ['isv.missing-app-id', given('app_id')],
  ['isv.missing-signature-type', given('sign_type')],
  ['isv.missing-signature', given('sign')],
  ['isv.invalid-method', (params) => hasOwnRoot(params['method'])],
  ['isv.invalid-app-id', (params, gate) => params['app_id'] === gate.appId],
  ['isv.invalid-signature-type', (params) => params['sign_type'] === 'RSA2'],
  ['isv.invalid-charset', (params) => isUtf8(params['charset'])],
];

/** A pay link may be opened long after it was signed (`time_expire` ends it), so only its future is refused. */
function timestampFits(params: Parameters, gate: Gate): boolean {
  const at = parseChinaTime(params['timestamp'] ?? '');
  if (at === null) return false;
  const oldest = isPageMethod(params['method']) ? Infinity : TIMESTAMP_WINDOW_MS;
  return gate.nows.some((now) => at - now <= TIMESTAMP_WINDOW_MS && now - at <= oldest);
}

const certificateFields = ['app_cert_sn', 'alipay_root_cert_sn'];
const certificateField = (params: Parameters) =>
  certificateFields.find((name) => params[name]) ?? null;

const afterSignature: readonly Check[] = [
  [
    'SIMULATOR.NOT_SIMULATED',
    (params) => isKnownMethod(params['method']),
    (params) => `${params['method']}; simulated: ${[...pageMethods, ...serverMethods].join(', ')}`,
  ],
  [
    'SIMULATOR.NO_CERTIFICATES',
    (params) => certificateField(params) === null,
    (params) => String(certificateField(params)),
  ],
  ['isv.missing-timestamp', given('timestamp')],
  ['isv.missing-version', given('version')],
  ['isv.missing-parameter', given('biz_content')],
  [
    'isv.invalid-timestamp',
    timestampFits,
    (params, gate) => timeHint(params['timestamp'] ?? '', gate.nows[0] ?? 0),
  ],
  ['isv.invalid-version', (params) => params['version'] === '1.0'],
  ['isv.invalid-format', (params) => /^(json)?$/i.test(params['format'] ?? '')],
  ['isv.invalid-encrypt', (params) => !params['encrypt_type']],
];

function firstBroken(checks: readonly Check[], params: Parameters, gate: Gate): Refusal | null {
  const broken = checks.find(([, holds]) => !holds(params, gate));
  return broken ? refusal(broken[0], broken[2]?.(params, gate)) : null;
}

/** Tells the text that was verified, as Alipay does: it is the fastest way to find what was signed wrongly. */
function checkSignature(params: Parameters, gate: Gate): Refusal | null {
  const text = requestText(params);
  if (verifyRsa2(text, params['sign'] ?? '', gate.appPublicKey)) return null;
  return refusal(
    'isv.invalid-signature',
    `验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：${text}`,
  );
}

function parseBiz(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function readCall(params: Parameters): Checked {
  const biz = parseBiz(params['biz_content'] ?? '');
  if (!biz) {
    const bad = refusal('isv.invalid-parameter', 'biz_content 不是 JSON 对象');
    return { ok: false, refusal: bad, signatureFine: true };
  }
  const call: Call = {
    method: params['method'] as Method,
    biz,
    charset: params['charset'] ?? '',
    notifyUrl: params['notify_url'] || null,
    returnUrl: params['return_url'] || null,
  };
  return { ok: true, call };
}

/** Checks what is common to all methods, signature first among what could be forged. Pure: no state is looked at. */
export function checkCall(params: Parameters, gate: Gate): Checked {
  const early = firstBroken(beforeSignature, params, gate) ?? checkSignature(params, gate);
  if (early) return { ok: false, refusal: early, signatureFine: false };
  const late = firstBroken(afterSignature, params, gate);
  if (late) return { ok: false, refusal: late, signatureFine: true };
  return readCall(params);
}
