import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { AlipayConfig } from '../../config/alipay.config.js';
import { EnvReader } from '../../config/env-reader.js';
import type { AlipayKeys } from '../../src/alipay/keys.js';
import { signRsa2 } from '../../src/alipay/signing.js';
import { keyPairs } from '../support/keys.js';

/** A key pair as Node has it. */
interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const pairs = keyPairs().map(({ publicKey, privateKey }) => ({
  publicKey: createPublicKey(publicKey),
  privateKey: createPrivateKey(privateKey),
}));

/** The run's keys: ours, Alipay's, and a stranger's. */
export const [ours, alipays, strangers] = pairs as [Keys, Keys, Keys];

/** Keys of a process that trusts these public keys of Alipay, in public-key mode. */
export function trusting(...publicKeys: (KeyObject | string)[]): AlipayKeys {
  const keys = publicKeys.map((key) => (typeof key === 'string' ? createPublicKey(key) : key));
  const noCertificates = { serials: null, certificateEnds: [], unreadableRoots: 0 };
  return { appPrivateKey: ours.privateKey, ...noCertificates, ofAlipay: () => keys };
}

/** A configuration of the application, from its environment variables. */
export function configOf(env: Record<string, string> = {}): AlipayConfig {
  const reader = new EnvReader({ ALIPAY_APP_ID: '9021000000000001', ...env });
  const config = new AlipayConfig(reader);
  if (reader.faults.length > 0) throw new Error(reader.faults.join('; '));
  return config;
}

/** A form as Alipay signs it: sorted, without empty fields, without those that its kind of message leaves out. */
export function signedForm(
  fields: Readonly<Record<string, string>>,
  left: readonly string[] = ['sign', 'sign_type'],
  key: KeyObject = alipays.privateKey,
): Record<string, string> {
  const all: Record<string, string> = { sign_type: 'RSA2', ...fields };
  const text = Object.keys(all)
    .filter((name) => !left.includes(name) && all[name] !== '')
    .toSorted()
    .map((name) => `${name}=${all[name]}`)
    .join('&');
  return { ...all, sign: signRsa2(text, key) };
}

/** A trade notify as Alipay would send it, but for the signature. */
export const TRADE_NOTIFY_FIELDS: Readonly<Record<string, string>> = {
  app_id: '9021000000000001',
  seller_id: '2088000000000001',
  notify_type: 'trade_status_sync',
  notify_id: '2026112100222120000001234567890123',
  notify_time: '2026-11-21 12:00:05',
  charset: 'utf-8',
  version: '1.0',
  out_trade_no: '202611211159590000000001',
  trade_no: '2026112122001400000000000001',
  trade_status: 'TRADE_SUCCESS',
  total_amount: '209.00',
  gmt_create: '2026-11-21 11:59:59',
  gmt_payment: '2026-11-21 12:00:04',
  subject: '商品 等2件',
  buyer_id: '2088222222222222',
  buyer_logon_id: 'abc***@example.com',
  fund_bill_list: '[{"amount":"209.00","fundChannel":"ALIPAYACCOUNT"}]',
};
